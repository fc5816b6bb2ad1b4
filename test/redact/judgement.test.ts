import { describe, expect, test } from "vitest";
import type { Finding, Judgement, Target, Verdict } from "../../shared/domain/verdict.ts";
import { redactJudgement } from "../../shared/redact/redact.ts";
import { access, executions } from "../build/records.ts";

const PAYLOAD = '{"statusCode":200,"token":"tea time","note":"to jane.doe@example.com"}';

const FINDING: Finding = {
  level: "error",
  path: "$.token",
  found: 'string "tea time"',
  wanted: "no such key",
  fix: "remove `token`",
};

function failed(changes: Partial<Verdict & { kind: "failed" }> = {}): Verdict {
  return {
    kind: "failed",
    diagnosis: { cause: "malformed_proxy_response", reason: "unexpected_field" },
    also: [],
    findings: [FINDING],
    payload: { text: PAYLOAD, shape: "json_object", cut: false },
    ...changes,
  };
}

function judged(changes: Partial<Judgement> = {}): Judgement {
  return {
    facts: {
      requestId: "aB3dE5fG7hI9jK1lM3nO",
      apiId: "a1b2c3d4e5",
      route: "/users/jane@example.com",
    },
    verdict: failed(),
    grade: "A",
    completeness: "complete",
    evidence: [0],
    records: executions([`(id-1) Endpoint response body before transformations: ${PAYLOAD}`]),
    count: 1,
    ...changes,
  };
}

function verdictAt(level: "none" | "shape" | "masked", verdict: Verdict): Verdict {
  return redactJudgement(judged({ verdict }), level).verdict;
}

function foundAt(
  level: "none" | "shape" | "masked",
  finding: Partial<Finding>,
  text = PAYLOAD,
): string | undefined {
  const payload = { text, shape: "json_object", cut: false } as const;
  const verdict = verdictAt(level, failed({ findings: [{ ...FINDING, ...finding }], payload }));
  return verdict.kind === "failed" ? verdict.findings[0]?.found : undefined;
}

describe("a redacted judgement", () => {
  test("at level full is the judgement itself", () => {
    const judgement = judged();
    expect(redactJudgement(judgement, "full")).toBe(judgement);
  });

  test("keeps what identifies the request, and everything that is no text of the log", () => {
    const { facts, verdict, records, ...rest } = judged();
    const redacted = redactJudgement({ facts, verdict, records, ...rest }, "none");
    expect(redacted).toMatchObject(rest);
    expect(redacted.facts).toEqual({ ...facts, route: "/users/****@*******.***" });
    expect(redacted.verdict).toMatchObject({
      diagnosis: { cause: "malformed_proxy_response", reason: "unexpected_field" },
      findings: [{ level: "error", path: "$.token", wanted: "no such key", fix: "remove `token`" }],
    });
  });

  test("has no route or target where there was none", () => {
    expect(redactJudgement(judged({ facts: {} }), "masked").facts).toEqual({});
  });

  test.each([
    ["none", "[withheld: 70 characters]"],
    ["shape", '{"statusCode":number,"token":string(8),"note":string(23)}'],
    ["masked", '{"statusCode":200,"token":"********","note":"to ****.***@*******.***"}'],
  ] as const)("at level %s shows of the payload and the records %s", (level, shown) => {
    const { verdict, records } = redactJudgement(judged(), level);
    expect(verdict).toMatchObject({ payload: { text: shown, shape: "json_object", cut: false } });
    expect(records).toMatchObject([
      { requestId: "id-1", text: `Endpoint response body before transformations: ${shown}` },
    ]);
  });

  test("needs no payload", () => {
    const { payload: _, ...verdict } = failed() as Verdict & { kind: "failed" };
    expect(verdictAt("masked", verdict)).toEqual({
      ...verdict,
      findings: [{ ...FINDING, found: 'string "********"' }],
    });
  });

  test("masks the template of an unclassified request", () => {
    const verdict = { kind: "unclassified", template: "no access for jane@example.com" } as const;
    expect(verdictAt("masked", verdict)).toEqual({
      kind: "unclassified",
      template: "no access for ****@*******.***",
    });
  });

  test("leaves a success alone", () => {
    expect(verdictAt("none", { kind: "success" })).toEqual({ kind: "success" });
  });

  test("masks the variables of an access log, but for ids", () => {
    const id = "aB3dE5fG7hI9jK1lM3nO";
    const record = access({
      requestId: id,
      extendedRequestId: id,
      "integration.error": `no user jane@example.com, key ${id}`,
    });
    const [redacted] = redactJudgement(judged({ records: [record] }), "shape").records;
    expect(redacted).toEqual({
      ...record,
      fields: {
        requestId: id,
        extendedRequestId: id,
        "integration.error": `no user ****@*******.***, key ${"*".repeat(20)}`,
      },
      text: '{"requestId":string(20),"extendedRequestId":string(20),"integration.error":string(50)}',
    });
  });

  test("masks the route a record came with", () => {
    const [record] = executions(["Unauthorized"]);
    const origin = { apiId: "a1b2c3d4e5", route: "/users/jane@example.com" };
    const records = record === undefined ? [] : [{ ...record, origin }];
    expect(redactJudgement(judged({ records }), "masked").records[0]?.origin).toEqual({
      apiId: "a1b2c3d4e5",
      route: "/users/****@*******.***",
    });
  });
});

