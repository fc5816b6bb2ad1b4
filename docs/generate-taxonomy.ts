// Writes docs/taxonomy.md from the catalogue of rules and their remedies; with --check it only says
// whether that file is stale, by exit code 1.
import { readFileSync, writeFileSync } from "node:fs";
import { CATALOGUE } from "../shared/classify/catalogue.ts";
import { REMEDIES } from "../shared/classify/remedies/all.ts";
import type { RemedyFor } from "../shared/classify/remedies/remedies.ts";
import type { Remedy, Step } from "../shared/domain/remedy.ts";
import type { RequestFacts } from "../shared/domain/verdict.ts";

const FILE = new URL("taxonomy.md", import.meta.url);
const MARKUP = /[\\<>*_[\]]/g;

const INTRODUCTION = `# Taxonomy

Every cause apigw-triage can name, in the order its rules are asked, with its reasons and what to do about each.
Generated from \`shared/classify/\` by \`node docs/generate-taxonomy.ts\`: do not edit.

The ids are stable: they are stored, queried and alerted on. Commands are for AWS CLI v2 in a POSIX shell; \`<placeholders>\`
stand for what the log of a request usually fills in, and \`--region\` is added when it is known. The commands here are those of a
REST API: for HTTP and WebSocket APIs the tool prints the \`apigatewayv2\` ones. They mend what is deployed now: where CloudFormation, SAM,
CDK, Terraform or the Serverless Framework made it, change its source too, or the next deployment undoes the fix.

Besides these causes a request is a \`success\` (the gateway did its part), or \`unclassified\` (a 5xx, or a refusal by the gateway
itself, that no rule explains: counted and clustered, never guessed). A 401, 403 or 429 is the gateway's own where the row of an
access log has nothing of an integration ([decision 34](decisions/0034-refusals-without-words.md)); a MOCK integration may look the same.`;

const BY_AUTHORIZER: RequestFacts = { target: { kind: "authorizer" } };
/** What a request of some causes is known to be about, whatever its log says. */
const FACTS: Readonly<Record<string, RequestFacts>> = {
  authorizer_denied: BY_AUTHORIZER,
  authorizer_failure: BY_AUTHORIZER,
  authorizer_malformed_response: BY_AUTHORIZER,
};

/** What of a rule the taxonomy tells. */
export type DocumentedRule = {
  readonly cause: string;
  readonly summary: string;
  readonly spec: string;
  readonly statuses: readonly number[];
  readonly looksFor: string;
  readonly remedies: Readonly<Record<string, RemedyFor>>;
};

if (import.meta.main) process.exitCode = run(process.argv.includes("--check"));

/** The whole document, as Markdown. */
export function taxonomy(rules: readonly DocumentedRule[]): string {
  return `${[INTRODUCTION, contents(rules), ...rules.map(causeSection)].join("\n\n")}\n`;
}

/** The rules in the order they are asked, with the remedies of each. */
export function documentedRules(): readonly DocumentedRule[] {
  return CATALOGUE.map((rule) => ({ ...rule, remedies: REMEDIES[rule.cause] }));
}

function run(checkOnly: boolean): number {
  const wanted = taxonomy(documentedRules());
  if (!checkOnly) {
    writeFileSync(FILE, wanted);
    return 0;
  }
  if (readFileSync(FILE, "utf8") === wanted) return 0;
  process.stderr.write("docs/taxonomy.md is stale: run node docs/generate-taxonomy.ts\n");
  return 1;
}

function contents(rules: readonly DocumentedRule[]): string {
  const rows = rules.map(
    ({ cause, statuses, remedies }) =>
      `- [${cause}](#${cause}) (${statuses.join(", ")}): ${Object.keys(remedies).join(", ")}`,
  );
  return rows.join("\n");
}

function causeSection(rule: DocumentedRule): string {
  const { cause, summary, statuses, looksFor, spec, remedies } = rule;
  const head = `## ${cause}\n\n${prose(summary)}\n\nUsual status: ${statuses.join(", ")}. Recognised by: ${prose(looksFor)}.\n\nPage: <${spec}>`;
  const reasons = Object.entries(remedies).map(([reason, remedy]) =>
    reasonSection(reason, remedy(FACTS[cause] ?? {}, [])),
  );
  return [head, ...reasons].join("\n\n");
}

function reasonSection(reason: string, remedy: Remedy): string {
  const { meaning, confirm, fix, caution, page } = remedy;
  return [
    `### ${reason}`,
    prose(meaning),
    `Confirm:\n\n${steps(confirm)}`,
    `Fix:\n\n${steps(fix)}`,
    `Caution: ${prose(caution)} Page: <${page}>`,
  ].join("\n\n");
}

function steps(list: readonly Step[]): string {
  return list.map((step, at) => oneStep(step, at + 1)).join("\n");
}

function oneStep({ text, command }: Step, number: number): string {
  const marker = `${number}. `;
  if (command === undefined) return marker + prose(text);
  const indent = " ".repeat(marker.length);
  const block = ["```sh", command, "```"].map((line) => `\n${indent}${line}`).join("");
  return `${marker}${prose(text)}\n${block}`;
}

/** `text` with what Markdown would read as markup escaped, but for `code`. */
function prose(text: string): string {
  return text
    .split("`")
    .map((part, at) => (at % 2 === 0 ? part.replaceAll(MARKUP, "\\$&") : part))
    .join("`");
}
