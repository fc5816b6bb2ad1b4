import { gunzipSync } from "node:zlib";
import { paginateScan } from "@aws-sdk/lib-dynamodb";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type LoggedEvent, requestIdOf } from "../build/gateway-log.ts";
import { type FakeAws, fakeAws } from "../fake/aws.ts";
import { outputOf } from "../fake/stdout.ts";
import { environmentOf, type Functions, loadFunctions } from "../functions/installation.ts";
import { START } from "../functions/rehearsal.ts";
import { leaks, SECRET_KINDS } from "../redact/secret-kinds.ts";

const TABLE = "leaks";
const SEED = 20_261_122;
/** A time in seconds or milliseconds: by chance eight of its digits are those of some secret. */
const TIME = /(?<!\d)1[789]\d{8}(?:\d{3})?(?!\d)/g;
const FUNCTIONS = "https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/arn:aws:lambda";
const MALFORMED = "Execution failed due to configuration error: Malformed Lambda proxy response";

/** Where a secret stands in a request that fails: its lines but the first and the last. */
const PLACES: Readonly<Record<string, (secret: string) => readonly string[]>> = {
  "a payload": (secret) => [body({ statusCode: 200, body: { note: secret } }), MALFORMED],
  "the key of a payload": (secret) => [body({ statusCode: 200, [secret]: 1 }), MALFORMED],
  "a payload in a payload": (secret) => [body(JSON.stringify({ note: secret })), MALFORMED],
  "a payload that is text": (secret) => [
    `Endpoint response body before transformations: sorry, ${secret} is wrong`,
    MALFORMED,
  ],
  "request headers": (secret) => [
    `Method request headers: {X-Note=${secret}, Accept=*/*}`,
    MALFORMED,
  ],
  "a request body": (secret) => [
    `Method request body before transformations: ${JSON.stringify({ note: secret })}`,
    MALFORMED,
  ],
  "a query string": (secret) => [`Method request query string: {note=${secret}}`, MALFORMED],
  "the address of a backend": (secret) => [
    `Endpoint request URI: https://api.example.com/orders?note=${encodeURIComponent(secret)}`,
    "Execution failed due to a network error communicating with endpoint",
  ],
  "a path": (secret) => [
    `HTTP Method: GET, Resource Path: /orders/${encodeURIComponent(secret)}`,
    "Execution failed due to a timeout error",
  ],
  "the words of a function": (secret) => [
    `Lambda execution failed with status 200 due to customer function error: ${secret}. Lambda request id: 5f0c0b7e-0000-4000-8000-000000000002`,
  ],
  "a sentence nobody knows": (secret) => [
    `Execution failed due to configuration error: Nobody knows ${secret} here`,
  ],
};

function body(value: unknown): string {
  return `Endpoint response body before transformations: ${JSON.stringify(value)}`;
}

type Planted = { readonly kind: string; readonly place: string; readonly secret: string };

/** Every kind of secret in every place, each in a request of its own. */
function planting() {
  const planted: Planted[] = [];
  const requests: (readonly LoggedEvent[])[] = [];
  for (const { kind, planted: drawn } of SECRET_KINDS) {
    const draws = fc.sample(drawn, { numRuns: Object.keys(PLACES).length, seed: SEED });
    for (const [at, [place, linesOf]] of Object.entries(PLACES).entries()) {
      const { secret, text } = draws[at] ?? { secret: "", text: "" };
      planted.push({ kind, place, secret: ownPart(secret) });
      requests.push(requestOf(requests.length, linesOf(text)));
    }
  }
  return { planted, requests };
}

/** Without what all of its kind have in common, or the account's number. */
function ownPart(secret: string): string {
  return secret.slice(secret.indexOf(".eyJ") + 1).replace("123456789012-", "");
}

/** Each of a function of its own, so that each is a fault with a sample and a notice of its own. */
function requestOf(number: number, middle: readonly string[]): readonly LoggedEvent[] {
  const id = requestIdOf(number);
  const call = `${FUNCTIONS}:eu-west-1:123456789012:function:orders-${number}/invocations`;
  const lines = [
    `Starting execution for request: ${id}`,
    "HTTP Method: POST, Resource Path: /orders",
    `Sending request to ${call}`,
    ...middle,
    "Method completed with status: 502",
  ];
  return lines.map((text, at) => ({
    id: `${number}-${at}`,
    timestamp: START + number * 10_000 + at,
    message: `(${id}) ${text}`,
  }));
}

