import { clipped } from "./json-node.ts";

/** What makes a text no JSON, and what probably wrote it. */
export type JsonProblem = {
  readonly code: JsonProblemCode;
  /** Offset in the text. */
  readonly at: number;
  /** JSON path of the value that holds it. */
  readonly path: string;
};

type Wording = { readonly what: string; readonly fix: string };

const AS_JSON =
  "return the object itself and let the runtime write it, or use `JSON.stringify(…)` (Python: `json.dumps(…)`)";

const WORDINGS = {
  bad_escape: {
    what: "a backslash that starts no JSON escape",
    fix: "write a backslash as `\\\\`; better, let `JSON.stringify` (Python: `json.dumps`) write the text",
  },
  bare_word: { what: "a word without quotes", fix: `put the word in double quotes; or ${AS_JSON}` },
  comment: { what: "a comment", fix: "remove the comment: JSON has none" },
  control_character: {
    what: "a raw line break or control character inside a string",
    fix: "write it as `\\n` or `\\u00XX`; better, let `JSON.stringify` (Python: `json.dumps`) write the text. A log copied with wrapped lines shows this too",
  },
  java_map: {
    what: "key=value: it looks like a Java map printed with toString()",
    fix: "write the map with a JSON library (Jackson: `new ObjectMapper().writeValueAsString(map)`)",
  },
  javascript_object: {
    what: "a key without quotes: it looks like a JavaScript object printed with console.log or util.inspect",
    fix: AS_JSON,
  },
  python_literal: {
    what: "None, True or False: it looks like a Python dict printed with str()",
    fix: "return the dict itself, or write it with `json.dumps(…)`",
  },
  ruby_hash: {
    what: "`=>`: it looks like a Ruby hash printed with inspect",
    fix: "return the hash itself, or write it with `JSON.generate(…)`",
  },
  single_quotes: {
    what: "single quotes: it looks like a Python dict printed with str()",
    fix: "return the dict itself, or write it with `json.dumps(…)`; JSON wants double quotes",
  },
  text_behind: {
    what: "more text behind the JSON value",
    fix: "return one JSON value and nothing behind it",
  },
  trailing_comma: { what: "a comma before the closing bracket", fix: "remove the last comma" },
  typographic_quotes: {
    what: "typographic quotes, as a word processor makes them",
    fix: 'write straight double quotes (`"`)',
  },
  unexpected_character: { what: "a character that JSON does not allow here", fix: AS_JSON },
} as const satisfies Record<string, Wording>;

export type JsonProblemCode = keyof typeof WORDINGS;

const WORD = /[A-Za-z_$][\w$-]{0,100}/y;
const PYTHON_WORD = /^(?:None|True|False)$/;

/** The problem that stands at `at`, where a key, a value or punctuation should. */
export function problemCodeAt(text: string, at: number, wanted: WantedThing): JsonProblemCode {
  if (text[at] === "'") return "single_quotes";
  if (text[at] === "“" || text[at] === "”") return "typographic_quotes";
  if (text.startsWith(wanted === "key" ? ":" : "=>", at)) return "ruby_hash";
  if (COMMENTS.some((comment) => text.startsWith(comment, at))) return "comment";
  if (isBehindComma(text, at)) return "trailing_comma";
  return wordProblem(text, at, wanted) ?? "unexpected_character";
}

export type WantedThing = "key" | "value" | "punctuation";

const COMMENTS = ["#", "//", "/*"];

function wordProblem(text: string, at: number, wanted: WantedThing): JsonProblemCode | undefined {
  const word = wordAt(text, at);
  if (word === "" || wanted === "punctuation") return undefined;
  if (wanted === "key") return text[at + word.length] === "=" ? "java_map" : "javascript_object";
  return PYTHON_WORD.test(word) ? "python_literal" : "bare_word";
}

function isBehindComma(text: string, at: number): boolean {
  const isBracket = text[at] === "}" || text[at] === "]";
  return isBracket && text.slice(0, at).trimEnd().endsWith(",");
}

function wordAt(text: string, at: number): string {
  WORD.lastIndex = at;
  return WORD.exec(text)?.[0] ?? "";
}

/** What was found, with its place, and the change that mends it. */
export function problemWording(problem: JsonProblem, text: string): { found: string; fix: string } {
  const { what, fix } = WORDINGS[problem.code];
  const before = text.slice(0, problem.at);
  const line = before.split("\n").length;
  const column = problem.at - before.lastIndexOf("\n");
  const near = clipped(text.slice(problem.at, problem.at + 24));
  return { found: `${what}, at line ${line}, column ${column}: ${near}`, fix };
}
