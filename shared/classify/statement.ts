import type { AccessField, AccessFields } from "../domain/record.ts";
import type { Entry } from "./entry.ts";
import { remembered } from "./remembered.ts";
import { plainSentence, plainWords } from "./sentence.ts";

/** Something the gateway itself says about a request: an entry that is no step, or an error field. */
export type Statement = {
  /** Index into the trace's records. */
  readonly at: number;
  /** The gateway's own words, as a plain sentence. What it quotes of a function is not among them. */
  readonly said: string;
  /** The same words as they were written. */
  readonly text: string;
  /** The function's own error message, where the gateway passes one on. */
  readonly quoted: string | undefined;
  /** The access-log field it stands in. */
  readonly field: AccessField | undefined;
  /** True when it is about the authorizer's call, false when about the integration or unknown. */
  readonly ofAuthorizer: boolean;
};

/** The fields in which the gateway says in words what went wrong, the most telling first. */
const SPEAKING_FIELDS = [
  "integration.error",
  "integrationErrorMessage",
  "authorizer.error",
  "authorize.error",
  "authenticate.error",
  "waf.error",
  "error.validationErrorString",
  "error.message",
] as const satisfies readonly AccessField[];

/** Where a sentence ends and the function's own words begin. */
const QUOTE_OPENINGS = ["customer function error:", "returned the following error:"];
const QUOTE_OPENS_WITHIN = 300;
const QUOTE_CLOSINGS = ["lambda request id:", "check your lambda function code"];
const LOOSE_END = /[\s.]{0,8}$/;

export function statementOf(entry: Entry, ofAuthorizer: boolean): Statement {
  return statementMade(entry.at, entry.value, ofAuthorizer, undefined);
}

/** What the error fields of an access record say. */
export function statementsIn(fields: AccessFields, at: number): readonly Statement[] {
  return SPEAKING_FIELDS.flatMap((field) => {
    const text = fields[field];
    if (text === undefined) return [];
    return [statementMade(at, text, field === "authorizer.error", field)];
  });
}

/** All of one shape, whatever they hold: every rule looks at them. */
function statementMade(
  at: number,
  value: string,
  ofAuthorizer: boolean,
  field: AccessField | undefined,
): Statement {
  const { said, text, quoted } = spoken(value);
  return { at, said, text, quoted, field, ofAuthorizer };
}

const spoken = remembered((text: string): Pick<Statement, "said" | "text" | "quoted"> => {
  const opensAt = quoteIn(text);
  if (opensAt === undefined) return { said: plainSentence(text), text, quoted: undefined };
  const said = plainSentence(text.slice(0, opensAt));
  return { said, text, quoted: withoutClosing(text.slice(opensAt)) };
});

function quoteIn(text: string): number | undefined {
  const head = plainWords(text.slice(0, QUOTE_OPENS_WITHIN));
  for (const opening of QUOTE_OPENINGS) {
    const at = head.indexOf(opening);
    if (at !== -1) return at + opening.length;
  }
  return undefined;
}

function withoutClosing(text: string): string {
  const words = plainWords(text);
  const ends = QUOTE_CLOSINGS.map((closing) => words.lastIndexOf(closing));
  const end = Math.max(...ends);
  const quoted = end === -1 ? text : text.slice(0, end);
  return quoted.trim().replace(LOOSE_END, "");
}
