import { REGION } from "./emulator.ts";

/** What every client and osls need to talk to the emulator. */
export function variablesFor(endpoint: string): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: REGION,
  };
}

export function clientFor(endpoint: string) {
  return {
    endpoint,
    region: REGION,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  };
}

/** Services whose clients the project does not have otherwise, by their JSON protocols. */
export class RawAws {
  readonly #endpoint: string;

  constructor(endpoint: string) {
    this.#endpoint = endpoint;
  }

  /** `AmazonSQS.SendMessage` and the like. Throws what the service says. */
  async call(service: string, target: string, body: object = {}): Promise<Record<string, unknown>> {
    const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": target };
    return JSON.parse(await this.#send(service, "POST", "/", headers, JSON.stringify(body)));
  }

  async rest(service: string, method: string, path: string, body?: object): Promise<string> {
    return await this.#send(service, method, path, {}, body && JSON.stringify(body));
  }

  async query(service: string, action: string): Promise<string> {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    return await this.#send(service, "POST", "/", headers, `Action=${action}`);
  }

  async #send(
    service: string,
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: string,
  ): Promise<string> {
    const scope = `test/20260101/${REGION}/${service}/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
    const answer = await fetch(`${this.#endpoint}${path}`, {
      method,
      headers: { authorization, ...headers },
      ...(body !== undefined && { body }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${service} ${method} ${path}: ${answer.status} ${text}`);
    return text;
  }
}
