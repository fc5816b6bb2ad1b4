import { SecretsProvider } from "@aws-lambda-powertools/parameters/secrets";
import { SSMProvider } from "@aws-lambda-powertools/parameters/ssm";
import * as v from "valibot";
import type { ReadSecret } from "./slack.ts";
import { SlackError } from "./slack-error.ts";

/** Where the webhook's URL or the bot's token is kept. */
export type SecretPlace = { readonly kind: "parameter" | "secret"; readonly name: string };

/** A new webhook is in use this long after it was stored, at the latest. */
const KEPT_SECONDS = 300;
/** As the console of Secrets Manager makes them: one name, one value. */
const OneValue = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.string()));

/** Reads the secret, at most once in five minutes. Its value is in no error. */
export function createSecretReader({ kind, name }: SecretPlace): ReadSecret {
  const read = kind === "parameter" ? parameterReader(name) : secretReader(name);
  return async () => {
    const text = (await read())?.trim() ?? "";
    if (text === "") throw new SlackError("bad_secret", `${kind} ${name} is empty`);
    return valueIn(text);
  };
}

function parameterReader(name: string): () => Promise<string | undefined> {
  const provider = new SSMProvider();
  return () => provider.get(name, { decrypt: true, maxAge: KEPT_SECONDS });
}

function secretReader(name: string): () => Promise<string | undefined> {
  const provider = new SecretsProvider();
  return async () => {
    const value = await provider.get(name, { maxAge: KEPT_SECONDS });
    return value === undefined ? undefined : String(value);
  };
}

function valueIn(text: string): string {
  const parsed = v.safeParse(OneValue, text);
  const [only, ...others] = parsed.success ? Object.values(parsed.output) : [];
  return only === undefined || others.length > 0 ? text : only.trim();
}
