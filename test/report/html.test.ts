import { describe, expect, test } from "vitest";
import type { Cause } from "../../shared/domain/cause.ts";
import { renderHtml } from "../../shared/report/html.ts";
import {
  aDisplay,
  aFault,
  aJudgement,
  aRemedy,
  aSummary,
  BODY_NOT_A_STRING,
  NOTHING_FAILED,
  ODD,
  someFacts,
} from "../build/report.ts";

const SCRIPTS_OR_ADDRESSES = /<script|<link|<img|@import|url\(|src=/;
const COLOURS = /background:(#[0-9a-f]{6})/g;
function bodyOf(page: string): string {
  return page.slice(page.indexOf("<body>"));
}

describe("the page", () => {
  test("needs nothing else", () => {
    const page = renderHtml(aSummary(ODD), aDisplay());
    expect(page).not.toMatch(SCRIPTS_OR_ADDRESSES);
    expect(
      page.startsWith('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'),
    ).toBe(true);
    expect(page).toContain("<title>24 of 1,204 requests failed (2.0 %), 2 faults</title>");
    expect(page).toContain('<meta name="color-scheme" content="light dark">');
    expect(page).toContain("@media (prefers-color-scheme: dark)");
  });

  test("shows all of a summary", () => {
    expect(bodyOf(renderHtml(aSummary(), aDisplay()))).toMatchInlineSnapshot(`
      "<body>
      <div class="page">
      <h1>24 of 1,204 requests failed (2.0 %), 2 faults</h1>
      <div class="faint">2026-03-04 12:00:00 to 12:11:00 UTC · orders.log · execution log · 15,203 log entries</div>
      <h2>Failures over time</h2>
      <table width="100%" cellspacing="0" cellpadding="0" style="table-layout:fixed;border-bottom:1px solid #8793a3"><tr valign="bottom" style="height:120px"><td valign="bottom" style="padding:0 1px;vertical-align:bottom" title="2026-03-04 12:00:00: 5 failures"><div style="height:40px;background:#c53030;font-size:0;line-height:0">&nbsp;</div></td><td valign="bottom" style="padding:0 1px;vertical-align:bottom" title="2026-03-04 12:01:00: 0 failures"></td><td valign="bottom" style="padding:0 1px;vertical-align:bottom" title="2026-03-04 12:02:00: 0 failures"></td><td valign="bottom" style="padding:0 1px;vertical-align:bottom" title="2026-03-04 12:03:00: 0 failures"></td><td valign="bottom" style="padding:0 1px;vertical-align:bottom" title="2026-03-04 12:04:00: 0 failures"></td><td valign="bottom" style="padding:0 1px;vertical-align:bottom" title="2026-03-04 12:05:00: 4 failures"><div style="height:32px;background:#dd8a1f;font-size:0;line-height:0">&nbsp;</div></td><td valign="bottom" style="padding:0 1px;vertical-align:bottom" title="2026-03-04 12:06:00: 0 failures"></td><td valign="bottom" style="padding:0 1px;vertical-align:bottom" title="2026-03-04 12:07:00: 0 failures"></td><td valign="bottom" style="padding:0 1px;vertical-align:bottom" title="2026-03-04 12:08:00: 0 failures"></td><td valign="bottom" style="padding:0 1px;vertical-align:bottom" title="2026-03-04 12:09:00: 0 failures"></td><td valign="bottom" style="padding:0 1px;vertical-align:bottom" title="2026-03-04 12:10:00: 15 failures"><div style="height:120px;background:#c53030;font-size:0;line-height:0">&nbsp;</div></td></tr></table>
      <div class="faint">2026-03-04 12:00:00 to 2026-03-04 12:11:00 UTC, a column is 1 min, at most 15 failures<br><span style="font-family:monospace">▃····▃····█</span></div>
      <h2>Causes</h2>
      <table class="ranking" width="100%">
      <tr><th>#</th><th>Cause / reason, where</th><th class="bar"></th><th class="figure">Failed</th><th class="figure">Share</th><th>First to last</th></tr>
      <tr>
      <td class="figure">1</td>
      <td><b>malformed_proxy_response / body_not_string</b><br><span class="faint">function orders-api</span><br><span class="faint">POST /orders (12), GET /orders/{id} (8)</span></td>
      <td class="bar" width="30%"><table width="100%" cellspacing="0" cellpadding="0"><tr><td bgcolor="#c53030" style="height:14px;padding:0;border:0;border-radius:3px;font-size:0;line-height:0">&nbsp;</td></tr></table></td>
      <td class="figure">20</td>
      <td class="figure">1.7 %</td>
      <td class="faint">12:00:00 to 12:10:00</td>
      </tr>
      <tr>
      <td class="figure">2</td>
      <td><b>integration_timeout / deadline_exceeded</b><br><span class="faint">host backend.example.com</span><br><span class="faint">GET /slow</span></td>
      <td class="bar" width="30%"><table width="20%" cellspacing="0" cellpadding="0"><tr><td bgcolor="#dd8a1f" style="height:14px;padding:0;border:0;border-radius:3px;font-size:0;line-height:0">&nbsp;</td></tr></table></td>
      <td class="figure">4</td>
      <td class="figure">0.3 %</td>
      <td class="faint">12:00:00 to 12:10:00</td>
      </tr>
      </table>
      <div class="card" style="border-left:5px solid #c53030">
      <h2>1. malformed_proxy_response / body_not_string</h2>
      <div class="faint">20 requests failed: function orders-api · POST /orders (12), GET /orders/{id} (8) · answered 502 · API a1b2c3d4e5, stage prod</div>
      <p>The function answered, but its body is not a string.</p>
      <h3>What was answered</h3>
      <div class="faint">request 11111111-aaaa-4bbb-8ccc-000000000001, 2026-03-04 12:00:00, after 31 ms, orders.log:10</div>
      <pre>{&quot;statusCode&quot;:200,&quot;body&quot;:<mark>{&quot;id&quot;:1}</mark>}</pre>
      <ul><li><code>$.body</code>: found <b>object</b>, wanted <b>string</b>; fix: wrap it: JSON.stringify(body)</li></ul>
      <h3>Log lines</h3>
      <div class="faint">orders.log:11</div>
      <pre>12:00:00  Endpoint response body before transformations: (the payload above)
      12:00:00.031  Execution failed due to configuration error: Malformed Lambda proxy response</pre>
      <h3>Confirm</h3>
      <ol><li>Invoke the function and check its answer.<pre>aws lambda invoke --function-name orders-api answer.json</pre></li>
      </ol>
      <h3>Fix</h3>
      <ol><li>Return the body as a string.</li>
      </ol>
      <p><b>Caution</b> Clients that parse the body twice will notice.<br><b>AWS page</b> <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html</a></p>
      <p class="faint">Evidence A: the data trace shows what was sent and answered. </p>
      </div>
      <div class="card" style="border-left:5px solid #dd8a1f">
      <h2>2. integration_timeout / deadline_exceeded</h2>
      <div class="faint">4 requests failed: host backend.example.com · GET /slow · answered 504 · API a1b2c3d4e5, stage prod</div>
      <p>The backend did not answer in time.</p>
      <h3>Log lines</h3>
      <div class="faint">orders.log:12</div>
      <pre>12:00:00  Execution failed due to a timeout error</pre>
      <h3>Confirm</h3>
      <ol><li>Invoke the function and check its answer.<pre>aws lambda invoke --function-name orders-api answer.json</pre></li>
      </ol>
      <h3>Fix</h3>
      <ol><li>Return the body as a string.</li>
      </ol>
      <p><b>Caution</b> Clients that parse the body twice will notice.<br><b>AWS page</b> <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html</a></p>
      <p class="faint">Evidence B: execution log at INFO, without payloads. Data tracing on this stage would show the payload itself (it logs bodies: test stages first).</p>
      </div>
      </div>
      </body>
      </html>
      "
    `);
  });

  test("of nothing that failed is a headline and the doubts", () => {
    expect(bodyOf(renderHtml(NOTHING_FAILED, aDisplay()))).toMatchInlineSnapshot(`
      "<body>
      <div class="page">
      <h1>None of 1,204 requests failed</h1>
      <div class="faint">2026-03-04 12:00:00 to 12:11:00 UTC · orders.log · execution log · 15,203 log entries</div>
      <div class="note">3 requests without beginning or end: the log starts or stops in their middle, or is at level ERROR.</div>
      </div>
      </body>
      </html>
      "
    `);
  });

  test("shows what is unclassified and unread, as far as asked for", () => {
    const body = bodyOf(renderHtml(aSummary(ODD), aDisplay({ top: 1 })));
    expect(body).toContain("<b>integration_timeout / deadline_exceeded</b>");
    expect(body).not.toContain("<h2>2.");
    expect(body).toContain(
      "<h2>Unclassified, by what the log says</h2>\n<ul><li>1 × <code>odd &lt;1&gt;</code></li>\n</ul>",
    );
    expect(body).toContain(
      "<h2>Not read: 4</h2>\n<ul><li>a.log:1 broken_json <code>{|`</code></li>\n",
    );
  });

  test("ranks twenty faults, and counts the others", () => {
    const summary = aSummary({ faults: Array.from({ length: 22 }, () => aFault()) });
    const body = bodyOf(renderHtml(summary, aDisplay({ top: 1 })));
    expect(body).toContain('<td class="figure">20</td>\n<td><b>');
    expect(body).not.toContain('<td class="figure">21</td>\n<td><b>');
    expect(body).toContain('<div class="faint">and 2 more faults</div>');
  });

  test("gives the six most failing faults colours of their own, and the others one", () => {
    const causes: readonly Cause[] = Array.from({ length: 9 }, () => "unauthorized");
    const faults = causes.map(() => aFault());
    const chart = bodyOf(renderHtml(aSummary({ faults }), aDisplay())).split("<h2>Causes")[0] ?? "";
    const colours = [...chart.matchAll(COLOURS)].map(([, colour]) => colour);
    expect(colours).toEqual(
      [1, 2].flatMap(() => [
        ...["#8793a3", "#0f8f9c", "#8b4fc4", "#2c8a57", "#2f6fd0", "#dd8a1f", "#c53030"],
      ]),
    );
  });

  test("shows a long payload around its defect, and says what is left out", () => {
    const text = `{"a":"${"x".repeat(900)}","body":1,"c":"${"y".repeat(800)}\nz"}`;
    const payload = { text, shape: "text", cut: true } as const;
    const sample = aJudgement({ verdict: { ...BODY_NOT_A_STRING, payload } });
    const body = bodyOf(renderHtml(aSummary({ faults: [aFault({ sample })] }), aDisplay()));
    expect(body).toContain("<pre>(755 characters before this)\nxxxx");
    expect(body).toContain("x&quot;,&quot;body&quot;:<mark>1</mark>,&quot;c&quot;:&quot;y");
    expect(body).toMatch("yyy\n(251 characters after this)\n(the log cuts the payload here)</pre>");
  });

  test("shows a payload's own lines, and what it is", () => {
    const payload = { text: "<p>\n</p>", shape: "html", cut: false } as const;
    const sample = aJudgement({ verdict: { ...BODY_NOT_A_STRING, findings: [], payload } });
    const body = bodyOf(renderHtml(aSummary({ faults: [aFault({ sample })] }), aDisplay()));
    expect(body).toContain(
      "<pre>&lt;p&gt;\n&lt;/p&gt;\nThis is an HTML page.</pre>\n<h3>Log lines",
    );
  });

  test("leaves out what a fault does not have, and links nothing but https", () => {
    const { payload, ...verdict } = BODY_NOT_A_STRING;
    const { target, ...targetless } = aFault();
    expect([payload?.cut, target?.kind]).toEqual([false, "function"]);
    const faults = [
      aFault({
        sample: aJudgement({
          verdict,
          evidence: [],
          facts: someFacts({ apiType: "HTTP" }),
          grade: "D",
        }),
        remedy: aRemedy({ confirm: [], fix: [], page: "javascript:alert(1)" }),
      }),
      { ...targetless, sample: aJudgement({ verdict: { kind: "success" } }) },
    ];
    const body = bodyOf(renderHtml(aSummary({ faults }), aDisplay()));
    const first = body.slice(body.indexOf("<h2>1."), body.indexOf("<h2>2."));
    expect(first).toContain("<ul><li><code>$.body</code>: found <b>object</b>");
    expect(first).toContain("<b>AWS page</b> javascript:alert(1)</p>");
    expect(first).not.toContain("<h3>");
    expect(first).toContain("Evidence D: access log only. HTTP APIs have no execution log");
    expect(body.slice(body.indexOf("<h2>2."))).not.toContain("What was answered");
  });
});
