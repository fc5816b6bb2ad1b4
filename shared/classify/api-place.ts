import type { RequestFacts } from "../domain/verdict.ts";
import { firstTold, type Hint, originsOf, type Told, toldBy } from "./hints.ts";
import type { Reading } from "./reading.ts";

/** Where an API lives. */
export type ApiPlace = Pick<RequestFacts, "accountId" | "region" | "apiId" | "stage">;

const SOURCE_ARN =
  /X-Amz-Source-Arn=arn:[\w-]{1,20}:execute-api:(?<region>[\w-]{1,30}):(?<accountId>\d{12}):(?<apiId>\w{1,30})\/(?<stage>[\w$-]{1,128})\//i;
const METHOD_ARN =
  /"(?:methodArn|routeArn)":"arn:[\w-]{1,20}:execute-api:(?<region>[\w-]{1,30}):(?<accountId>\d{12}):(?<apiId>\w{1,30})\/(?<stage>[\w$-]{1,128})\//;
const API_STAGE = /API Stage:? (?<apiId>\w{1,30})\/(?<stage>[\w$-]{1,128})/i;
const DOMAIN = /^(?<apiId>\w{1,30})\.execute-api\.(?<region>[\w-]{1,30})\./;

/** The entries that tell, the surest first. */
const HINTS: readonly Hint[] = [
  ["sent_headers", SOURCE_ARN],
  ["sent_body", METHOD_ARN],
  ["usage_plan", API_STAGE],
  ["statement", API_STAGE],
  ["statement", /RestApi (?<apiId>\w{1,30}), Stage (?<stage>[\w$-]{1,128}),/i],
  ["websocket_event", /(?:API|^) \[(?<apiId>\w{1,30})\]/],
  ["sent_headers", /x-amzn-apigateway-api-id=(?<apiId>\w{1,30})[,}]/i],
  ["sent_headers", /AmazonAPIGateway_(?<apiId>\w{1,30})[,}]/],
  ["sent_body", /"requestContext":\{[^{}]{0,800}?"accountId":"(?<accountId>\d{12})"/],
  ["sent_body", /"requestContext":\{[^{}]{0,800}?"stage":"(?<stage>[\w$-]{1,128})"/],
  ["sent_body", /"requestContext":\{[^{}]{0,800}?"apiId":"(?<apiId>\w{1,30})"/],
  ["received_headers", /Host=(?<apiId>\w{1,30})\.execute-api\.(?<region>[\w-]{1,30})\./],
];

/** What the log says of the API's place: its wrapping first, then its fields, then its entries. */
export function apiPlaceOf(reading: Reading): ApiPlace {
  return firstTold(["accountId", "region", "apiId", "stage"], sourcesOf(reading));
}

function* sourcesOf(reading: Reading): Iterable<Told> {
  const { records, fields, entries } = reading;
  const { accountId, apiId, stage, domainName } = fields;
  yield* originsOf(records);
  yield { accountId, apiId, stage };
  yield DOMAIN.exec(domainName ?? "")?.groups ?? {};
  yield* toldBy(entries, HINTS);
  yield placeOfFunction(reading);
}

/** A function stands in its API's region, and nearly always in its account. */
function placeOfFunction({ target, authorizer }: Reading): Told {
  const called = target ?? authorizer.target;
  if (called?.kind !== "function") return {};
  return { region: called.region, accountId: called.accountId };
}
