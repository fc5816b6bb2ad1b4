import type { Notice } from "../../domain/notice.ts";
import type { ApiType, RequestFacts } from "../../domain/verdict.ts";
import { consoleOf, encoded, fragmentPart, fragmentQuery } from "./console-address.ts";
import type { IncidentNotice } from "./notice-kinds.ts";
import { shellWord } from "./shell-word.ts";

/** Addresses a reader goes on with; one that the log does not name enough for is not there. */
export type Links = {
  /** The log lines of the failing request, in the console. */
  readonly logLines?: string;
  /** The log group, when the notice is about no request. */
  readonly logGroup?: string;
  readonly trace?: string;
  readonly stage?: string;
  readonly function?: string;
  /** The incident, or all of them, in the dashboard. */
  readonly incident?: string;
  /** The command that shows the same. */
  readonly command: string;
};

/** What of an installation its links need. */
export type Home = {
  /** Where incidents are shown, without a slash at the end. */
  readonly dashboardUrl?: string;
  readonly tableName?: string;
};

const API_ID = /^[A-Za-z0-9]{1,64}$/;
const FUNCTION_NAME = /^[\w-]{1,140}$/;
const QUALIFIER = /^[\w-]{1,128}$/;
const VERSION = /^\d{1,20}$/;
const REQUEST_ID = /^[\w.:=+/@-]{1,128}$/;
const TRACE_ID = /^(?:Root=)?(1-[0-9a-f]{8}-[0-9a-f]{24})(?:;|$)/i;
/** No real one is longer: a log group's name has at most 512 characters. */
const LONGEST = 4096;
/** Either side of the request: a function may run for minutes before the line that tells. */
const MARGIN_MS = 300_000;
const LATEST_MS = 8.64e15 - MARGIN_MS;

/** The links of a notice. Nothing of a log gets into one but what has the form of a name. */
export function linksOf(notice: Notice, home: Home = {}): Links {
  switch (notice.kind) {
    case "digest":
      return historyLinks(home);
    case "blind": {
      const { apiId, region } = notice.scope;
      const at = consoleOf(region);
      return given({
        logGroup: logGroupLink(at, region, notice.logGroup),
        stage: stageLink(at, region, apiId, undefined),
        ...historyLinks(home),
      });
    }
    default:
      return incidentLinks(notice, home);
  }
}

function incidentLinks(notice: IncidentNotice, home: Home): Links {
  const { fault, sample, incidentId } = notice;
  const facts = sample?.facts ?? {};
  const region = fault.region ?? facts.region;
  const at = consoleOf(region);
  const path = `incidents/${encoded(incidentId)}`;
  return given({
    logLines: logLinesLink(at, region, facts),
    trace: traceLink(at, region, facts.xrayTraceId),
    stage: stageLink(at, region, fault.apiId, fault.apiType),
    function: functionLink(facts, region),
    incident: home.dashboardUrl === undefined ? undefined : `${home.dashboardUrl}/${path}`,
    command: `apigw-triage incidents show ${shellWord(incidentId)}${tableOption(home)}`,
  });
}

function historyLinks(home: Home): Links {
  return given({
    incident: home.dashboardUrl,
    command: `apigw-triage incidents list${tableOption(home)}`,
  });
}

function tableOption({ tableName }: Home): string {
  return tableName === undefined ? "" : ` --table ${shellWord(tableName)}`;
}

function logLinesLink(
  at: string | undefined,
  region: string | undefined,
  { logGroup, logStream, requestId, time }: RequestFacts,
): string | undefined {
  const group = logGroupLink(at, region, logGroup);
  if (group === undefined || requestId === undefined || !REQUEST_ID.test(requestId)) return group;
  const stream = logStream === undefined ? "" : `/${fragmentPart(logStream)}`;
  const hasTime = time !== undefined && time >= MARGIN_MS && time <= LATEST_MS;
  const query = fragmentQuery({
    filterPattern: `"${requestId}"`,
    ...(hasTime && { start: String(time - MARGIN_MS), end: String(time + MARGIN_MS) }),
  });
  return `${group}/log-events${stream}${query}`;
}

function logGroupLink(
  at: string | undefined,
  region: string | undefined,
  logGroup: string | undefined,
): string | undefined {
  if (at === undefined || logGroup === undefined || logGroup === "") return undefined;
  return `${at}/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${fragmentPart(logGroup)}`;
}

function traceLink(
  at: string | undefined,
  region: string | undefined,
  trace = "",
): string | undefined {
  const id = TRACE_ID.exec(trace)?.[1];
  if (at === undefined || id === undefined) return undefined;
  return `${at}/cloudwatch/home?region=${region}#xray:traces/${id}`;
}

function stageLink(
  at: string | undefined,
  region: string | undefined,
  apiId = "",
  apiType: ApiType | undefined,
): string | undefined {
  if (at === undefined || !API_ID.test(apiId)) return undefined;
  const isOfVersion2 = apiType === "HTTP" || apiType === "WEBSOCKET";
  const page = isOfVersion2 ? "develop/routes" : `apis/${apiId}/stages`;
  return `${at}/apigateway/main/${page}?api=${apiId}&region=${region}`;
}

function functionLink({ target }: RequestFacts, home: string | undefined): string | undefined {
  const called = calledFunction(target);
  const region = called.region ?? home;
  const at = consoleOf(region);
  if (at === undefined || !FUNCTION_NAME.test(called.name)) return undefined;
  const page = `${at}/lambda/home?region=${region}#/functions/${called.name}`;
  const { qualifier = "" } = called;
  if (!QUALIFIER.test(qualifier)) return page;
  return `${page}/${VERSION.test(qualifier) ? "versions" : "aliases"}/${qualifier}`;
}

function calledFunction(target: RequestFacts["target"]): {
  readonly name: string;
  readonly qualifier?: string;
  readonly region?: string;
} {
  if (target?.kind === "function") return target;
  return { name: (target?.kind === "authorizer" ? target.function : undefined) ?? "" };
}

type Maybe = { readonly [K in keyof Links]?: Links[K] | undefined } & { readonly command: string };

function given(links: Maybe): Links {
  const there = Object.entries(links).filter(
    ([, link]) => link !== undefined && link.length <= LONGEST,
  );
  return Object.fromEntries(there) as Links;
}
