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
const accepted: AuthorizerLint = {
  outcome: "accepted",
  findings: [],
  shape: "json_object",
  cut: false,
};

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
      'Cannot be told (http-2.0)\n\n  {"a":\n  (the log cuts the payload here)\n\nNothing to mend.\n',
    );
  });

  test("is red when refused and green when accepted", () => {
    const display = aDisplay({ colour: true });
    expect(renderProxyLint(refused, TEXT, "rest", display)).toContain("\u001b[31mRefused");
    expect(renderAuthorizerLint(accepted, "{}", "rest", display)).toContain("\u001b[32mAccepted");
  });
});

describe("a checked authorizer answer", () => {
  test.each([
    { decision: "allow", words: "Accepted (rest): the request is allowed\n" },
    { decision: "deny", words: "Accepted (rest): the request is denied, 403\n" },
    {
      decision: "no_match",
      words: "Accepted (rest): no statement matches, so the request is denied, 403\n",
    },
  ] as const)("that says $decision is told so", ({ decision, words }) => {
    const report = renderAuthorizerLint({ ...accepted, decision }, "{}", "rest", aDisplay());
    expect(report).toBe(`${words}\n  {}\n\nNothing to mend.\n`);
  });

  test("without a decision is told none", () => {
    const lint: AuthorizerLint = { ...accepted, outcome: "refused", reason: "invalid_policy" };
    expect(renderAuthorizerLint(lint, "{}", "rest", aDisplay())).toBe(
      "Refused: invalid_policy (rest)\n\n  {}\n\nNothing to mend.\n",
    );
  });
});

test("machines get the lint as it is", () => {
  expect(JSON.parse(renderLintJson(refused))).toEqual({ schema: 1, ...refused });
});
