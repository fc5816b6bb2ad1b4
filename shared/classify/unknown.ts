import type { AccessField } from "../domain/record.ts";
import type { EntryKind } from "./entry.ts";
import type { AccessReading, Reading } from "./reading.ts";

/** What of a request nothing explains: the message to cluster by, and where it stands. */
export type Unknown = { readonly template: string; readonly evidence: readonly number[] };

const LONGEST_TEMPLATE = 300;

/** What differs between two requests that say the same thing, and what stands for it. */
const MASKS: readonly (readonly [RegExp, string])[] = [
  [/https?:\/\/[^\s"'<>]{1,2048}/gi, "<url>"],
  [/arn:[^\s"'<>,]{1,2048}/gi, "<arn>"],
  [/"[^"]*"/g, '"…"'],
  [/(?<!\w)'[^']*'(?!\w)/g, "'…'"],
  // Whole, since of a secret in pieces nobody could tell what it is.
  [/[^\s"'<>@]{1,64}@[^\s"'<>@]{1,255}/g, "<address>"],
  [/(?<![\w+/-])(?=[\w/-]*[\d+])[\w+/-]{16,}={0,2}/g, "<n>"],
  [/(?<![\w.-])(?:[a-z0-9-]{1,63}\.){2,20}[a-z]{2,24}(?![\w.])/g, "<host>"],
  [/(?<![\w-])(?=[\w-]*\d)[\w-]+={0,2}/g, "<n>"],
  [/<n>(?:[.:]<n>){1,20}/g, "<n>"],
];

const BLANKS = /\s+/g;

/** The fields by which access records that nothing explains are clustered, as they are. */
const CODE_FIELDS = ["status", "error.responseType", "eventType"] as const;
/** And masked, since they hold words. */
const TELLING_FIELDS = [
  "error.message",
  "integration.error",
  "integrationErrorMessage",
  "authorizer.error",
] as const;

/** A failure that says nothing. */
const EMPTY_FAILURE = /due to configuration error:\s*$/i;
const TRAILERS: ReadonlySet<EntryKind> = new Set(["lambda_request_id", "xray"]);

/** The template of a request that no rule knows: what the gateway said last, with values masked. */
export function unknownIn(reading: Reading): Unknown {
  return lastStatement(reading) ?? accessRow(reading) ?? lastStep(reading);
}

/** A text with everything masked that differs from request to request. Linear in the text. */
export function templateOf(text: string): string {
  const line = text
    .slice(0, 4 * LONGEST_TEMPLATE)
    .replace(BLANKS, " ")
    .trim();
  const masked = MASKS.reduce((rest, [value, sign]) => rest.replace(value, sign), line);
  return masked.slice(0, LONGEST_TEMPLATE);
}

function lastStatement({ statements, status }: Reading): Unknown | undefined {
  const spoken = statements.filter(({ field }) => field === undefined);
  const last = spoken.findLast(({ text }) => !EMPTY_FAILURE.test(text)) ?? spoken.at(-1);
  return last && { template: `${templateOf(last.text)}${ended(status)}`, evidence: [last.at] };
}

function accessRow({ access }: Reading): Unknown | undefined {
  const row = access.at(0);
  const codes = told(row, CODE_FIELDS).map(([field, value]) => `${field}: ${value}`);
  const words = told(row, TELLING_FIELDS).map(([field, value]) => `${field}: ${templateOf(value)}`);
  const template = [...codes, ...words].join(", ").slice(0, LONGEST_TEMPLATE);
  return row && { template: template || "no status", evidence: [row.at] };
}

function told(
  row: AccessReading | undefined,
  fields: readonly AccessField[],
): readonly (readonly [AccessField, string])[] {
  return fields.flatMap((field) => {
    const value = row?.fields[field];
    return value === undefined ? [] : [[field, value] as const];
  });
}

/** A log that only stops: after which step, without what the step carried. */
function lastStep({ entries, status }: Reading): Unknown {
  const last = entries.findLast(({ kind }) => !TRAILERS.has(kind));
  if (last === undefined) return { template: "no message", evidence: [] };
  const step = last.opening === "" ? "API Key" : last.opening;
  return { template: `stops after: ${step}${ended(status)}`, evidence: [last.at] };
}

function ended(status: number | undefined): string {
  return status === undefined ? "" : ` (status ${status})`;
}
