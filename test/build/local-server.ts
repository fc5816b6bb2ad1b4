import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export type Seen = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

type Answer = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** A server on loopback that says what it was asked; it answers in order, the last answer for ever. */
export type LocalServer = {
  readonly url: string;
  readonly seen: readonly Seen[];
  answer(...answers: readonly (Answer | ((request: Seen) => Answer))[]): void;
  close(): Promise<void>;
};

export async function localServer(): Promise<LocalServer> {
  const seen: Seen[] = [];
  let answers: readonly (Answer | ((request: Seen) => Answer))[] = [{}];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const { url: path = "", headers } = request;
    const asked = { path, headers, body: Buffer.concat(parts).toString() };
    seen.push(asked);
    const [next = {}, ...later] = answers;
    if (later.length > 0) answers = later;
    const answer = typeof next === "function" ? next(asked) : next;
    response.writeHead(answer.status ?? 200, answer.headers);
    response.end(answer.body ?? "ok");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    seen,
    answer(...given) {
      answers = given;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
