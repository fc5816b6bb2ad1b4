import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eventSearchFor } from "../../shared/parse/event-search.ts";

const DIGITS = "37".repeat(28);

/** Where `search` finds events in `text`, from the first brace on. */
function foundIn(text: string): readonly number[] {
  const bytes = Buffer.from(text);
  const first = bytes.indexOf("{");
  const next = eventSearchFor(bytes, first);
  const found = [first];
  for (let at = next(bytes, first); at !== -1; at = next(bytes, at)) found.push(at);
  return found;
}

/** The events as a delivery lists them, and where each of them begins. */
function listed(events: readonly object[]) {
  const texts = events.map((event) => JSON.stringify(event));
  const starts = texts.map((_, at) => Buffer.byteLength(`[${texts.slice(0, at).join(",")},`));
  return { text: `[${texts.join(",")}]`, starts: [1, ...starts.slice(1)] };
}

const aMessage = fc.string({
  unit: fc.constantFrom("a", " ", "7", '"', ",", "{", '{"id":"', ",{", DIGITS, "é", "\\", "0", "9"),
  maxLength: 60,
});

test.each([
  ["CloudWatch Logs'", (at: number) => String(at).padStart(56, "0")],
  ["all nines", () => "9".repeat(56)],
  ["shorter", (at: number) => String(at).padStart(55, "3")],
  ["longer", (at: number) => String(at).padStart(57, "3")],
  ["words", (at: number) => `id-${at}`],
])("each event is found, in order, whatever messages say: ids are %s", (_, idOf) => {
  fc.assert(
    fc.property(fc.array(aMessage, { minLength: 1, maxLength: 12 }), (messages) => {
      const { text, starts } = listed(
        messages.map((message, at) => ({ id: idOf(at), timestamp: at, message })),
      );
      expect(foundIn(text)).toEqual(starts);
    }),
  );
});

describe("what only looks like the beginning of an event is none", () => {
  const first = `{"id":"${DIGITS}","message":"a"}`;

  test.each([
    [`:{"id":"${DIGITS}"`],
    [`,["id":"${DIGITS}"`],
    [`,{'id":"${DIGITS}"`],
    [`,{"ad":"${DIGITS}"`],
    [`,{"ix":"${DIGITS}"`],
    [`,{"idx:"${DIGITS}"`],
    [`,${DIGITS}${DIGITS}`],
    [DIGITS.repeat(3)],
  ])("%s", (lookalike) => {
    const padded = " ".repeat(70);
    expect(foundIn(`[${first}${padded}${lookalike}}${padded}]`)).toEqual([1]);
    const second = first.length + padded.length + lookalike.length + padded.length + 2;
    expect(foundIn(`[${first}${padded}${lookalike}${padded},${first}]`)).toEqual([1, second]);
    const words = first.replace(DIGITS, "words");
    expect(foundIn(`[${words}${padded}${lookalike}}${padded}]`)).toEqual([1]);
  });
});

test("only where the first id is one of CloudWatch Logs, ids of other lengths are passed over", () => {
  const short = `{"id":"1234","message":"a"}`;
  const usual = `{"id":"${DIGITS}","message":"a"}`;
  expect(foundIn(`[${usual},${short},${usual}]`)).toHaveLength(2);
  expect(foundIn(`[${short},${usual},${short}]`)).toHaveLength(3);
  const unended = usual.replace(`${DIGITS}"`, `${DIGITS}7"`);
  expect(foundIn(`[${unended},${short},${usual}]`)).toHaveLength(3);
  const letter = usual.replace(DIGITS, `${DIGITS.slice(0, -1)}a`);
  expect(foundIn(`[${letter},${short},${usual}]`)).toHaveLength(3);
  const colon = usual.replace(DIGITS, `:${DIGITS.slice(1)}`);
  expect(foundIn(`[${colon},${short},${usual}]`)).toHaveLength(3);
});
