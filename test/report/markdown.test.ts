import { describe, expect, test } from "vitest";
import { renderMarkdown } from "../../shared/report/markdown.ts";
import {
  aDisplay,
  aFault,
  aJudgement,
  aRemedy,
  aSummary,
  BODY_NOT_A_STRING,
  NOTHING_FAILED,
  ODD,
} from "../build/report.ts";

describe("Markdown", () => {
  test("fits an issue or a chat message", () => {
    expect(renderMarkdown(aSummary(), aDisplay())).toMatchInlineSnapshot(`
      "### 24 of 1,204 requests failed (2.0 %), 2 faults

      2026-03-04 12:00:00 to 12:11:00 UTC · orders.log · execution log · 15,203 log entries

      | # | Cause / reason | Where | Failed | Share | First to last |
      | --: | --- | --- | --: | --: | --- |
      | 1 | \`malformed_proxy_response / body_not_string\` | \`function orders-api\`<br>\`POST /orders (12), GET /orders/{id} (8)\` | 20 | 1.7 % | 12:00:00 to 12:10:00 |
      | 2 | \`integration_timeout / deadline_exceeded\` | \`host backend.example.com\`<br>\`GET /slow\` | 4 | 0.3 % | 12:00:00 to 12:10:00 |

      \`▃····▃····█\` 2026-03-04 12:00:00 to 2026-03-04 12:11:00 UTC, at most 15 failures in 1 min

      #### 1. \`malformed_proxy_response / body_not_string\`

      20 requests failed: \`function orders-api\`, \`POST /orders (12), GET /orders/{id} (8)\`, \`answered 502\`

      The function answered, but its body is not a string.

      **What was answered** (request 11111111-aaaa-4bbb-8ccc-000000000001, 2026-03-04 12:00:00, after 31 ms, orders.log:10)

      \`\`\`
      {"statusCode":200,"body":{"id":1}}
                               ^^^^^^^^
      \`\`\`

      - \`$.body\`: found object, wanted string; fix: wrap it: JSON.stringify(body)

      **Log lines** (orders.log:11)

      \`\`\`
      12:00:00  Endpoint response body before transformations: (the payload above)
      12:00:00.031  Execution failed due to configuration error: Malformed Lambda proxy response
      \`\`\`

      **Confirm**

      1. Invoke the function and check its answer.
         \`\`\`sh
         aws lambda invoke --function-name orders-api answer.json
         \`\`\`

      **Fix**

      1. Return the body as a string.

      **Caution** Clients that parse the body twice will notice.

      **AWS page** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html

      Evidence A: the data trace shows what was sent and answered.

      #### 2. \`integration_timeout / deadline_exceeded\`

      4 requests failed: \`host backend.example.com\`, \`GET /slow\`, \`answered 504\`

      The backend did not answer in time.

      **Log lines** (orders.log:12)

      \`\`\`
      12:00:00  Execution failed due to a timeout error
      \`\`\`

      **Confirm**

      1. Invoke the function and check its answer.
         \`\`\`sh
         aws lambda invoke --function-name orders-api answer.json
         \`\`\`

      **Fix**

      1. Return the body as a string.

      **Caution** Clients that parse the body twice will notice.

      **AWS page** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html

      Evidence B: execution log at INFO, without payloads. Data tracing on this stage would show the payload itself (it logs bodies: test stages first).
      "
    `);
  });

  test("of nothing that failed is a headline and the doubts", () => {
    expect(renderMarkdown(NOTHING_FAILED, aDisplay())).toMatchInlineSnapshot(`
      "### None of 1,204 requests failed

      2026-03-04 12:00:00 to 12:11:00 UTC · orders.log · execution log · 15,203 log entries

      > 3 requests without beginning or end: the log starts or stops in their middle, or is at level ERROR.
      "
    `);
  });

  test("shows what is unclassified and unread, as far as asked for", () => {
    const report = renderMarkdown(aSummary(ODD), aDisplay({ top: 1 }));
    expect(report).toContain("\n| 2 | `integration_timeout / deadline_exceeded` |");
    expect(report).not.toContain("#### 2.");
    expect(report).toContain("#### Unclassified, by what the log says\n\n- 1 × `odd <1>`\n\n");
    expect(report).toContain(
      "#### Not read: 4\n\n- ``` a.log:1 broken_json {\\|` ```".replaceAll("```", "``"),
    );
    expect(report).toContain("a.log:3 ");
    expect(report).not.toContain("a.log:4 ");
  });

  test("shows findings without payload, a payload that is no JSON, and no empty parts", () => {
    const { payload, ...bare } = BODY_NOT_A_STRING;
    expect(payload?.cut).toBe(false);
    const remedy = aRemedy({ confirm: [], fix: [] });
    const html = {
      ...BODY_NOT_A_STRING,
      findings: [],
      payload: { text: "<p>", shape: "html", cut: false } as const,
    };
    const faults = [
      aFault({
        sample: aJudgement({ verdict: bare, evidence: [] }),
        routes: [],
        statuses: [],
        remedy,
      }),
      aFault({ sample: aJudgement({ verdict: html, grade: "B" }) }),
      aFault({ sample: aJudgement({ verdict: { kind: "success" } }) }),
    ];
    const report = renderMarkdown(aSummary({ faults }), aDisplay());
    const [, first = "", second = "", third = ""] = report.split("#### ");
    expect(first).toContain("20 requests failed: `function orders-api`\n\nThe function");
    expect(first).toContain(
      "\n\n- `$.body`: found object, wanted string; fix: wrap it: JSON.stringify(body)\n\n**Caution**",
    );
    expect(second).toContain("```\n<p>\n```\n\nThis is an HTML page.\n\n**Log lines**");
    expect(second).toContain(
      "Evidence B: execution log at INFO, without payloads. Data tracing on",
    );
    expect(third).not.toContain("What was answered");
  });

  test("ranks twenty faults, and counts the others", () => {
    const summary = aSummary({ faults: Array.from({ length: 22 }, () => aFault()) });
    const report = renderMarkdown(summary, aDisplay({ top: 1 }));
    expect(report).toContain("\n| 20 | `malformed");
    expect(report).not.toContain("\n| 21 | `malformed");
    expect(report).toContain("\n\nand 2 more faults\n\n");
  });
});
