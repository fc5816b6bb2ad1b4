// Writes docs/notice.schema.json from the form that notify-slack reads; with --check it only says
// whether that file is stale, by exit code 1.
import { readFileSync, writeFileSync } from "node:fs";
import { toJsonSchema } from "@valibot/to-json-schema";
import { NOTICE_PARTS, noticeDocument } from "../shared/report/notice/document.ts";
import { NOTICE_SCHEMA } from "../shared/report/notice/telling.ts";

const FILE = new URL("notice.schema.json", import.meta.url);
const HEAD = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: `urn:${NOTICE_SCHEMA.replaceAll("/", ":")}`,
  title: "A notice of apigw-triage, as the machines topic carries it",
  description:
    "Within v1 fields may be added, never renamed or removed: let go of what you do not know. What is not known is null.",
};

if (import.meta.main) process.exitCode = run(process.argv.includes("--check"));

/** The JSON Schema (draft 2020-12) of the document, as text. */
export function noticeSchema(): string {
  const { $schema: _, ...schema } = toJsonSchema(noticeDocument, {
    target: "draft-2020-12",
    definitions: NOTICE_PARTS,
    // A reader takes more than is written; a field that is written and not described is a mistake.
    overrideSchema: ({ valibotSchema, jsonSchema }) =>
      valibotSchema.type === "object" ? { ...jsonSchema, additionalProperties: false } : undefined,
  });
  return `${JSON.stringify({ ...HEAD, ...schema }, null, 2)}\n`;
}

function run(checkOnly: boolean): number {
  const wanted = noticeSchema();
  if (!checkOnly) {
    writeFileSync(FILE, wanted);
    return 0;
  }
  if (readFileSync(FILE, "utf8") === wanted) return 0;
  process.stderr.write(
    "docs/notice.schema.json is stale: run node docs/generate-notice-schema.ts\n",
  );
  return 1;
}
