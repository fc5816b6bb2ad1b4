import { expect, test } from "vitest";
import { classify } from "../../shared/classify/classify.ts";
import type { Target } from "../../shared/domain/verdict.ts";
import { invocationOf, misconfigured, traceOf } from "./trace-of.ts";

function targetOf(...lines: readonly string[]): Target | undefined {
  return classify(traceOf(lines)).facts.target;
}

const FUNCTION = {
  kind: "function",
  name: "orders",
  region: "eu-west-1",
  accountId: "123456789012",
};
const LAMBDA = "https://lambda.eu-west-1.amazonaws.com";

test.each([
  ["a function", invocationOf("orders"), FUNCTION],
  ["an alias", invocationOf("orders:live"), { ...FUNCTION, qualifier: "live" }],
  ["a version", invocationOf("orders:$LATEST"), { ...FUNCTION, qualifier: "$LATEST" }],
  ["an empty qualifier", invocationOf("orders:"), FUNCTION],
  [
    "a streamed function",
    `${LAMBDA}/2021-11-15/functions/arn:aws:lambda:eu-west-1:123456789012:function:orders/response-streaming-invocations`,
    FUNCTION,
  ],
  [
    "an ARN without its account",
    `${LAMBDA}/2015-03-31/functions/arn:aws:lambda:eu-west-1:function:orders/invocations`,
    { kind: "function", name: "orders", region: "eu-west-1" },
  ],
  [
    "an ARN whose account was blanked",
    `${LAMBDA}/2015-03-31/functions/arn:aws:lambda:eu-west-1:<account id>:function:orders/invocations`,
    { kind: "function", name: "orders", region: "eu-west-1" },
  ],
  [
    "an ARN of which only the name was left",
    `${LAMBDA}/2015-03-31/functions/arn:aws:lambda:<REGION>:<ACCOUNT>:function:orders/invocations`,
    { kind: "function", name: "orders" },
  ],
  [
    "a URL that a mail broke",
    `\n${LAMBDA}/2015-03-31/functions/arn:aws:lambda:eu-west-1:1234567\n89012:function:ord\ners/in vocations`,
    FUNCTION,
  ],
  [
    "a name alone",
    `${LAMBDA}/2015-03-31/functions/orders/invocations`,
    { kind: "function", name: "orders" },
  ],
])("%s", (_, url, target) => {
  expect(targetOf(`Endpoint request URI: ${url}`)).toEqual(target);
  expect(targetOf(`Sending request to ${url}`)).toEqual(target);
});

test.each([
  ["https://sqs.eu-west-1.amazonaws.com/123456789012/q", "sqs", "eu-west-1"],
  ["https://dynamodb.us-gov-west-1.amazonaws.com/?Action=GetItem", "dynamodb", "us-gov-west-1"],
  ["https://states.cn-north-1.amazonaws.com.cn/", "states", "cn-north-1"],
  [
    "https://states.eu-west-1.amazonaws.com/?Action=StartExecution:path/functions/arn:aws:lambda:eu-west-1:123456789012:function:orders/invocations",
    "states",
    "eu-west-1",
  ],
  ["https://bucket.s3.eu-west-1.amazonaws.com/key", "s3", "eu-west-1"],
  ["https://s3-eu-west-1.amazonaws.com/bucket/key", "s3", "eu-west-1"],
  ["https://runtime.sagemaker.eu-west-1.amazonaws.com/", "sagemaker", "eu-west-1"],
  ["https://bucket.s3.amazonaws.com/key", "s3", undefined],
  ["https://iam.amazonaws.com/", "iam", undefined],
  ["https://sns.region.amazonaws.com//", "sns", "region"],
])("%s is the AWS service %s", (url, service, region) => {
  const wanted = { kind: "aws_service", service, url, ...(region === undefined ? {} : { region }) };
  expect(targetOf(`Sending request to ${url}`)).toEqual(wanted);
});

