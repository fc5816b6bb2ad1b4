import { clipped, type JsonObject, lastValue } from "./json-node.ts";

/** The payload Lambda makes of an error the function did not catch. */
export type FunctionError = {
  /** Offset of its first field. */
  readonly at: number;
  readonly path: string;
  /** Its type and message, at most 80 characters. */
  readonly shown: string;
  readonly message: string;
};

const FIELDS = ["errorMessage", "errorType"] as const;

/** The unhandled error in `object`: its errorMessage or errorType, and no answer's own field. */
export function functionErrorIn(object: JsonObject): FunctionError | undefined {
  const first = object.members.find(({ key }) => FIELDS.some((field) => field === key));
  if (first === undefined) return undefined;
  const message = textOf(object, "errorMessage");
  const type = textOf(object, "errorType");
  return {
    at: first.value.start,
    path: `$.${first.key}`,
    shown: clipped(
      `an unhandled error of the function: ${[type, message].filter(Boolean).join(": ")}`,
    ),
    message,
  };
}

function textOf(object: JsonObject, key: string): string {
  const value = lastValue(object, key);
  return value?.kind === "string" ? value.value : "";
}
