import type { Grade, Judgement, Payload } from "../../domain/verdict.ts";

/** What the lines of a verdict call by name, beyond the facts of every request. */
export type Said = {
  readonly grade?: Grade;
  /** Name of the role an integration or authorizer goes by. */
  readonly role?: string;
  /** ARN of the caller that IAM refused. */
  readonly caller?: string;
  /** What IAM refused to do, and on what. */
  readonly action?: string;
  readonly resource?: string;
  /** The kind of policy that denies it outright, `policy` where the refusal does not say. */
  readonly deniedBy?: string;
  readonly webAclArn?: string;
  readonly vpcLinkId?: string;
  /** The status no mapping takes, or the one that a mapping gives without its being declared. */
  readonly mappedStatus?: string;
  /** The limit that was met was an API key's. */
  readonly keyThrottle?: string;
  /** The limit for which Lambda refused a call, as its API calls it (`TooManyRequestsException.Reason`). */
  readonly lambdaLimit?: string;
  /** Whose body is bytes, as far as the gateway is concerned: `request` or `response`. */
  readonly binaryBody?: string;
  /** Name of a header that a mapping sets and may not. */
  readonly header?: string;
  /** A host whose name could not be resolved. */
  readonly host?: string;
  /** The words that introduce a function's own error. */
  readonly functionError?: string;
  /** The line that shows what an authorizer's function answered. */
  readonly authorizerAnswer?: string;
};

const ROLE = /\barn:aws[a-z-]{0,12}:iam::\d{12}:role\/([\w+=,.@/-]{1,512})/;
const ASSUMED_ROLE = /:assumed-role\/([\w+=,.@-]{1,64})\//;
const CALLER = /\bUser: (arn:aws[a-z-]{0,12}:(?:iam|sts)::\d{12}:[\w+=,.@/-]{1,512})/;
const REFUSED =
  /is not authorized to perform: ([a-z0-9-]{1,63}:[A-Za-z*]{1,128}) on resource: (arn:[^\s"'\\<]{1,1024})/;
const DENIED = /with an explicit deny(?: in an? ((?:[\w-]{1,20} ){1,4}?(?:policy|boundary)))?/;
const WEB_ACL =
  /\barn:aws[a-z-]{0,12}:wafv2:[a-z0-9-]{1,30}:[^:\s"]{0,30}:(?:regional|global)\/webacl\/[\w-]{1,128}\/[\w-]{1,64}/;
const VPC_LINK = /\bVpcLink ([a-z0-9]{1,32}) /;
const MAPPED_STATUS = /(?:Endpoint Response Status Code|invalid method response): ([1-5]\d\d)\b/;
const KEY_THROTTLE = /\bkey throttle limit exceeded/i;
const LAMBDA_LIMIT =
  /\b(?:(?:ReservedFunction)?ConcurrentInvocation|(?:Reserved)?FunctionInvocationRate)LimitExceeded\b/;
const BINARY_BODY = /(request|response) body before transformations:\s{0,4}\[Binary Data\]/;
const HEADER = /configuration error: ([\w-]{1,80}) header already present/i;
const FUNCTION_ERROR = /customer function error|returned the following error/i;
const ANSWERED = /authorizer result body before parsing/i;
const UNRESOLVED =
  /(?:UnknownHostException:|unknown host:?|resolve host:?) ([a-z0-9][a-z0-9.-]{0,252})/i;

/** The names in what a verdict and its payload rest on. As far as that is masked, so is what is named. */
export function saidIn({ evidence, records, grade }: Judgement, payload?: Payload): Said {
  const text = [...evidence.map((at) => records[at]?.text), payload?.text].join("\n");
  const [, action, resource] = REFUSED.exec(text) ?? [];
  const role = ROLE.exec(text)?.[1] ?? ASSUMED_ROLE.exec(text)?.[1];
  const denied = DENIED.exec(text);
  const named = {
    role: role?.split("/").at(-1),
    caller: CALLER.exec(text)?.[1],
    action,
    resource,
    deniedBy: denied === null ? undefined : (denied[1] ?? "policy"),
    webAclArn: WEB_ACL.exec(text)?.[0],
    vpcLinkId: VPC_LINK.exec(text)?.[1],
    mappedStatus: MAPPED_STATUS.exec(text)?.[1],
    keyThrottle: KEY_THROTTLE.exec(text)?.[0],
    lambdaLimit: LAMBDA_LIMIT.exec(text)?.[0],
    binaryBody: BINARY_BODY.exec(text)?.[1],
    header: HEADER.exec(text)?.[1],
    host: UNRESOLVED.exec(text)?.[1],
    functionError: FUNCTION_ERROR.exec(text)?.[0],
    authorizerAnswer: records.find(({ text: line }) => ANSWERED.test(line))?.text,
  };
  const known = Object.entries(named).filter(([, value]) => value !== undefined && value !== "");
  return { grade, ...Object.fromEntries(known) };
}
