import type { Form } from "../domain/record.ts";
import { cellsOfClf, isRequestRow, pairsOfCells } from "./access-cells.ts";
import { namedPairs } from "./access-pairs.ts";
import { isAccessLog, readingOf } from "./access-record.ts";
import { keepAccessRow } from "./access-row.ts";
import { pairsOfText } from "./access-text.ts";
import { sentenceField } from "./access-values.ts";
import { cellsOfCsv } from "./csv.ts";
import { withoutQuoting } from "./quoting.ts";
import type { Reading } from "./reading.ts";
import { clfTimeIn } from "./time.ts";

type Pairs = readonly (readonly [name: string, value: string])[];
type FieldPairs = ReturnType<typeof pairsOfText>;

const BRACKETED_TIME = /\[\d\d\/[A-Z][a-z]{2}\/\d{4}:/;
const EPOCH = /(?:^|[,"])\d{13}[,"]/;
/** A quotation that closes before its line does. */
const SPOKEN_OF = /^[^"`]{1,400}["`][\s|,][^"`]{0,400}\w/;
const FEWEST_CELLS = 4;
const MOST_FIELDS = 6;

/** Reads a whole line of an access log that is no JSON and no XML; false when it is none. */
export function readAccessLine(line: string, reading: Reading): boolean {
  const isClf = BRACKETED_TIME.test(line);
  const clf = isClf ? requestRow(cellsOfClf(line)) : undefined;
  if (clf !== undefined) return keep(clf, "access_clf", line, reading);
  const csv = isDated(line) ? requestRow(csvCells(line)) : undefined;
  if (csv !== undefined) return keep(csv, "access_csv", line, reading);
  const named = namedPairs(line);
  if (isNamedRow(named, reading)) return keep(named, "access_clf", line, reading);
  const text = isClf ? [] : pairsOfText(line);
  if (isTextRow(text, reading)) return keep(text, "access_clf", line, reading);
  const value = reading.isInsideEntry ? undefined : valueAlone(line);
  return value !== undefined && keep([value], "bare_text", line, reading);
}

/** Inside an entry a payload may name some fields: only a line with most of them is a record. */
function isNamedRow(pairs: Pairs, reading: Reading): boolean {
  const row = readingOf(pairs);
  return isAccessLog(row) && (!reading.isInsideEntry || row.known.size >= MOST_FIELDS);
}

/** Inside an entry a payload may hold such a line: the log's own has its time. */
function isTextRow(pairs: FieldPairs, reading: Reading): boolean {
  return pairs.length > 0 && (!reading.isInsideEntry || isRequestRow(pairs));
}

function isDated(line: string): boolean {
  return line.includes(",") && (clfTimeIn(line) !== undefined || EPOCH.test(line));
}

function csvCells(line: string): readonly string[] {
  const cells = cellsOfCsv(line) ?? [];
  return cells.length < FEWEST_CELLS ? [] : cells.map((cell) => cell.trim());
}

function requestRow(cells: readonly string[]): FieldPairs | undefined {
  const pairs = pairsOfCells(cells);
  return isRequestRow(pairs) ? pairs : undefined;
}

/** A field's value by itself: only what a message of AWS begins. */
function valueAlone(line: string): Pairs[number] | undefined {
  const value = withoutQuoting(line).trimEnd();
  const field = SPOKEN_OF.test(value) ? undefined : sentenceField(value, 0);
  return field && [field, value];
}

function keep(pairs: Pairs, form: Form, text: string, reading: Reading): boolean {
  keepAccessRow(readingOf(pairs), text, form, reading);
  return true;
}
