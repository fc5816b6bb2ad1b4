/** Endings of a name, its words written together in lower case, that say its value is a secret. */
const SECRET_ENDING =
  /(?:(?:password|passwd|passphrase|passcode|passwort|secret|token|authorization|cookie|credential|signature)s?|(?:api|access|secret|private|signing|encryption|account|shared|master|subscription|functions|auth|identifier|session)keys?|sess(?:ion)?id|(?:auth|authorization|verification|security|pin|otp)code|password(?:hash|salt|digest|confirm|confirmation|value)|(?:token|secret|cookie)value|secret(?:string|binary))$/;

/** The same for what tells who a person is or lets someone pay in their name. */
const PERSONAL_ENDING =
  /(?:creditcard|card(?:number|no)|bankaccount(?:number)?|routingnumber|socialsecurity|securitynumber|(?:phone|mobile|passport|tax)number|(?:national|tax)id|dateofbirth|birth(?:date|day)|(?:first|last|full|family|given|maiden|sur)name|(?:street|home|postal)address|(?:zip|postal)code)$/;

/** Last words that are too short to be looked for inside others. */
const SHORT_WORDS = new Set(
  "pwd pw pin otp totp ssn cvv cvc csc sid sig jwt session iban dob email phone telephone mobile msisdn fax passport".split(
    " ",
  ),
);

/** First words that make the name one of a state or a count: `invalid_token`, `maxTokens`. */
const HARMLESS_FIRST_WORDS = new Set(
  "invalid expired missing unexpected unknown unsupported bad no has is max min total input output prompt completion num".split(
    " ",
  ),
);

const WORD_BREAK = /(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+/;
const TRAILING_DIGITS = /\d{1,4}$/;

/** Every name that is sensitive holds one of these, and few others do. */
const HINT =
  /pass|pw|secret|token|auth|cookie|cred|sig|key|sess|sid|code|card|bank|routing|secur|ssn|cvv|cvc|csc|pin|otp|jwt|iban|dob|birth|mail|phone|mobile|msisdn|fax|number|id|name|address/i;

/** Whether what stands under this name must not be shown. Reads camel, snake and kebab case. */
export function isSensitiveName(name: string): boolean {
  const words = wordsOf(name);
  if (words.length > 1 && HARMLESS_FIRST_WORDS.has(String(words[0]))) return false;
  const last = words.at(-1) ?? "";
  if (SHORT_WORDS.has(last) || (last === "pass" && words.length > 1)) return true;
  const joined = words.join("");
  return SECRET_ENDING.test(joined) || PERSONAL_ENDING.test(joined);
}

/** A cheap first look: false only for names that are not sensitive, whatever stands before them. */
export function maybeSensitiveName(name: string): boolean {
  return HINT.test(name);
}

/** Headers whose value runs to the end of its line, blanks and all. */
export function isHeaderName(name: string): boolean {
  const last = wordsOf(name).at(-1);
  return last === "authorization" || last === "cookie";
}

/** Names whose value is a secret even where it reads like an ordinary word. */
export function isPasswordName(name: string): boolean {
  return PASSWORD_WORDS.has(String(wordsOf(name).at(-1)));
}

const PASSWORD_WORDS = new Set(["password", "passwd", "pwd", "passphrase", "passcode", "pin"]);

function wordsOf(name: string): readonly string[] {
  return name
    .split(WORD_BREAK)
    .map((word) => word.replace(TRAILING_DIGITS, "").toLowerCase())
    .filter((word) => word !== "");
}
