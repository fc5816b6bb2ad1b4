import * as v from "valibot";
import { type EpochMs, toEpochMs } from "../../domain/time.ts";
import { unpacked } from "./packed.ts";

/** As DynamoDB's document client gives it. */
export type Item = Record<string, unknown>;

/** An item that this program did not write, or wrote in another version: never read by half. */
class UnreadableItemError extends Error {
  override readonly name = "UnreadableItemError";
  readonly code = "unreadable_item";
}

/** The version of every item: goes up when its meaning changes, not when a field is added. */
const ITEM_VERSION = 1;

/** What every item of a type carries beside its own attributes. */
export function stamp<Type extends string>(type: Type): { type: Type; version: number } {
  return { type, version: ITEM_VERSION };
}

/** What `schema` makes of an item of this type. Throws `UnreadableItemError`, naming key and field. */
export function read<Schema extends v.GenericSchema>(
  item: Item,
  type: string,
  schema: Schema,
): v.InferOutput<Schema> {
  const { pk, sk, type: itsType, version } = item;
  const fail = (reason: string): never => {
    throw new UnreadableItemError(`item ${String(pk)} / ${String(sk)}: ${reason}`);
  };
  if (itsType !== type) fail(`is of type ${String(itsType)}, not ${type}`);
  if (version !== ITEM_VERSION) {
    fail(`has version ${String(version)}; this program reads version ${ITEM_VERSION}`);
  }
  const parsed = v.safeParse(schema, item, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  return fail(`${v.getDotPath(issue) ?? "it"}: ${issue.message}`);
}

/** A time, written as text. */
export const TIME = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((text): EpochMs => toEpochMs(Date.parse(text))),
);

/** Text of a kind that the domain names: which ones there are is not for storage to decide. */
export function text<Kind extends string>() {
  return v.custom<Kind>((value) => typeof value === "string", "expected text");
}

/** A part that `packed` wrote. Of its inside only the outermost shape is looked at. */
export function packedPart<Part>(isPart: (value: unknown) => value is Part) {
  return v.pipe(
    v.instance(Uint8Array),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      try {
        const part = unpacked(dataset.value);
        if (isPart(part)) return part;
      } catch (error) {
        addIssue({ message: `cannot be unpacked: ${String(error)}` });
        return NEVER;
      }
      addIssue({ message: "holds something else" });
      return NEVER;
    }),
  );
}

export function isObject(value: unknown): value is Item {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
