import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { redactText } from "../../shared/redact/redact.ts";
import { leaks, SECRET_KINDS, unicodeEscaped } from "./secret-kinds.ts";

/** Few, since there are so many places; seeds differ from run to run. */
const RUNS = { numRuns: 30 };

/** Where a secret may stand, none of the places telling that it is one. */
const PLACES: readonly { readonly place: string; readonly around: (text: string) => string }[] = [
  { place: "a sentence", around: (text) => `could not use ${text} for the call` },
  {
    place: "JSON",
    around: (text) =>
      `Endpoint response body before transformations: ${JSON.stringify({ statusCode: 200, note: text, n: 1 })}`,
  },
  {
    place: "indented JSON",
    around: (text) => JSON.stringify({ a: [{ note: text }], n: 1 }, null, 2),
  },
  {
    place: "JSON in a JSON string",
    around: (text) => JSON.stringify({ statusCode: 200, body: JSON.stringify({ note: text }) }),
  },
  {
    place: "JSON three strings deep",
    around: (text) =>
      JSON.stringify({ body: JSON.stringify({ body: JSON.stringify([`x\n${text}\ny`]) }) }),
  },
  {
    place: "a Java map",
    around: (text) => `Method request headers: {Accept=*/*, X-Note=${text}, Host=api.example.com}`,
  },
  { place: "XML", around: (text) => `<Order><Note>${text}</Note></Order>` },
  {
    place: "a form, percent-encoded",
    around: (text) => `a=1&note=${encodeURIComponent(text)}&b=2`,
  },
  {
    place: "a form, encoded twice",
    around: (text) => `a=1&note=${encodeURIComponent(encodeURIComponent(text))}&b=2`,
  },
  { place: "JSON with \\u escapes", around: (text) => `{"note":"${unicodeEscaped(text)}"}` },
  { place: "YAML", around: (text) => `order:\n  note: ${text}\n  n: 1` },
];

describe.each(SECRET_KINDS)("a planted $kind never leaves", ({ planted }) => {
  test.each(PLACES)("in $place", ({ around }) => {
    fc.assert(
      fc.property(planted, ({ secret, text }) => {
        expect(leaks(redactText(around(text), "masked"), secret)).toBe(false);
      }),
      RUNS,
    );
  });
});

const KNOWN_WHEN_CUT = SECRET_KINDS.filter((kind) => kind.knownWhenCut);

describe.each(KNOWN_WHEN_CUT)("a planted $kind never leaves, cut anywhere", ({ planted }) => {
  test.each(PLACES)("in $place", ({ around }) => {
    fc.assert(
      fc.property(planted, fc.nat(600), fc.boolean(), ({ secret, text }, at, marked) => {
        const cut = around(text).slice(0, at) + (marked ? " [TRUNCATED]" : "");
        expect(leaks(redactText(cut, "masked"), secret)).toBe(false);
      }),
      RUNS,
    );
  });
});

/** Ways to write a name and its value, as API Gateway, functions and backends do. */
const NAMED: readonly {
  readonly form: string;
  readonly write: (name: string, value: string) => string;
}[] = [
  { form: "JSON", write: (name, value) => JSON.stringify({ a: 1, [name]: value, z: true }) },
  {
    form: "indented JSON",
    write: (name, value) => JSON.stringify({ [name]: value, z: 1 }, null, 2),
  },
  {
    form: "JSON with the value on the next line",
    write: (name, value) => `{"${name}":\n  ${JSON.stringify(value)}\n}`,
  },
  {
    form: "JSON in JSON strings",
    write: (name, value) =>
      JSON.stringify({ body: JSON.stringify([JSON.stringify({ [name]: value })]) }),
  },
  {
    form: "JSON in a list",
    write: (name, value) => JSON.stringify({ [name]: [value, { x: value }] }),
  },
  {
    form: "a form",
    write: (name, value) => `a=1&${name}=${encodeURIComponent(value)}&z=2`,
  },
  {
    form: "percent-encoded JSON",
    write: (name, value) => encodeURIComponent(JSON.stringify({ [name]: value, z: 1 })),
  },
  {
    form: "JSON with \\u escapes",
    write: (name, value) => `{"${unicodeEscaped(name)}":"${unicodeEscaped(value)}","z":1}`,
  },
  {
    form: "a name and value pair",
    write: (name, value) =>
      JSON.stringify([
        { Name: name, Value: value },
        { Name: "z", Value: "1" },
      ]),
  },
];
const VALUE = fc.string({ unit: "grapheme-ascii", minLength: 8, maxLength: 24 });

describe("the value of a sensitive name never leaves, whatever its characters", () => {
  test.each(NAMED)("in $form", ({ write }) => {
    fc.assert(
      fc.property(fc.constantFrom("password", "apiKey", "client_secret"), VALUE, (name, value) => {
        const written = write(name, value);
        const asWritten = [value, JSON.stringify(value).slice(1, -1)];
        const redacted = redactText(written, "masked");
        expect(asWritten.some((secret) => leaks(redacted, secret))).toBe(false);
      }),
      RUNS,
    );
  });

  test.each(NAMED)("in $form, cut anywhere", ({ write }) => {
    fc.assert(
      fc.property(VALUE, fc.nat(400), (value, at) => {
        const cut = `${write("password", value).slice(0, at)} [TRUNCATED]`;
        const asWritten = [value, JSON.stringify(value).slice(1, -1)];
        const redacted = redactText(cut, "masked");
        expect(asWritten.some((secret) => leaks(redacted, secret))).toBe(false);
      }),
      RUNS,
    );
  });
});
