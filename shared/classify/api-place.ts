import type { RequestFacts } from "../domain/verdict.ts";
import { FirstTold, type Hint, type Told } from "./hints.ts";
import type { Reading } from "./reading.ts";

/** Where an API lives. */
export type ApiPlace = Pick<RequestFacts, "accountId" | "region" | "apiId" | "stage">;

const PARTS = ["accountId", "region", "apiId", "stage"] as const;
/** An authorizer calls its function in its own name, which has no stage. */
const SOURCE_ARN =
  /X-Amz-Source-Arn=arn:[\w-]{1,20}:execute-api:(?<region>[\w-]{1,30}):(?<accountId>\d{12}):(?<apiId>\w{1,30})\/(?:authorizers\/\w{1,40}(?![\w/])|(?<stage>[\w$-]{1,128})\/)/i;
const METHOD_ARN =
  /"(?:methodArn|routeArn)":"arn:[\w-]{1,20}:execute-api:(?<region>[\w-]{1,30}):(?<accountId>\d{12}):(?<apiId>\w{1,30})\/(?<stage>[\w$-]{1,128})\//;
/** What a caller was refused: the account mostly stands there masked. */
const REFUSED_ARN =
  /arn:[\w-]{1,20}:execute-api:(?<region>[\w-]{1,30}):(?:(?<accountId>\d{12})|[\d*]{12}):(?<apiId>\w{1,30})\/(?<stage>[\w$-]{1,128})\//;
/** People blank the API's id, and leave the stage. */
const API_STAGE = /API Stage:? (?:(?<apiId>\w{1,30})|\*{1,40})\/(?<stage>[\w$-]{1,128})/i;
/** What a test in the console has in the place of a stage; a deployment to it would create one. */
const NO_STAGES: ReadonlySet<string> = new Set(["ESTestInvoke-stage", "test-invoke-stage", "null"]);
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
  const { records, fields, byKind } = reading;
  const { accountId, apiId, stage, domainName } = fields;
  const place = new FirstTold(PARTS);
  place.hearOrigins(records);
  place.hear({ accountId, apiId, stage });
  if (domainName !== undefined) place.hear(DOMAIN.exec(domainName)?.groups);
  place.hearEntries(byKind, HINTS);
  place.hearRefusals(reading.statements, REFUSED_ARN);
  place.hear(placeOfFunction(reading));
  return withRealStage(place.told);
}

function withRealStage({ stage, ...place }: ApiPlace): ApiPlace {
  return stage === undefined || NO_STAGES.has(stage) ? place : { ...place, stage };
}

/** A function stands in its API's region, and nearly always in its account. */
function placeOfFunction({ target, authorizer }: Reading): Told {
  const called = target ?? authorizer.target;
  if (called?.kind !== "function") return {};
  return { region: called.region, accountId: called.accountId };
}
