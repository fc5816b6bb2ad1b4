import { describe, expect, test } from "vitest";
import { toEpochMs } from "../../../shared/domain/time.ts";
import type { RequestFacts, Target } from "../../../shared/domain/verdict.ts";
import { linksOf } from "../../../shared/report/notice/links.ts";
import { aBlindNotice, aDigest, aFault, anIncidentNotice } from "../../build/notices.ts";
import { aJudgement, NOON, someFacts } from "../../build/report.ts";

const CONSOLE = "https://eu-west-1.console.aws.amazon.com";
const GROUP = "API-Gateway-Execution-Logs_a1b2c3d4e5/prod";

/** Facts of which a test takes some away. */
type Maybe = { readonly [K in keyof RequestFacts]?: RequestFacts[K] | undefined };

function linksFor(facts: Maybe, fault = aFault()) {
  const sample = aJudgement({
    facts: {
      ...someFacts({ requestId: "req-1" }),
      logGroup: GROUP,
      logStream: "s1",
      ...facts,
    } as RequestFacts,
  });
  return linksOf(anIncidentNotice({ fault, sample }));
}

describe("the log lines of a request", () => {
  test("are searched by its id, in its stream, five minutes either side", () => {
    expect(linksFor({}).logLines).toBe(
      `${CONSOLE}/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/` +
        "API-Gateway-Execution-Logs_a1b2c3d4e5$252Fprod/log-events/s1" +
        `$3FfilterPattern$3D$2522req-1$2522$26start$3D${NOON - 300_000}$26end$3D${NOON + 300_000}`,
    );
  });

  test.each([
    {
      name: "in all streams when the log names none",
      facts: { logStream: undefined },
      end: `/log-events$3FfilterPattern$3D$2522req-1$2522$26start$3D${NOON - 300_000}$26end$3D${NOON + 300_000}`,
    },
    {
      name: "at any time when the log has none",
      facts: { time: undefined },
      end: "/log-events/s1$3FfilterPattern$3D$2522req-1$2522",
    },
    {
      name: "at any time when no date can hold it",
      facts: { time: toEpochMs(8.64e15) },
      end: "/log-events/s1$3FfilterPattern$3D$2522req-1$2522",
    },
    {
      name: "at any time when it is before all logs",
      facts: { time: toEpochMs(5) },
      end: "/log-events/s1$3FfilterPattern$3D$2522req-1$2522",
    },
    {
      name: "as the whole group for an id that cannot be searched",
      facts: { requestId: 'a"b' },
      end: "",
    },
    { name: "as the whole group without an id", facts: { requestId: undefined }, end: "" },
  ])("are found $name", ({ facts, end }) => {
    const { logLines } = linksFor(facts);
    expect(logLines).toBe(
      `${CONSOLE}/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/API-Gateway-Execution-Logs_a1b2c3d4e5$252Fprod${end}`,
    );
  });

  test("hold nothing of a group's name that ends an address", () => {
    const { logLines = "" } = linksFor({
      logGroup: "/aws/apigateway/a1/$default|<>'() \"\ud800*",
      requestId: undefined,
    });
    expect(logLines.split("log-group/")[1]).toBe(
      "$252Faws$252Fapigateway$252Fa1$252F$2524default$257C$253C$253E$2527$2528$2529$2520$2522$252A",
    );
  });

  test.each([{ logGroup: undefined }, { logGroup: "" }])("need a log group", (facts) => {
    expect(linksFor(facts)).not.toHaveProperty("logLines");
  });
});

test.each([
  { region: "eu-west-1", host: "eu-west-1.console.aws.amazon.com" },
  { region: "cn-north-1", host: "cn-north-1.console.amazonaws.cn" },
  { region: "us-gov-west-1", host: "us-gov-west-1.console.amazonaws-us-gov.com" },
  { region: "eusc-de-east-1", host: "eusc-de-east-1.console.amazonaws-eusc.eu" },
  { region: "ap-southeast-3", host: "ap-southeast-3.console.aws.amazon.com" },
])("the console of $region is at $host", ({ region, host }) => {
  const { stage } = linksFor({}, aFault({ region }));
  expect(stage).toBe(
    `https://${host}/apigateway/main/apis/a1b2c3d4e5/stages?api=a1b2c3d4e5&region=${region}`,
  );
});

test("the region of the request stands in for one that the fault does not have", () => {
  const { region: _, ...fault } = aFault();
  expect(linksFor({ region: "eu-west-2" }, fault).stage).toContain("region=eu-west-2");
});

test.each([
  { name: "an unknown region", fault: {} },
  { name: "a text that is no region", fault: { region: "evil.example.com/" } },
])("without a console, for $name, only the command is left", ({ fault }) => {
  const { region: _, ...nowhere } = aFault();
  expect(
    linksFor({ xrayTraceId: "1-5e645f3e-1dfad076a177c5ccc5de12f5" }, { ...nowhere, ...fault }),
  ).toEqual({
    command: "apigw-triage incidents show v1:0123456789abcdef-1",
  });
});

