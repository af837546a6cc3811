// Stands before a mail server and can hold back what passes: the place where a process is killed is chosen so.
import { connect, createServer } from "node:net";
import { until } from "./wait.mjs";

// `holds(direction, text)`: true from the piece on that is not to pass, nor anything after it.
export async function proxy(port, holds = () => false) {
  let held = 0;
  const server = createServer((client) => {
    const behind = connect(port, "127.0.0.1");
    let stopped = false;
    const pass = (from, to, direction) =>
      from.on("data", (bytes) => {
        if (!stopped && holds(direction, bytes.toString("latin1"))) (stopped = true), ++held;
        if (!stopped) to.write(bytes);
      });
    pass(client, behind, "to");
    pass(behind, client, "from");
    for (const [one, other] of [[client, behind], [behind, client]]) one.on("close", () => other.destroy()).on("error", () => other.destroy());
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.on("listening", resolve));
  return {
    port: server.address().port,
    isHeld: () => until("something is held back", () => held > 0),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
