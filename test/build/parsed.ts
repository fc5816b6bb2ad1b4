import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import type {
  AccessFields,
  AccessRecord,
  ExecutionRecord,
  Form,
  LogRecord,
  Unreadable,
} from "../../shared/domain/record.ts";
import { createParser, type Parsed, type Parser } from "../../shared/parse/parser.ts";

/** Two request ids and an extended one, for lines of one's own. */
export const ONE = "11111111-2222-3333-4444-555555555555";
export const TWO = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
export const EXTENDED = "QmZ1eHxCoAMFRgA=";

export type Read = {
  readonly records: readonly LogRecord[];
  readonly unreadable: readonly Unreadable[];
  readonly forms: readonly Form[];
};

/** What the parser makes of an input that comes in these chunks. */
export function readChunks(chunks: readonly Uint8Array[]): Read {
  const parser = createParser("input.log");
  const parts = [...chunks.map((chunk) => pushed(chunk, parser)), parser.end()];
  return {
    records: parts.flatMap((part) => part.records),
    unreadable: parts.flatMap((part) => part.unreadable),
    forms: parser.forms(),
  };
}

/** As `readInput` does, the buffer is written over once it has been taken. */
function pushed(chunk: Uint8Array, parser: Parser): Parsed {
  const buffer = Buffer.from(chunk);
  const part = parser.push(buffer);
  buffer.fill("?");
  return part;
}

/** What the parser makes of these lines. */
export function read(...lines: readonly string[]): Read {
  return readChunks([Buffer.from(lines.join("\n"))]);
}

export function textsIn({ records }: Read): readonly string[] {
  return records.map(({ text }) => text);
}

/** The only record of the input, which must be of an execution log. */
export function executionIn(found: Read): ExecutionRecord {
  const [record] = found.records;
  if (found.records.length !== 1 || record?.kind !== "execution") throw new Error(shown(found));
  return record;
}

/** The only record of the input, which must be of an access log. */
export function accessIn(found: Read): AccessRecord {
  const [record] = found.records;
  if (found.records.length !== 1 || record?.kind !== "access") throw new Error(shown(found));
  return record;
}

export function fieldsIn(found: Read): AccessFields {
  return accessIn(found).fields;
}

/** The texts of what could not be read, each behind its code. */
export function unreadIn({ unreadable }: Read): readonly string[] {
  return unreadable.map(({ code, excerpt }) => `${code}: ${excerpt}`);
}

/** Base64 of gzip, as subscriptions pack their deliveries. */
export function packed(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return gzipSync(text).toString("base64");
}

function shown({ records, unreadable }: Read): string {
  return `not one such record: ${JSON.stringify({ records, unreadable })}`;
}
