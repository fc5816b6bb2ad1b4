import * as v from "valibot";
import { INCIDENT_NOTICES, SEVERITIES } from "../../domain/notice.ts";
import { NOTICE_SCHEMA } from "./telling.ts";

const orNull = (description: string) => v.pipe(v.nullable(v.string()), v.description(description));
const text = (description: string) => v.pipe(v.string(), v.description(description));
const time = (description: string) =>
  v.pipe(v.string(), v.description(`${description} ISO 8601, UTC.`));
const count = (description: string) =>
  v.pipe(v.number(), v.integer(), v.minValue(0), v.description(description));
const PLACE = {
  accountId: orNull("Account of the API."),
  region: orNull("Region of the API."),
  apiId: orNull("Id of the API."),
  stage: orNull("Name of the stage."),
};

const fault = v.object({
  fingerprint: text("Versioned name of the fault: the same defect in the same place."),
  cause: text("One of the causes of docs/taxonomy.md, or `unclassified`."),
  reason: text("One of the reasons of that cause, or `none`."),
  ...PLACE,
  apiType: orNull("REST, HTTP or WEBSOCKET."),
  target: orNull("What the gateway calls: a function, host, VPC link, service or authorizer."),
  route: orNull("Method and route that failed first."),
});

const finding = v.object({
  level: v.pipe(
    v.picklist(["error", "warning"]),
    v.description("`error`: the gateway refuses it; `warning`: legal and surely unintended."),
  ),
  path: text("JSON path of the field: `$.body`."),
  found: text("What is there."),
  wanted: text("What should be there."),
  fix: text("The change that mends it."),
});

const payload = v.object({
  text: text("What was answered, redacted; its first characters when it is long."),
  shape: text("What it is: `json_object`, `html`, `text`, ..."),
  note: orNull("What it is in words, when it is no JSON."),
  cut: v.pipe(v.boolean(), v.description("Whether the log stopped before the payload did.")),
  omitted: count("Characters that were left out of `text` to keep the message small."),
  excerpt: text("The part around the first finding, as it is shown to people."),
  marks: v.pipe(
    v.array(v.object({ from: count("First character."), to: count("The one after the last.") })),
    v.description("Where in `excerpt` the fields of findings stand, ascending."),
  ),
  before: count("Characters of the payload before `excerpt`."),
  after: count("Characters of the payload after `excerpt`."),
});

const step = v.object({
  text: text("What to do."),
  command: orNull("Shell command that does it, with AWS CLI v2."),
});

const remedy = v.object({
  meaning: text("What the cause means, in one sentence."),
  fix: v.pipe(v.array(step), v.description("How to mend it, in order.")),
  confirm: v.pipe(v.array(step), v.description("How to make sure of the cause, in order.")),
  caution: text("What the fix may cost or break."),
  page: text("The AWS page."),
});

const request = v.object({
  requestId: orNull("Id of the failing request that is shown."),
  time: v.nullable(time("When it was received.")),
  method: orNull("HTTP method."),
  route: orNull("Its route."),
  status: v.pipe(v.nullable(v.number()), v.description("What the client got.")),
  latencyMs: v.pipe(
    v.nullable(v.number()),
    v.description("Of the integration, else of the answer."),
  ),
  logGroup: orNull("Log group that holds it."),
  logStream: orNull("Log stream that holds it."),
  xrayTraceId: orNull("X-Ray trace."),
  template: orNull("The masked message of an unclassified failure."),
  also: v.pipe(
    v.array(v.object({ cause: text("Cause."), reason: text("Reason.") })),
    v.description("Second defects of the same request."),
  ),
  findings: v.pipe(v.array(finding), v.description("What is wrong with the payload.")),
  payload: v.nullable(payload),
  evidence: v.pipe(
    v.array(v.object({ time: v.nullable(time("Of the entry.")), text: text("The log entry.") })),
    v.description(
      "The log entries the cause was read from; empty when there was no room for them.",
    ),
  ),
  grade: v.object({
    id: text("A data trace, B INFO without payload, C ERROR level only, D access log only."),
    meaning: text("The same in words."),
    raisedBy: orNull("The setting that would show more."),
  }),
});

const links = v.object({
  logLines: orNull("Log lines of the request, in the console."),
  logGroup: orNull("Log group, in the console."),
  trace: orNull("X-Ray trace, in the console."),
  stage: orNull("API, in the console."),
  function: orNull("Function, in the console."),
  incident: orNull("Incident in the dashboard, if one is set up."),
  command: text("Command that shows the incident."),
});

const HEAD = {
  schema: v.pipe(v.literal(NOTICE_SCHEMA), v.description("Name and version of this form.")),
  noticeId: text("The same notice sent twice has the same: drop the second."),
  severity: v.pipe(v.picklist(SEVERITIES), v.description("How urgent it is.")),
  time: time("When it was decided."),
  because: text("Why now."),
  summary: text("The notice in one line, for people."),
  links,
};

const incidentDocument = v.object({
  ...HEAD,
  kind: v.pipe(v.picklist(INCIDENT_NOTICES), v.description("What happened to the incident.")),
  incident: v.object({
    id: text("Fingerprint of the fault, a hyphen, and the number of the episode."),
    predecessor: orNull("The resolved incident that this one continues."),
    firstSeen: time("First failure."),
    lastSeen: time("Last failure so far."),
    count: count("Failing requests so far."),
  }),
  fault,
  traffic: v.nullable(
    v.pipe(
      v.object({
        from: time("Start."),
        to: time("End."),
        failures: count("Requests that failed this way in that time."),
        requests: v.pipe(
          v.nullable(v.number()),
          v.description("All requests of the stage, if its log shows them."),
        ),
      }),
      v.description("How much of the traffic fails, if known."),
    ),
  ),
  request: v.nullable(request),
  remedy: v.nullable(remedy),
});

const digestDocument = v.object({
  ...HEAD,
  kind: v.literal("digest"),
  entries: v.pipe(
    v.array(
      v.object({
        incidentId: text("Id of the incident."),
        kind: v.picklist(INCIDENT_NOTICES),
        count: count("Failing requests so far."),
        fault,
      }),
    ),
    v.description("Incidents that would each have had a notice, worst first."),
  ),
  more: count("How many more there are."),
});

const blindDocument = v.object({
  ...HEAD,
  kind: v.literal("blind"),
  logGroup: text("The log group that is not seen, or seen again."),
  scope: v.object(PLACE),
  state: v.pipe(
    v.picklist(["silent", "undelivered", "sees_again"]),
    v.description(
      "`silent`: requests are served and not logged; `undelivered`: log events do not arrive; `sees_again`: over.",
    ),
  ),
  since: time("Since when."),
  remedy: v.nullable(remedy),
});

/** The parts that the JSON Schema names. */
export const NOTICE_PARTS = { fault, links, remedy, request };

/** What the machines topic carries. Fields may be added within v1, never renamed or removed. */
export const noticeDocument = v.variant("kind", [incidentDocument, digestDocument, blindDocument]);

export type IncidentDocument = v.InferOutput<typeof incidentDocument>;
export type DigestDocument = v.InferOutput<typeof digestDocument>;
export type BlindDocument = v.InferOutput<typeof blindDocument>;
export type NoticeDocument = v.InferOutput<typeof noticeDocument>;
export type RemedyDocument = v.InferOutput<typeof remedy>;
