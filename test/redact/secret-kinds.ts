import fc from "fast-check";

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();
const DIGITS = "0123456789";
const ALNUM = LOWER + UPPER + DIGITS;

function drawn(alphabet: string, length: number): fc.Arbitrary<string> {
  const character = fc.constantFrom(...alphabet);
  return fc.string({ unit: character, minLength: length, maxLength: length });
}

function base64url(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** A generated secret, and the text it is planted as. */
type Planted = { readonly secret: string; readonly text: string };

export type SecretKind = {
  readonly kind: string;
  /** True when its beginning tells what it is, so that it is known wherever the log cuts it. */
  readonly knownWhenCut: boolean;
  readonly planted: fc.Arbitrary<Planted>;
};

function after(lead: string, secret: fc.Arbitrary<string>): fc.Arbitrary<Planted> {
  return secret.map((tail) => ({ secret: tail, text: lead + tail }));
}

/** Twelve and more kinds that are known by their own look, wherever they stand. */
export const SECRET_KINDS: readonly SecretKind[] = [
  {
    kind: "JWT",
    knownWhenCut: true,
    planted: fc.tuple(drawn(ALNUM, 24), drawn(`${ALNUM}-_`, 43)).map(([sub, signature]) => {
      const header = base64url({ alg: "HS256", typ: "JWT" });
      const secret = `${header}.${base64url({ sub, admin: true })}.${signature}`;
      return { secret: secret.slice(3), text: secret };
    }),
  },
  {
    kind: "AWS access key id",
    knownWhenCut: true,
    planted: after("AKIA", drawn(`${UPPER}234567`, 16)),
  },
  {
    kind: "temporary AWS access key id",
    knownWhenCut: true,
    planted: after("ASIA", drawn(`${UPPER}234567`, 16)),
  },
  {
    kind: "AWS session token",
    knownWhenCut: true,
    planted: after("IQoJ", drawn(`${ALNUM}+/`, 200)),
  },
  {
    kind: "bearer token",
    knownWhenCut: true,
    planted: after(
      "Bearer ",
      drawn(ALNUM, 30).map((tail) => `0a${tail}`),
    ),
  },
  {
    kind: "basic credentials",
    knownWhenCut: true,
    planted: after(
      "Basic ",
      drawn(ALNUM, 18).map((pair) => Buffer.from(`0:${pair}`).toString("base64")),
    ),
  },
  {
    kind: "private key",
    knownWhenCut: true,
    planted: drawn(`${ALNUM}+/`, 120).map((body) => ({
      secret: body,
      text: `-----BEGIN PRIVATE KEY-----\n${body.slice(0, 64)}\n${body.slice(64)}\n-----END PRIVATE KEY-----`,
    })),
  },
  { kind: "GitHub token", knownWhenCut: true, planted: after("ghp_", drawn(ALNUM, 36)) },
  {
    kind: "Slack token",
    knownWhenCut: true,
    planted: after(
      "xoxb-",
      drawn(ALNUM, 24).map((tail) => `123456789012-${tail}`),
    ),
  },
  { kind: "Stripe key", knownWhenCut: true, planted: after("sk_live_", drawn(ALNUM, 24)) },
  { kind: "Google API key", knownWhenCut: true, planted: after("AIza", drawn(`${ALNUM}_-`, 35)) },
  {
    kind: "card number",
    knownWhenCut: false,
    planted: fc
      .tuple(drawn(DIGITS, 14), fc.constantFrom("", " ", "-"))
      .map(([digits, separator]) => {
        const number = withCheckDigit(`4${digits}`);
        const text = number.replace(/(?<=^(?:\d{4}){1,3})(?!$)/g, separator);
        return { secret: text, text };
      }),
  },
  {
    kind: "e-mail address",
    knownWhenCut: false,
    planted: fc
      .tuple(drawn(LOWER, 10), drawn(LOWER, 9))
      .map(([user, host]) => `${user}.x+1@${host}.example.com`)
      .map((text) => ({ secret: text.slice(0, 24), text })),
  },
  {
    kind: "US social security number",
    knownWhenCut: false,
    planted: fc
      .tuple(
        fc.integer({ min: 100, max: 665 }),
        fc.integer({ min: 10, max: 99 }),
        drawn("123456789", 4),
      )
      .map(([area, group, serial]) => `${area}-${group}-${serial}`)
      .map((text) => ({ secret: text, text })),
  },
  {
    kind: "password in a URL",
    knownWhenCut: true,
    planted: drawn(`${ALNUM}!$*()_~.,-`, 16).map((tail) => ({
      secret: `p${tail}`,
      text: `https://jane:p${tail}@db.example.com/orders`,
    })),
  },
  {
    kind: "phone number",
    knownWhenCut: false,
    planted: drawn("23456789", 10).map((text) => ({ secret: `+1${text}`, text: `+1${text}` })),
  },
];

function withCheckDigit(digits: string): string {
  const sum = [...digits]
    .reverse()
    .map((digit, index) => Number(digit) * (index % 2 === 0 ? 2 : 1))
    .reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** Whether eight characters in a row of the secret can be read in the text, encoded or not. */
export function leaks(text: string, secret: string): boolean {
  const windows = Array.from({ length: Math.max(0, secret.length - 7) }, (_, at) =>
    secret.slice(at, at + 8),
  );
  const readings = [text, decoded(text)];
  return windows.some((window) => readings.some((reading) => reading.includes(window)));
}

function decoded(text: string): string {
  return text
    .replace(/\\+u([0-9a-f]{4})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
    .replace(/%(?:25)*([0-9A-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
}

/** Every character as a \u escape. */
export function unicodeEscaped(text: string): string {
  return text
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