test.each([
  ["https://Backend.example.com:8443/orders?a=b", "backend.example.com"],
  ["http://192.0.2.7/orders", "192.0.2.7"],
  [
    "https://a1b2.execute-api.eu-west-1.amazonaws.com/prod",
    "a1b2.execute-api.eu-west-1.amazonaws.com",
  ],
  ["https://x-1.elb.eu-west-1.amazonaws.com/", "x-1.elb.eu-west-1.amazonaws.com"],
  [
    "https://ec2-192-0-2-7.eu-west-1.compute.amazonaws.com/",
    "ec2-192-0-2-7.eu-west-1.compute.amazonaws.com",
  ],
  ["https://ec2-192-0-2-7.compute-1.amazonaws.com/", "ec2-192-0-2-7.compute-1.amazonaws.com"],
  ["https://vpce-1.sqs.eu-west-1.vpce.amazonaws.com/", "vpce-1.sqs.eu-west-1.vpce.amazonaws.com"],
  ["https://db.rds.amazonaws.com/", "db.rds.amazonaws.com"],
  ["https://amazonaws.com.example.com/", "amazonaws.com.example.com"],
])("%s is the host %s", (url, host) => {
  expect(targetOf(`Sending request to ${url}`)).toEqual({ kind: "host", host, url });
});

test.each(["***", "https://", "ftp://example.com/x"])("'%s' is no target", (url) => {
  expect(targetOf(`Sending request to ${url}`)).toBeUndefined();
});

test("the first endpoint that can be read is taken, and cut to 2,048 characters", () => {
  const url = `https://backend.example.com/${"x".repeat(3000)}`;
  expect(targetOf("Endpoint request URI: ***", `Sending request to ${url}`)).toEqual({
    kind: "host",
    host: "backend.example.com",
    url: url.slice(0, 2048),
  });
});

test("a message that names a function tells the target where no endpoint does", () => {
  const missing = misconfigured(
    "Function not found: arn:aws:lambda:eu-west-1:123456789012:function:orders",
  );
  expect(targetOf(missing)).toEqual(FUNCTION);
  expect(
    targetOf(misconfigured("See arn:aws:lambda:eu-west-1:123456789012:layer:x")),
  ).toBeUndefined();
});

const START = "Starting authorizer: a1b2c3 for request: 1";
const GATE = `Sending request to ${invocationOf("gate")}`;
const DONE = "Successfully completed authorizer execution";

test.each<[string, readonly string[], unknown]>([
  [
    "the authorizer, when nothing else was called",
    [START, GATE, DONE],
    { kind: "authorizer", id: "a1b2c3", function: "gate" },
  ],
  [
    "the integration, when it was called",
    [START, GATE, DONE, `Sending request to ${invocationOf("orders")}`],
    FUNCTION,
  ],
  [
    "the integration at ERROR level, without its INFO lines",
    [
      GATE,
      "Authorizer result body before parsing: {}",
      "Method request headers: {}",
      `Endpoint request URI: ${invocationOf("orders")}`,
    ],
    FUNCTION,
  ],
  [
    "the integration after a body",
    [
      "Authorizer result body before parsing: {}",
      "Method request body before transformations: {}",
      `Endpoint request URI: ${invocationOf("orders")}`,
    ],
    FUNCTION,
  ],
  [
    "the integration after a usage plan",
    [
      START,
      "Verifying Usage Plan for request: 1. ",
      `Endpoint request URI: ${invocationOf("orders")}`,
    ],
    FUNCTION,
  ],
  [
    "the integration after the start",
    [START, "Starting execution for request: 1", `Endpoint request URI: ${invocationOf("orders")}`],
    FUNCTION,
  ],
  [
    "the integration after the method",
    [
      START,
      "HTTP Method: GET, Resource Path: /",
      `Endpoint request URI: ${invocationOf("orders")}`,
    ],
    FUNCTION,
  ],
  [
    "the authorizer, when the log begins in its call",
    [GATE, "Authorizer result body before parsing: {}"],
    { kind: "authorizer", function: "gate" },
  ],
  [
    "the authorizer by its policy",
    ["Using valid authorizer policy for principal: x"],
    { kind: "authorizer" },
  ],
  [
    "an authorizer behind a host",
    ["Sending request to https://idp.example.com/", misconfigured("Authorizer error")],
    { kind: "authorizer" },
  ],
  [
    "an authorizer told by its error line",
    [GATE, misconfigured("Authorizer error")],
    { kind: "authorizer", function: "gate" },
  ],
])("the target is %s", (_, lines, target) => {
  expect(targetOf(...lines)).toEqual(target);
});
