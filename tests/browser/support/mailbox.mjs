// A mail server on loopback that keeps what it is given: as much of SMTP (RFC 5321) as a client needs.
import { createServer } from "node:net";

// The parts of a message, decoded: enough of MIME (RFC 2045) for mail of our own.
function decoded(text, encoding) {
  if (/base64/i.test(encoding)) return Buffer.from(text.replaceAll(/\s/g, ""), "base64").toString("utf8");
  if (!/quoted-printable/i.test(encoding)) return text;
  const bytes = text.replaceAll(/=\r?\n/g, "").replaceAll(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
function read(message) {
  const end = message.indexOf("\r\n\r\n");
  const headers = new Map();
  for (const line of message.slice(0, end).replaceAll(/\r\n[ \t]+/g, " ").split("\r\n")) {
    const colon = line.indexOf(":");
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  const body = message.slice(end + 4);
  const boundary = headers.get("content-type")?.match(/boundary="?([^";]+)"?/)?.[1];
  if (!boundary) return { headers, parts: [{ type: headers.get("content-type") ?? "", text: decoded(body, headers.get("content-transfer-encoding") ?? "") }] };
  const parts = body.split(`--${boundary}`).slice(1, -1).map((part) => read(part.replace(/^\r\n/, ""))).flatMap((each) => each.parts);
  return { headers, parts };
}

export async function mailbox() {
  const letters = [];
  const server = createServer((socket) => {
    let pending = "", data = null, letter = {};
    socket.setEncoding("latin1");
    socket.on("error", () => {});
    socket.write("220 mailbox.test\r\n");
    socket.on("data", (bytes) => {
      pending += bytes;
      for (;;) {
        if (data !== null) {
          const end = pending.indexOf("\r\n.\r\n");
          if (end < 0) return;
          const raw = pending.slice(0, end).replaceAll("\r\n..", "\r\n.");
          letters.push({ ...letter, raw, ...read(raw) });
          pending = pending.slice(end + 5);
          data = null;
          socket.write("250 kept\r\n");
          continue;
        }
        const end = pending.indexOf("\r\n");
        if (end < 0) return;
        const line = pending.slice(0, end);
        pending = pending.slice(end + 2);
        const verb = line.slice(0, 4).toUpperCase();
        if (verb === "RCPT") letter = { ...letter, to: line.match(/<([^>]*)>/)?.[1] };
        if (verb === "DATA") data = "";
        if (verb === "QUIT") socket.end("221 bye\r\n");
        else socket.write(verb === "DATA" ? "354 go on\r\n" : verb === "EHLO" ? "250-mailbox.test\r\n250 8BITMIME\r\n" : "250 so be it\r\n");
      }
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    at: `127.0.0.1:${server.address().port}`,
    letters,
    // The newest to that address.
    to: (address) => letters.findLast((letter) => letter.to === address),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

// Every address of the site in the text of a letter.
export function links(letter, base) {
  const text = letter.parts.find(({ type }) => type.startsWith("text/plain") || type === "")?.text ?? letter.parts[0].text;
  return [...text.matchAll(/https?:\/\/[^\s<>"]+/g)].map(([url]) => url).filter((url) => url.startsWith(base));
}
