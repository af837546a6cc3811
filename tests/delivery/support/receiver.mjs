// Takes webhooks on loopback and checks them with the reference library of Standard Webhooks.
import { createServer } from "node:http";
import { createServer as createSecure } from "node:https";
import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";
import { until } from "./wait.mjs";

// `act(request)` says what to answer: a status, {status, headers}, or a promise of one; never resolved: it hangs.
export async function receiver(act = () => 204, secure) {
  const received = [];
  const secrets = new Map(); // by path: one or several
  const answer = async (request, response) => {
    let body = "";
    request.setEncoding("utf8");
    for await (const piece of request) body += piece;
    const one = { path: request.url, id: request.headers["webhook-id"], headers: request.headers, body, name: request.socket.servername };
    one.verify = () => {
      for (const secret of [secrets.get(one.path)].flat()) new Webhook(secret).verify(body, request.headers);
      return JSON.parse(body);
    };
    received.push(one);
    const answered = await act(one, received);
    const { status, headers = {} } = typeof answered === "number" ? { status: answered } : answered;
    response.writeHead(status, headers).end();
  };
  const server = secure ? createSecure({ key: readFileSync(secure.key), cert: readFileSync(secure.certificate) }, answer) : createServer(answer);
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.on("listening", resolve));
  const { port } = server.address();
  return {
    port,
    received,
    knows: (at, ...secret) => secrets.set(at, secret),
    url: (at = "/hook", host = "127.0.0.1") => `${secure ? "https" : "http"}://${host}:${port}${at}`,
    has: (count) => until(`${count} webhooks`, () => received.length >= count),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
