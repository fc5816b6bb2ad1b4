/**
 * The page's only style sheet. Mail clients that drop it still show tables, bars (coloured in
 * place) and text in order.
 */
export const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; overflow-wrap: break-word; background: #f6f7f9; color: #1c2430; font: 15px/1.5 -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
.page { max-width: 960px; margin: 0 auto; padding: 24px 20px; }
h1 { font-size: 24px; line-height: 1.25; margin: 0 0 4px; }
h2 { font-size: 17px; margin: 32px 0 8px; }
h3 { font-size: 15px; margin: 16px 0 4px; }
.faint { color: #5b6675; font-size: 13px; }
.card { background: #ffffff; border: 1px solid #dde2e8; border-radius: 8px; padding: 14px 18px; margin: 14px 0; }
.card h2 { margin: 0 0 4px; }
.note { border-left: 4px solid #b7791f; padding: 4px 12px; margin: 10px 0; }
table { border-collapse: collapse; }
table.ranking { width: 100%; font-size: 14px; }
.ranking th { text-align: left; font-weight: 600; font-size: 13px; color: #5b6675; border-bottom: 1px solid #c9d0d9; padding: 4px 10px 4px 0; }
.ranking td { vertical-align: top; border-bottom: 1px solid #e6eaef; padding: 7px 10px 7px 0; word-break: break-word; }
.ranking .figure { text-align: right; white-space: nowrap; }
code, pre { font: 12.5px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
pre { background: #f1f3f6; border-radius: 6px; padding: 10px 12px; margin: 6px 0; white-space: pre-wrap; overflow-wrap: anywhere; }
mark { background: #ffd9d6; color: #8f1d14; font-weight: 700; border-bottom: 2px solid #c53030; }
ol, ul { margin: 4px 0; padding-left: 22px; }
a { color: #1f5fbf; }
@media (max-width: 600px) {
  .page { padding: 16px 12px; }
  .ranking .bar { display: none; }
}
@media (prefers-color-scheme: dark) {
  body { background: #12161c; color: #e3e8ef; }
  .card { background: #1a2029; border-color: #2f3845; }
  .faint, .ranking th { color: #9aa7b8; }
  .ranking th { border-bottom-color: #3a4656; }
  .ranking td { border-bottom-color: #28313d; }
  pre { background: #10141a; }
  mark { background: #5a1f1b; color: #ffd3cf; }
  a { color: #7fb2ff; }
}
`;
