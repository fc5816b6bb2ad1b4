import { createServer, type IncomingMessage } from "node:http";

/** What an HTTP subscriber of a topic has been sent, as far as it was a notice. */
export type Listener = {
  readonly url: string;
  readonly bodies: readonly string[];
  close(): Promise<void>;
};

/** An endpoint on the loopback interface that confirms its subscription, as a customer's must. */
export async function startListener(): Promise<Listener> {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    const text = await textOf(request);
    response.end("ok");
    const type = request.headers["x-amz-sns-message-type"];
    if (type === "SubscriptionConfirmation") await fetch(JSON.parse(text).SubscribeURL);
    else bodies.push(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return {
    url: `http://127.0.0.1:${address.port}/`,
    bodies,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
