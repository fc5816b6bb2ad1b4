import type { Form } from "../domain/record.ts";
import {
  type AccessReading,
  accessRecord,
  isAccessLog,
  isSurelyAccessLog,
  readingOf,
} from "./access-record.ts";
import type { Reading } from "./reading.ts";

type Pairs = Iterable<readonly [name: string, value: string]>;

/** Makes a record of the pairs, if they are those of an access log. */
export function readAccessPairs(pairs: Pairs, text: string, form: Form, reading: Reading): boolean {
  const row = readingOf(pairs);
  const isOurs = reading.isInsideEntry ? isSurelyAccessLog(row) : isAccessLog(row);
  if (isOurs) keepAccessRow(row, text, form, reading);
  return isOurs;
}

export function keepAccessRow(
  row: AccessReading,
  text: string,
  form: Form,
  { sink, place, context }: Reading,
): void {
  sink.form(form);
  sink.record(accessRecord(row, { text, place, origin: context.origin, moment: context.moment }));
}
