import type { ApiType, RequestFacts, Target } from "../../domain/verdict.ts";
import { named, option, orElse, partitionOf } from "./named.ts";
import type { RemedyFacts } from "./remedies.ts";
import {
  type EndpointNames,
  endpointNames,
  type FunctionNames,
  functionNames,
} from "./target-names.ts";

const ROUTE_KEY = /^(?:\$|[A-Z]{1,16} \/)/;
/** A VPC link leads to a load balancer of its own region. */
const BALANCER_REGION = /\.elb\.([a-z]{2}(?:-[a-z]{2,9}){1,2}-\d)\.amazonaws\.com/;
const LEADING_METHOD = /^[A-Z]{1,16} (?=\/)/;

/** What commands and sentences call things; a `<placeholder>` stands for what the log does not say. */
export type Names = EndpointNames &
  FunctionNames & {
    /** REST when the log does not tell. */
    readonly apiType: ApiType;
    readonly apiId: string;
    readonly stage: string;
    readonly region: string;
    readonly account: string;
    /** `aws`, `aws-cn` or `aws-us-gov`. */
    readonly partition: string;
    readonly method: string;
    /** What a client may send: `ANY` is no method of HTTP. */
    readonly verb: string;
    /** Path of the resource or route, without its method. */
    readonly route: string;
    /** A path that the route takes, as far as its name tells one. */
    readonly path: string;
    /** `GET /orders`, `$default`, `$connect`. */
    readonly routeKey: string;
    readonly authorizerId: string;
    readonly vpcLinkId: string;
    readonly requestId: string;
    readonly extendedRequestId: string;
    /** An option for commands: empty when the log does not say. */
    readonly inRegion: readonly string[];
  };

type RouteName = "method" | "verb" | "route" | "path" | "routeKey";

/** The names of what took part in a request. Nothing in them can be read as an option or a file. */
export function namesOf(facts: RemedyFacts): Names {
  const region = named(facts.region ?? regionOf(facts.target));
  return {
    apiType: facts.apiType ?? "REST",
    apiId: orElse("<api-id>", facts.apiId),
    stage: orElse("<stage>", facts.stage),
    region: region ?? "<region>",
    account: orElse("<account>", facts.accountId, accountOf(facts.target)),
    partition: partitionOf(region),
    authorizerId: orElse("<authorizer-id>", facts.authorizerId, idOf(facts.target, "authorizer")),
    vpcLinkId: orElse("<vpc-link-id>", idOf(facts.target, "vpc_link"), facts.said?.vpcLinkId),
    requestId: orElse("<request-id>", facts.requestId),
    extendedRequestId: orElse("<extended-request-id>", facts.extendedRequestId),
    inRegion: option("--region", region),
    ...routeNames(facts),
    ...functionNames(facts, region),
    ...endpointNames(facts.target, facts.said?.host),
  };
}

function routeNames(facts: RequestFacts): Pick<Names, RouteName> {
  const method = orElse("<method>", facts.method);
  const route = orElse("<route>", facts.route);
  const path = route.replace(LEADING_METHOD, "");
  const whole = facts.apiType === "WEBSOCKET" || ROUTE_KEY.test(route);
  return {
    method,
    verb: method === "ANY" ? "<method>" : method,
    route: path,
    path: path.startsWith("$") ? "/" : path,
    routeKey: whole ? route : `${method} ${route}`,
  };
}

/** A function stands in its API's region; a queue or bucket may stand in any. */
function regionOf(target: Target | undefined): string | undefined {
  if (target?.kind === "vpc_link") return BALANCER_REGION.exec(target.host)?.[1];
  return target?.kind === "function" ? target.region : undefined;
}

/** A function is nearly always in its API's account, and other logs do not name the account. */
function accountOf(target: Target | undefined): string | undefined {
  return target?.kind === "function" ? target.accountId : undefined;
}

function idOf(target: Target | undefined, kind: "authorizer" | "vpc_link"): string | undefined {
  return target?.kind === kind ? target.id : undefined;
}
