import {
  type DynamoDBDocumentClient,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
} from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type EmbeddedDynamo, embeddedDynamo } from "../../shared/adapters/embedded-dynamo.ts";
import { createTable } from "../../shared/adapters/table/table.ts";
import { documentedQueries, requestOfCli } from "./documented-queries.ts";
import { fillTable } from "./filled-table.ts";

const TABLE = "apigw-triage";
const QUERIES = documentedQueries();
const AsyncFunction = (async () => undefined).constructor as new (
  ...source: string[]
) => (...inputs: unknown[]) => Promise<unknown>;

type Asked = { readonly request: QueryCommandInput; readonly answer: QueryCommandOutput };

let dynamo: EmbeddedDynamo;
beforeAll(async () => {
  dynamo = await embeddedDynamo();
  await dynamo.ensureTable(TABLE);
  await fillTable(createTable(dynamo.client, TABLE));
}, 60_000);
afterAll(() => dynamo.close());

/** Runs the program that stands under a question, and gives one of its variables. */
async function run(question: string, variable: string) {
  const asked: Asked[] = [];
  const client: Pick<DynamoDBDocumentClient, "send"> = {
    async send(command: QueryCommand) {
      const answer = await dynamo.client.send(command);
      asked.push({ request: command.input, answer });
      return answer;
    },
  } as DynamoDBDocumentClient;
  const { sdk } = QUERIES.find((query) => query.question === question) ?? { sdk: "" };
  const program = new AsyncFunction(
    "client",
    "QueryCommand",
    "TABLE",
    `${sdk}\nreturn ${variable};`,
  );
  return { result: await program(client, QueryCommand, TABLE), asked };
}

/** What of the items a question is about. */
function columns(items: unknown, ...names: readonly string[]) {
  return (items as Record<string, unknown>[]).map((item) => names.map((name) => item[name]));
}

describe("the documented query", () => {
  test.each([
    {
      question: "Which stages are there?",
      answers: [["123456789012/eu-west-1/a1b2c3d4e5/prod"], ["123456789012/eu-west-1/other/prod"]],
      columns: ["scope"],
    },
    {
      question: "Which incidents are open?",
      answers: [
        ["v1:0123456789abcdef-2", "open", 5, "2026-11-22T09:00:00.000Z"],
        ["v1:owing-1", "resolved", 5, "2026-11-20T09:00:00.000Z"],
      ],
      columns: ["id", "state", "count", "openedAt"],
    },
    {
      question: "What happened to one API?",
      answers: [
        ["v1:0123456789abcdef-2", "open", undefined],
        ["v1:throttled-1", "resolved", "2026-11-18T10:00:00.000Z"],
        ["v1:0123456789abcdef-1", "resolved", "2026-11-01T01:00:00.000Z"],
      ],
      columns: ["id", "state", "resolvedAt"],
    },
    {
      question: "Which incidents had one cause, in a period?",
      answers: [
        ["v1:elsewhere-1", "other", "concurrency_limit", "orders:live"],
        ["v1:throttled-1", "a1b2c3d4e5", "concurrency_limit", "orders:live"],
      ],
      columns: ["id", "apiId", "reason", "target"],
    },
    {
      question: "How many failures a minute, by cause?",
      answers: [
        ["2026-11-22T10:00:00.000Z", { malformed_proxy_response: 2 }],
        ["2026-11-22T10:30:00.000Z", { malformed_proxy_response: 2 }],
        ["2026-11-22T10:59:00.000Z", { malformed_proxy_response: 2 }],
      ],
      columns: ["start", "causes"],
    },
    {
      question: "How often did one fault strike, by hour?",
      answers: [
        ["2026-11-22T00:00:00.000Z", 3],
        ["2026-11-22T23:00:00.000Z", 3],
      ],
      columns: ["hour", "count"],
    },
  ])("$question reads only its answer", async ({ question, answers, columns: names }) => {
    const { result, asked } = await run(question, "Items");
    expect(columns(result, ...names)).toEqual(answers);
    expectNothingElseRead(asked);
  });

  test("of failures a day adds up 24 hours", async () => {
    const { result, asked } = await run("How many failures an hour, a day, by cause?", "day");
    expect(result).toEqual({ malformed_proxy_response: 48, lambda_throttled: 24 });
    expect(asked[0]?.answer.Count).toBe(24);
    expectNothingElseRead(asked);
  });

  test("of the share of traffic divides failures by requests", async () => {
    const { result, asked } = await run("What share of the traffic failed?", "shares");
    const hours = ["08", "09", "10", "11"];
    expect(result).toEqual(
      hours.map((hour) => ({ start: `2026-11-22T${hour}:00:00.000Z`, share: 0.03 })),
    );
    expectNothingElseRead(asked);
  });

  test("of samples gives requests as JSON, of one episode", async () => {
    const question = "What did a failing request of an incident look like?";
    const { result, asked } = await run(question, "judgements");
    expect(result).toMatchObject([
      { facts: { requestId: "v1:0123456789abcdef-1/0" } },
      { facts: { requestId: "v1:0123456789abcdef-1/1" } },
    ]);
    expectNothingElseRead(asked);
  });

  test("of two days tells what became of each cause", async () => {
    const { result, asked } = await run("What changed between two days?", "changes");
    expect(result).toEqual([
      { cause: "malformed_proxy_response", change: 24 },
      { cause: "lambda_throttled", change: 24 },
    ]);
    expect(asked.map(({ answer }) => answer.Count)).toEqual([24, 24]);
    expectNothingElseRead(asked);
  });
});

describe.each(QUERIES)("$question", ({ question, cli, partiql }) => {
  test("is the same request in the AWS CLI and in the SDK", async () => {
    const { asked } = await run(question, "undefined");
    expect(requestOfCli(cli, TABLE)).toEqual(asked[0]?.request);
  });

  test("is the same question in PartiQL", async () => {
    const { asked } = await run(question, "undefined");
    const request: Partial<QueryCommandInput> = asked[0]?.request ?? {};
    const { IndexName, ExpressionAttributeValues } = request;
    const from = IndexName === undefined ? "" : `."${IndexName}"`;
    expect(partiql).toMatch(new RegExp(`FROM "${TABLE}"${from}\\s+WHERE`));
    for (const value of Object.values(ExpressionAttributeValues ?? {})) {
      expect(partiql).toContain(`'${value}'`);
    }
    expect(partiql.includes("ORDER BY openedAt DESC")).toBe(request.ScanIndexForward === false);
    expect(partiql).not.toContain("`");
  });
});

test("every question of the issue is answered in the document", () => {
  expect(QUERIES).toHaveLength(10);
});

function expectNothingElseRead(asked: readonly Asked[]): void {
  expect(asked.length).toBeGreaterThan(0);
  for (const { request, answer } of asked) {
    expect(answer.ScannedCount).toBe(answer.Count);
    expect(answer.LastEvaluatedKey).toBeUndefined();
    expect(request.FilterExpression).toBeUndefined();
  }
}
