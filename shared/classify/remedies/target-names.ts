import type { RequestFacts, Target } from "../../domain/verdict.ts";
import { named, option, orElse, partitionOf } from "./named.ts";

const ALIAS = /^[A-Za-z_-]/;
/** Both can hold secrets, and neither is needed to reach the backend. */
const USER = /^(https?:\/\/)[^/?#]{0,512}@/i;
const QUERY = /[?#].*$/s;
const PORT = /:(\d{1,5})$/;

/** How to name the function, or the authorizer's function, that a request was for. */
export type FunctionNames = {
  /** What `--function-name` takes: the ARN when the function is in another account. */
  readonly function: string;
  /** What metrics and log groups call it. */
  readonly functionName: string;
  readonly functionArn: string;
  /** The alias the gateway calls, when it calls one. */
  readonly alias?: string;
  readonly lambdaRequestId?: string;
  readonly qualifier: readonly string[];
  readonly inFunctionRegion: readonly string[];
};

/** Where an HTTP backend is. */
export type EndpointNames = {
  readonly host: string;
  readonly port: string;
  readonly url: string;
};

type Called = {
  readonly name?: string | undefined;
  readonly qualifier?: string | undefined;
  readonly region?: string | undefined;
  readonly accountId?: string | undefined;
};

export function functionNames(facts: RequestFacts, apiRegion: string | undefined): FunctionNames {
  const called = calledBy(facts.target);
  const name = orElse("<function>", called.name);
  const region = named(called.region) ?? apiRegion;
  const account = orElse("<account>", called.accountId, facts.accountId);
  const arn = `arn:${partitionOf(region)}:lambda:${region ?? "<region>"}:${account}:function:${name}`;
  const qualifier = named(called.qualifier);
  return {
    function: account === orElse(account, facts.accountId) ? name : arn,
    functionName: name,
    functionArn: qualifier === undefined ? arn : `${arn}:${qualifier}`,
    qualifier: option("--qualifier", qualifier),
    inFunctionRegion: option("--region", region),
    ...ifKnown("alias", ALIAS.test(qualifier ?? "") ? qualifier : undefined),
    ...ifKnown("lambdaRequestId", named(facts.lambdaRequestId)),
  };
}

export function endpointNames(target: Target | undefined, said?: string): EndpointNames {
  const { host = named(said), url } = addressOf(target);
  const port = PORT.exec(host ?? "")?.[1] ?? portOf(url ?? "");
  const name = host?.replace(PORT, "") ?? "<host>";
  return { host: name, port, url: url ?? `https://${name}/` };
}

function calledBy(target: Target | undefined): Called {
  if (target?.kind === "authorizer") return { name: target.function };
  return target?.kind === "function" ? target : {};
}

function addressOf(target: Target | undefined): { readonly host?: string; readonly url?: string } {
  if (target === undefined) return {};
  return {
    ...ifKnown("host", "host" in target ? named(target.host) : undefined),
    ...ifKnown("url", "url" in target ? named(bareUrl(target.url)) : undefined),
  };
}

function bareUrl(url: string): string {
  return url.replace(QUERY, "").replace(USER, "$1");
}

function portOf(url: string): string {
  const port = URL.canParse(url) ? new URL(url).port : "";
  return port === "" ? "443" : port;
}

function ifKnown<K extends string>(
  key: K,
  value: string | undefined,
): { readonly [P in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: string });
}