let aws: FakeAws;
beforeAll(async () => {
  aws = await fakeAws();
  await aws.dynamo.ensureTable(TABLE);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await aws.close();
});

/** Everything that the installation keeps and says, as text: what is packed is unpacked. */
async function traces(output: string): Promise<Readonly<Record<string, string>>> {
  const items: string[] = [];
  for await (const { Items = [] } of paginateScan(
    { client: aws.dynamo.client },
    { TableName: TABLE },
  )) {
    items.push(...Items.map((item) => JSON.stringify(item, unpacked)));
  }
  const messages = aws.published.map(({ form }) => [...form.values()].join("\n"));
  expect(items.length).toBeGreaterThan(20);
  return { table: items.join("\n"), messages: messages.join("\n"), "log and metrics": output };
}

function unpacked(_key: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return gunzipSync(value).toString();
  return value instanceof Set ? [...value] : value;
}

async function expectNoLeak(planted: readonly Planted[], output: string): Promise<void> {
  expect(planted.filter(({ secret }) => secret.match(TIME))).toEqual([]);
  const found = Object.entries(await traces(output)).flatMap(([where, said]) => {
    const text = said.replace(TIME, "<time>");
    return planted
      .filter(({ secret }) => leaks(text, secret))
      .map(({ kind, place, secret }) => `${kind} in ${place} leaks into ${where}: ${secret}`);
  });
  expect(found).toEqual([]);
}

/** The table of one test is not that of another. */
async function emptied(): Promise<Functions> {
  aws.published.length = 0;
  return await loadFunctions({ ...environmentOf(aws, TABLE), NOTICES_IN_5_MINUTES: "100" });
}

const MINUTE = 60_000;

test("no secret in a failing request is kept, sent, logged or measured", async () => {
  const functions = await emptied();
  const { planted, requests } = planting();
  expect(new Set(planted.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(12);
  const { text } = await outputOf(async () => {
    for (let at = 0; at < requests.length; at += 30) {
      await functions.deliver(requests.slice(at, at + 30).flat());
    }
    for (const minute of [31, 32, 60, 61]) await functions.sweep(START + minute * MINUTE);
  });
  await expectNoLeak(planted, text);
});

test("nor one in a request that comes in halves, wherever it is cut", async () => {
  const functions = await emptied();
  const { planted, requests } = planting();
  const { text } = await outputOf(async () => {
    for (const [at, events] of requests.entries()) {
      const cut = 1 + (at % (events.length - 1));
      const stream = { logStream: `stream-${at}` };
      aws.logged.push(...(at % 2 === 0 ? events : []));
      await functions.deliver(events.slice(0, cut), stream);
      await functions.deliver(events.slice(cut), stream);
    }
    for (const minute of [31, 37, 38, 70]) await functions.sweep(START + minute * MINUTE);
  });
  await expectNoLeak(planted, text);
});

test("nor one in what cannot be read, or is refused", async () => {
  const functions = await emptied();
  const planted: Planted[] = [];
  const texts = SECRET_KINDS.map(({ kind, planted: drawn }) => {
    const [{ secret, text } = { secret: "", text: "" }] = fc.sample(drawn, {
      numRuns: 1,
      seed: SEED,
    });
    planted.push({ kind, place: "what cannot be read", secret: ownPart(secret) });
    return text;
  });
  const { text: output } = await outputOf(async () => {
    const odd = texts.flatMap((text, at) => [
      { id: `${at}a`, timestamp: START, message: text },
      { id: `${at}b`, timestamp: START, message: { note: text } as unknown as string },
      { id: `${at}c`, timestamp: START, note: text } as unknown as LoggedEvent,
      {
        id: `${at}d`,
        timestamp: START,
        message: `{"requestId":"${requestIdOf(at)}","note":"${text}`,
      },
    ]);
    await functions.deliver([...requestOf(9_000, [MALFORMED]), ...odd]);
    await functions.deliver(odd, { logGroup: "/app/web" }).catch(() => undefined);
    for (const text of texts) {
      await functions.classify({ awslogs: { data: text } }).catch(() => undefined);
      await functions.stream([Buffer.from(text).toString("base64")]);
    }
    await functions.sweep(START + 40 * MINUTE);
  });
  await expectNoLeak(planted, output);
});
