import type { Target } from "../domain/verdict.ts";
import { awsServiceAt } from "./aws-host.ts";
import type { Entry } from "./entry.ts";
import type { Statement } from "./statement.ts";

const INVOKED = /\/functions\/([^/]{1,400})\/(?:response-streaming-)?invocations/;
const FUNCTION_ARN = /arn:aws[a-z-]{0,20}:lambda:[^\s'"/,]{1,300}/;
const NAME_FOLLOWS = ":function:";
const LONGEST_URL = 2_048;
const BLANKS = /\s+/g;
const SCHEME = /^https?:\/\//i;
const HOST = /^[^\s/:?#]{1,255}/;
const ACCOUNT = /^\d{12}$/;
const REGION = /^[a-z]{2,4}-[a-z-]{2,20}-\d$/;

/** What the call went to, by the endpoint it was sent to, else by the function a message names. */
export function targetOf(
  entries: readonly Entry[],
  statements: readonly Statement[],
): Target | undefined {
  for (const { kind, value } of entries) {
    const target = kind === "endpoint" ? targetAt(value.trim()) : undefined;
    if (target !== undefined) return target;
  }
  for (const { text } of statements) {
    const arn = FUNCTION_ARN.exec(text)?.[0];
    if (arn?.includes(NAME_FOLLOWS)) return functionNamed(arn);
  }
  return undefined;
}

/** What an endpoint's URL leads to. */
function targetAt(url: string): Target | undefined {
  const bounded = url.slice(0, LONGEST_URL);
  const host = SCHEME.test(url)
    ? HOST.exec(url.replace(SCHEME, ""))?.[0]?.toLowerCase()
    : undefined;
  const aws = host === undefined ? undefined : awsServiceAt(host);
  // A path can name a function that its host knows nothing of.
  const isOthers = aws !== undefined && aws.service !== "lambda";
  const invoked = isOthers ? undefined : invokedBy(bounded);
  if (invoked !== undefined) return functionNamed(invoked);
  if (host === undefined) return undefined;
  if (aws === undefined) return { kind: "host", host, url: bounded };
  return { kind: "aws_service", ...aws, url: bounded };
}

/** Whose invocation the URL is. A mail breaks a long one, as a rule within its path. */
function invokedBy(url: string): string | undefined {
  return (INVOKED.exec(url) ?? INVOKED.exec(url.replace(BLANKS, "")))?.[1];
}

/** A function by its ARN, whole or with parts left out, or by its name alone. */
function functionNamed(arn: string): Target {
  const marker = arn.indexOf(NAME_FOLLOWS);
  if (marker === -1) return { kind: "function", name: arn };
  const parts = arn.slice(0, marker).split(":");
  const [name, qualifier] = splitOnce(arn.slice(marker + NAME_FOLLOWS.length));
  const region = parts.find((part) => REGION.test(part));
  const accountId = parts.find((part) => ACCOUNT.test(part));
  return {
    kind: "function",
    name,
    ...(qualifier === "" ? {} : { qualifier }),
    ...(region === undefined ? {} : { region }),
    ...(accountId === undefined ? {} : { accountId }),
  };
}

function splitOnce(text: string): readonly [string, string] {
  const colon = text.indexOf(":");
  return colon === -1 ? [text, ""] : [text.slice(0, colon), text.slice(colon + 1)];
}
