/** What may stand right of a bare value. */
const END = String.raw`(?=\s{0,32}(?:[,}\]\\"']|$|\[TRUNCATED))`;
const CUT = String.raw`(?=\s?\[TRUNCATED\]|$)`;

/** Literals, whole or cut, and what a shape shows in the place of a value: no secrets. */
const LITERAL = new RegExp(
  String.raw`(?:true|false|null|undefined|none|nil|number|boolean|(?:string|text)\(\d{1,10}\+?\))(?!\w)|(?:tru?|fa?l?s?|nu?l?)${CUT}|[tfn]${CUT}`,
  "iy",
);
const NUMBER = new RegExp(String.raw`-?(?:\d+(?:\.\d*)?(?:[eE][+-]?\d*)?)?${END}`, "y");

/** Where the literal ends that stands at `at`; undefined if none does. */
export function literalEnd(text: string, at: number): number | undefined {
  return endAt(LITERAL, text, at);
}

/** The same for a number, whole or cut. */
export function numberEnd(text: string, at: number): number | undefined {
  return endAt(NUMBER, text, at);
}

function endAt(sticky: RegExp, text: string, at: number): number | undefined {
  sticky.lastIndex = at;
  return sticky.test(text) && sticky.lastIndex > at ? sticky.lastIndex : undefined;
}
