import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A wire to a service on this machine, with a counter of what goes over it. */
export type Wire = {
  readonly endpoint: string;
  /** Requests by operation, `PutItem`. */
  readonly counts: Map<string, number>;
  readonly close: () => Promise<void>;
};

/** Listens on a loopback port and passes on whatever comes to `endpoint`. */
export async function wireTo(endpoint: string): Promise<Wire> {
  const counts = new Map<string, number>();
  const server = createServer((incoming, outgoing) => {
    const operation = String(incoming.headers["x-amz-target"]).split(".").at(-1) ?? "";
    counts.set(operation, (counts.get(operation) ?? 0) + 1);
    passOn(endpoint, incoming, outgoing);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function passOn(endpoint: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, headers, url = "/" } = incoming;
  const passed = request(new URL(url, endpoint), { method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(outgoing);
  });
  passed.on("error", () => outgoing.destroy());
  incoming.pipe(passed);
}
