import { describe, expect, test } from "vitest";
import type { AuthorizerLint, ProxyLint } from "../../shared/domain/lint.ts";
import { renderAuthorizerLint, renderLintJson, renderProxyLint } from "../../shared/report/lint.ts";
import { aDisplay, BODY_NOT_A_STRING } from "../build/report.ts";

const TEXT = '{"statusCode":200,"body":{"id":1}}';
const refused: ProxyLint = {
  outcome: "refused",
  reason: "body_not_string",
  findings: BODY_NOT_A_STRING.findings,
  shape: "json_object",
  cut: false,
  clientStatus: 502,
};
const BARE = { findings: [], shape: "json_object", cut: false } as const;
const accepted: AuthorizerLint = { ...BARE, outcome: "accepted" };

describe("a checked response", () => {
  test("shows each defect where it stands", () => {
    expect(renderProxyLint(refused, TEXT, "rest", aDisplay())).toMatchInlineSnapshot(`
      "Refused: body_not_string (rest): the client gets 502

        {"statusCode":200,"body":{"id":1}}
                                 ^^^^^^^^

      ✗ $.body: found object, wanted string
        → wrap it: JSON.stringify(body)
      1 finding
      "
    `);
  });

  test("counts findings", () => {
    const findings = [...refused.findings, ...refused.findings];
    const report = renderProxyLint({ ...refused, findings }, TEXT, "rest", aDisplay());
    expect(report.endsWith("\n2 findings\n")).toBe(true);
  });

  test("that is cut cannot be told", () => {
    const { reason, clientStatus, ...rest } = refused;
    expect([reason, clientStatus]).toEqual(["body_not_string", 502]);
    const lint: ProxyLint = { ...rest, outcome: "unknown", findings: [], cut: true };
    expect(renderProxyLint(lint, '{"a":\n', "http-2.0", aDisplay())).toBe(
      'Cannot be told (http-2.0): the answer is not whole\n\n  {"a":\n\nNothing wrong in what is there.\n',
    );
    const answer: AuthorizerLint = { ...accepted, outcome: "unknown", cut: true };
    expect(renderAuthorizerLint(answer, "{", "rest", aDisplay())).toContain(
      "Cannot be told (rest): the answer is not whole\n",
    );
  });

  test("that is not settled is told so", () => {
    const { reason, clientStatus, ...rest } = refused;
    expect([reason, clientStatus]).toEqual(["body_not_string", 502]);
    const report = renderProxyLint({ ...rest, outcome: "unknown" }, TEXT, "rest", aDisplay());
    expect(report.split("\n")[0]).toBe(
      "Not settled (rest): API Gateway may take this answer, or refuse it",
    );
  });

  test.each<{ lint: Pick<ProxyLint, "outcome" | "clientStatus">; words: string }>([
    {
      lint: { outcome: "accepted", clientStatus: 200 },
      words:
        "on $connect the client is connected; on other routes it gets the body, if the route has a route response",
    },
    {
      lint: { outcome: "accepted", clientStatus: 403 },
      words:
        "on $connect the client gets 403; on other routes it gets the body, if the route has a route response",
    },
    {
      lint: { outcome: "refused", clientStatus: 502 },
      words:
        "on $connect the client gets 502 and no connection; on other routes the answer does not go out",
    },
  ])("of a WebSocket API has a status on $connect only: $words", ({ lint, words }) => {
    const display = aDisplay({ width: 200 });
    const report = renderProxyLint({ ...BARE, ...lint }, "{}", "websocket", display);
    expect(report.split("\n")[0]?.split(": ").at(-1)).toBe(words);
  });

  test("is red when refused and green when accepted", () => {
    const display = aDisplay({ colour: true });
    expect(renderProxyLint(refused, TEXT, "rest", display)).toContain("\u001b[31mRefused");
    expect(renderAuthorizerLint(accepted, "{}", "rest", display)).toContain("\u001b[32mAccepted");
  });
});

describe("a checked authorizer answer", () => {
  test.each([
    { decision: "allow", words: "the request is allowed, where a resource matches it" },
    { decision: "deny", words: "the request is denied, 403" },
    {
      decision: "depends",
      words: "it depends on the request whether it is allowed or denied, 403",
    },
    { decision: "no_match", words: "no statement matches, so the request is denied, 403" },
  ] as const)("that says $decision is told so", ({ decision, words }) => {
    const report = renderAuthorizerLint({ ...accepted, decision }, "{}", "rest", aDisplay());
    expect(report).toBe(`Accepted (rest): ${words}\n\n  {}\n\nNothing to mend.\n`);
  });

  test("that says no more than yes is told so", () => {
    const lint: AuthorizerLint = { ...accepted, decision: "allow" };
    const report = renderAuthorizerLint(lint, "{}", "http-2.0-simple", aDisplay());
    expect(report).toContain("Accepted (http-2.0-simple): the request is allowed\n");
  });

  test("that is not settled is told what it says if it passes", () => {
    const lint: AuthorizerLint = { ...accepted, outcome: "unknown", decision: "no_match" };
    const report = renderAuthorizerLint(lint, "{}", "rest", aDisplay({ width: 200 }));
    expect(report.split("\n")[0]).toBe(
      "Not settled (rest): API Gateway may take this answer, or refuse it; if it takes it, no statement matches, so the request is denied, 403",
    );
  });

  test.each([
    { clientStatus: 500, words: ": the client gets 500" },
    { clientStatus: undefined, words: "" },
  ])("without a decision is told $clientStatus", ({ clientStatus, words }) => {
    const refusal = { ...accepted, outcome: "refused", reason: "invalid_policy" } as const;
    const lint = clientStatus === undefined ? refusal : { ...refusal, clientStatus };
    expect(renderAuthorizerLint(lint, "{}", "rest", aDisplay())).toBe(
      `Refused: invalid_policy (rest)${words}\n\n  {}\n\nNothing to mend.\n`,
    );
  });
});

test("machines get the lint as it is", () => {
  expect(JSON.parse(renderLintJson(refused))).toEqual({ schema: 1, ...refused });
});
