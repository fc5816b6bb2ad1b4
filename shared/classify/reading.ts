import type { AccessField, AccessFields, AccessRecord, LogRecord } from "../domain/record.ts";
import type { Trace } from "../domain/trace.ts";
import type { Target } from "../domain/verdict.ts";
import { byKindOf, type EntriesByKind, type Entry, type EntryKind, entryOf } from "./entry.ts";
import { type ResponseType, responseTypesIn } from "./response-type.ts";
import { type Statement, statementOf, statementsIn } from "./statement.ts";
import { statusIn } from "./status.ts";
import { targetOf } from "./target.ts";

/** A trace as the rules read it: execution log and access log in the same terms. */
export type Reading = {
  readonly records: readonly LogRecord[];
  readonly entries: readonly Entry[];
  readonly byKind: EntriesByKind;
  readonly access: readonly AccessReading[];
  /** The fields of all access records together, the first that has one wins. */
  readonly fields: AccessFields;
  readonly statements: readonly Statement[];
  /** Those that are not about the authorizer's call. */
  readonly integrationStatements: readonly Statement[];
  readonly responseTypes: readonly ResponseType[];
  /** What the client got. */
  readonly status: number | undefined;
  /** The integration's target, not the authorizer's. */
  readonly target: Target | undefined;
  readonly authorizer: AuthorizerCall;
};

export type AccessReading = {
  readonly at: number;
  readonly fields: AccessFields;
  /** Those the format has and the row has not. */
  readonly unset: readonly AccessField[];
  /** The whole line. */
  readonly text: string;
};

/** What a trace shows of the authorizer's part. */
type AuthorizerCall = {
  /** True when any entry tells of an authorizer. */
  readonly seen: boolean;
  readonly target: Target | undefined;
};

/** Entries that only an authorizer's call leaves. */
const AUTHORIZER_KINDS: readonly EntryKind[] = [
  "authorizer_start",
  "authorizer_answer",
  "authorizer_policy",
  "authorizer_end",
];

/** Entries that come after the authorizer is done. */
const PAST_AUTHORIZER: ReadonlySet<EntryKind> = new Set([
  "authorizer_policy",
  "authorizer_end",
  "usage_plan",
  "start",
  "method",
  "received_headers",
  "received_body",
]);

export function readTrace({ records }: Trace): Reading {
  const entries: Entry[] = [];
  const access: AccessReading[] = [];
  for (let at = 0; at < records.length; at++) {
    const record = records[at] as LogRecord;
    if (record.kind === "execution") entries.push(entryOf(record.text, at));
    else access.push(accessReading(record, at));
  }
  const byKind = byKindOf(entries);
  const calls = splitByPhase(entries, byKind);
  const fields = fieldsOf(access);
  const ofAuthorizer = statementsAmong(calls.authorizer, true);
  const others = access.flatMap((row) => statementsIn(row.fields, row.at));
  const statements = [...ofAuthorizer, ...statementsAmong(calls.integration, false), ...others];
  return {
    records,
    entries,
    byKind,
    access,
    fields,
    statements,
    integrationStatements: statements.filter((statement) => !statement.ofAuthorizer),
    responseTypes: responseTypesIn(byKind, statements, access),
    status: statusIn(byKind, fields),
    target: targetOf(calls.integration, statements),
    authorizer: { seen: calls.authorizer.length > 0, target: targetOf(calls.authorizer, []) },
  };
}

function accessReading({ fields, unset = [], text }: AccessRecord, at: number): AccessReading {
  return { at, fields, unset, text };
}

function fieldsOf(access: readonly AccessReading[]): AccessFields {
  return access.length === 0
    ? {}
    : Object.assign({}, ...access.map(({ fields }) => fields).reverse());
}

function statementsAmong(entries: readonly Entry[], ofAuthorizer: boolean): readonly Statement[] {
  const said = entries.filter(isStatement);
  return said.map((entry) => statementOf(entry, ofAuthorizer));
}

/**
 * An authorizer is called before everything else and in the same words as the integration, so what
 * stands before its last entry is its own, also when the log begins in the middle.
 */
function splitByPhase(
  entries: readonly Entry[],
  byKind: EntriesByKind,
): {
  readonly authorizer: readonly Entry[];
  readonly integration: readonly Entry[];
} {
  const isCalled = AUTHORIZER_KINDS.some((kind) => byKind.has(kind));
  if (!isCalled) return { authorizer: [], integration: entries };
  const first = entries.findIndex(({ kind }) => AUTHORIZER_KINDS.includes(kind));
  const done = entries.findIndex(({ kind }, at) => at >= first && PAST_AUTHORIZER.has(kind));
  const end = done === -1 ? entries.length : done + 1;
  return { authorizer: entries.slice(0, end), integration: entries.slice(end) };
}

function isStatement({ kind }: Entry): boolean {
  return kind === "statement";
}

/** The first entry of a kind, if there is one. */
export function entryIn(reading: Reading, kind: EntryKind): Entry | undefined {
  return reading.byKind.get(kind)?.[0];
}