describe("a target keeps its name and host, and loses what its URL gives away", () => {
  const secret = "https://api.example.com/orders?token=tea";
  const masked = "https://api.example.com/orders?token=***";

  test.each<[Target, Target]>([
    [
      { kind: "host", host: "api.example.com", url: secret },
      { kind: "host", host: "api.example.com", url: masked },
    ],
    [
      { kind: "aws_service", service: "sqs", url: secret },
      { kind: "aws_service", service: "sqs", url: masked },
    ],
    [
      { kind: "function", name: "aB3dE5fG7hI9jK1lM3nO" },
      { kind: "function", name: "aB3dE5fG7hI9jK1lM3nO" },
    ],
  ])("%o", (target, expected) => {
    expect(redactJudgement(judged({ facts: { target } }), "masked").facts.target).toEqual(expected);
  });
});

describe("a finding quotes no more of the payload than the payload shows", () => {
  const secretAtColumn = "a word without quotes, at line 1, column 11: abcdefghijk";

  test.each<[string, Partial<Finding>, string | undefined, string]>([
    [
      "a value of a sensitive name",
      { found: "number 1234", path: '$.headers["x-pin"]' },
      undefined,
      "number 9999",
    ],
    [
      "a value in a list of one",
      { found: 'string "tea"', path: "$.cookies[0]" },
      undefined,
      'string "***"',
    ],
    [
      "a value whose name is not shown",
      { found: 'string "tea"', path: '$["…"]' },
      undefined,
      'string "tea"',
    ],
    [
      "a value of another name",
      { found: 'string "tea"', path: "$.body" },
      undefined,
      'string "tea"',
    ],
    ["a cut quotation", { found: 'object {"token":"tea ti…', path: "$.body" }, undefined, "object"],
    [
      "a string that is a piece of a masked list",
      { found: 'string "abcdefgh"', path: "$.note" },
      '{"token":["abcdefgh"]}',
      'string "********"',
    ],
    [
      "a piece of a secret",
      { found: secretAtColumn, path: "$" },
      '{"token": "abcdefghijk"}',
      `${secretAtColumn.slice(0, 45)}***********`,
    ],
    [
      "a piece over two lines",
      { found: "no JSON, but tea time and", path: "$" },
      "token: tea time\n  and milk",
      "no JSON, but *** **** and",
    ],
    [
      "a piece of a card number",
      { found: "near 411111111", path: "$" },
      "4111111111111111 ",
      "near *********",
    ],
    [
      "a piece of a token with dashes",
      { found: "near b-cdef-gh", path: "$" },
      "ghp_ab-cdef-ghij",
      "near *********",
    ],
    [
      "too little to be a quotation",
      { found: "near abcde", path: "$" },
      '{"token":"abcdefgh"}',
      "near abcde",
    ],
    [
      "text that was not masked",
      { found: "near xabcdefgh", path: "$" },
      '{"token":"abcdef","n":"xabcdefgh"}',
      "near x******gh",
    ],
  ])("%s", (_, finding, payload, found) => {
    expect(foundAt("masked", finding, payload)).toBe(found);
  });

  test.each([
    ["a typed value", { found: 'string "tea time"' }, "string"],
    ["a sentence of ours", { found: "nothing" }, "nothing"],
    ["a sentence that quotes", { found: "no JSON, but to jane.doe" }, "no JSON, but ** ********"],
  ])("below masked, %s", (_, finding, found) => {
    expect([foundAt("none", finding), foundAt("shape", finding)]).toEqual([found, found]);
  });
});

test("what we say ourselves in a fix is not masked", () => {
  const fix = 'write multiValueHeaders: { "Set-Cookie": ["a=1", "b=2"] }';
  const path = '$.headers["Set-Cookie"]';
  expect(verdictAt("masked", failed({ findings: [{ ...FINDING, path, fix }] }))).toMatchObject({
    findings: [{ path, fix }],
  });
});

test.each(["none", "shape", "masked"] as const)(
  "a key that is a secret is none in the fix, at %s",
  (level) => {
    const fix = "move `jane.doe@example.com` into the object that `body` is made of, or remove it";
    const path = '$["jane.doe@example.com"]';
    const verdict = verdictAt(level, failed({ findings: [{ ...FINDING, path, fix }] }));
    expect(verdict).toMatchObject({
      findings: [
        { fix: "move `****.***@*******.***` into the object that `body` is made of, or remove it" },
      ],
    });
  },
);
