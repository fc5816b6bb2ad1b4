import type { AccessField, Form } from "../domain/record.ts";
import { cellsOfClf, isRequestRow, pairsOfCells } from "./access-cells.ts";
import { fieldNamed } from "./access-names.ts";
import { accessRecord, isAccessLog, readingOf } from "./access-record.ts";
import { sentenceField } from "./access-values.ts";
import { cellsOfCsv } from "./csv.ts";
import type { Reading } from "./reading.ts";
import { clfTimeIn } from "./time.ts";

type Pairs = readonly (readonly [name: string, value: string])[];

const BRACKETED_TIME = /\[\d\d\/[A-Z][a-z]{2}\/\d{4}:/;
const EPOCH = /(?:^|[,"])\d{13}[,"]/;
const NAMED_VALUE = /^\s{0,40}([$\w.]{3,60})\s{0,8}[:=]\s{0,8}(\S.{0,8000})$/;
const FEWEST_CELLS = 4;

/** Reads a whole line of an access log that is no JSON and no XML; false when it is none. */
export function readAccessLine(line: string, reading: Reading): boolean {
  const clf = BRACKETED_TIME.test(line) ? requestRow(cellsOfClf(line)) : undefined;
  if (clf !== undefined) return keep(clf, "access_clf", line, reading);
  const csv = isDated(line) ? requestRow(csvCells(line)) : undefined;
  if (csv !== undefined) return keep(csv, "access_csv", line, reading);
  const named = reading.isInsideEntry ? undefined : valueAlone(line);
  return named !== undefined && keep(named, "bare_text", line, reading);
}

function isDated(line: string): boolean {
  return line.includes(",") && (clfTimeIn(line) !== undefined || EPOCH.test(line));
}

function csvCells(line: string): readonly string[] {
  const cells = cellsOfCsv(line) ?? [];
  return cells.length < FEWEST_CELLS ? [] : cells.map((cell) => cell.trim());
}

function requestRow(cells: readonly string[]): Pairs | undefined {
  const pairs = pairsOfCells(cells);
  return isRequestRow(pairs) ? pairs : undefined;
}

/** A field's value by itself, with its name before it or not: only what a message of AWS begins. */
function valueAlone(line: string): Pairs | undefined {
  const value = line.trim();
  const field = sentenceField(value, 0);
  if (field !== undefined) return [[field, value]];
  const [, name = "", told = ""] = NAMED_VALUE.exec(line) ?? [];
  if (fieldNamed(name, false) === undefined) return undefined;
  const pairs: readonly (readonly [AccessField | string, string])[] = [[name, told]];
  return isAccessLog(readingOf(pairs)) ? pairs : undefined;
}

function keep(pairs: Pairs, form: Form, text: string, reading: Reading): boolean {
  const { place, context, sink } = reading;
  sink.form(form);
  sink.record(
    accessRecord(readingOf(pairs), {
      text,
      place,
      origin: context.origin,
      moment: context.moment,
    }),
  );
  return true;
}