test.each([
  { apiType: "REST", page: "apis/a1b2c3d4e5/stages" },
  { apiType: "HTTP", page: "develop/routes" },
  { apiType: "WEBSOCKET", page: "develop/routes" },
] as const)("a $apiType API has the page $page", ({ apiType, page }) => {
  expect(linksFor({}, aFault({ apiType })).stage).toBe(
    `${CONSOLE}/apigateway/main/${page}?api=a1b2c3d4e5&region=eu-west-1`,
  );
});

test("a text that is no API id gets no link", () => {
  expect(linksFor({}, aFault({ apiId: "../evil" }))).not.toHaveProperty("stage");
});

test.each([
  { name: "as the log has it", id: "Root=1-5e645f3e-1dfad076a177c5ccc5de12f5;Sampled=1" },
  { name: "alone", id: "1-5e645f3e-1dfad076a177c5ccc5de12f5" },
])("an X-Ray trace id $name leads to the trace", ({ id }) => {
  expect(linksFor({ xrayTraceId: id }).trace).toBe(
    `${CONSOLE}/cloudwatch/home?region=eu-west-1#xray:traces/1-5e645f3e-1dfad076a177c5ccc5de12f5`,
  );
});

test.each(["", "1-5e645f3e-1dfad076a177c5ccc5de12f5x", "nonsense"])(
  "%j leads to no trace",
  (xrayTraceId) => {
    expect(linksFor({ xrayTraceId })).not.toHaveProperty("trace");
  },
);

const FUNCTIONS = "lambda/home?region=eu-west-1#/functions";
test.each([
  { name: "a function", target: { kind: "function", name: "orders" }, link: `${FUNCTIONS}/orders` },
  {
    name: "an alias",
    target: { kind: "function", name: "orders", qualifier: "live" },
    link: `${FUNCTIONS}/orders/aliases/live`,
  },
  {
    name: "a version",
    target: { kind: "function", name: "orders", qualifier: "12" },
    link: `${FUNCTIONS}/orders/versions/12`,
  },
  {
    name: "an odd qualifier, without it",
    target: { kind: "function", name: "orders", qualifier: "{stageVariables.x}" },
    link: `${FUNCTIONS}/orders`,
  },
  {
    name: "an authorizer's function",
    target: { kind: "authorizer", function: "check-token" },
    link: `${FUNCTIONS}/check-token`,
  },
] as const)("$name has a link", ({ target, link }) => {
  expect(linksFor({ target }).function).toBe(`${CONSOLE}/${link}`);
});

test("a function is where its own region is", () => {
  const target: Target = { kind: "function", name: "orders", region: "us-east-1" };
  expect(linksFor({ target }).function).toBe(
    "https://us-east-1.console.aws.amazon.com/lambda/home?region=us-east-1#/functions/orders",
  );
});

test.each([
  {
    name: "a host",
    target: { kind: "host", host: "api.example.com", url: "https://api.example.com" },
  },
  { name: "an authorizer without a function", target: { kind: "authorizer", id: "a1" } },
  { name: "a name that is none", target: { kind: "function", name: "x#/../y" } },
] as const)("$name has no function's link", ({ target }) => {
  expect(linksFor({ target })).not.toHaveProperty("function");
});

describe("the installation", () => {
  const home = { dashboardUrl: "https://triage.example.com", tableName: "my table" };

  test("is named in the command, and links the incident in its dashboard", () => {
    const notice = anIncidentNotice({ incidentId: "v1:0123456789abcdef-1" });
    expect(linksOf(notice, home)).toMatchObject({
      incident: "https://triage.example.com/incidents/v1%3A0123456789abcdef-1",
      command: "apigw-triage incidents show v1:0123456789abcdef-1 --table 'my table'",
    });
  });

  test("lists all incidents for a digest", () => {
    expect(linksOf(aDigest(), home)).toEqual({
      incident: "https://triage.example.com",
      command: "apigw-triage incidents list --table 'my table'",
    });
  });

  test("shows the log group and the API of a blind stage", () => {
    expect(linksOf(aBlindNotice())).toEqual({
      logGroup: `${CONSOLE}/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/API-Gateway-Execution-Logs_a1b2c3d4e5$252Fprod`,
      stage: `${CONSOLE}/apigateway/main/apis/a1b2c3d4e5/stages?api=a1b2c3d4e5&region=eu-west-1`,
      command: "apigw-triage incidents list",
    });
  });
});

test("a notice without a request still links its stage", () => {
  const { sample: _, ...notice } = anIncidentNotice();
  expect(linksOf(notice)).toEqual({
    stage: `${CONSOLE}/apigateway/main/apis/a1b2c3d4e5/stages?api=a1b2c3d4e5&region=eu-west-1`,
    command: "apigw-triage incidents show v1:0123456789abcdef-1",
  });
});

test("an incident's id is one word of the command, whatever it holds", () => {
  const { command } = linksOf(anIncidentNotice({ incidentId: "a'; rm -rf /\u202e\n" }));
  expect(command).toBe("apigw-triage incidents show 'a'\\''; rm -rf /'");
});
