import { expect, test } from "vitest";
import { lintProxyResponse } from "../../../shared/classify/lint/proxy-response.ts";
import { PROXY_FORMATS, type ProxyFormat } from "../../../shared/domain/lint.ts";

const OWN = 201;
const TRACE = '"Error: boom\\n    at handler (/var/task/index.js:3:9)"';
const NULS = "\0".repeat(8);

/** One row: what each kind of API makes of an answer. A reason means refused, a number the status. */
type Row = {
  readonly name: string;
  readonly text: string;
  readonly rest: string | number;
  readonly http1: string | number;
  readonly http2: string | number;
};

const ROWS: readonly Row[] = [
  // Recorded on AWS.
  { name: "an empty object", text: "{}", rest: 200, http1: "missing_status_code", http2: 200 },
  row("headers alone", '{"headers":{"a":"b"}}', 200, "missing_status_code", 200),
  row("a status as text", '{"statusCode":"201"}', OWN, OWN, OWN),
  row("a status that is a word", '{"statusCode":"test"}', "invalid_status_code"),
  row("a status alone", '{"statusCode":201}', OWN, OWN, OWN),
  row("a foreign key", '{"statusCode":201,"ok":true}', "unexpected_field", OWN, OWN),
  row("cookies as a list", '{"statusCode":201,"cookies":["a=b"]}', "unexpected_field", OWN, OWN),
  row(
    "cookies as an object",
    '{"statusCode":201,"cookies":{"a":"b"}}',
    "unexpected_field",
    OWN,
    "invalid_headers",
  ),
  row("no headers", '{"statusCode":201,"headers":null}', OWN, "unknown", "unknown"),
  row("a header that is a boolean", '{"statusCode":201,"headers":{"a":true}}', OWN, OWN, OWN),
  row(
    "a multi-value header that is no list",
    '{"statusCode":201,"multiValueHeaders":{"a":"b"}}',
    "invalid_headers",
    "invalid_headers",
    OWN,
  ),
  row(
    "both header maps",
    '{"statusCode":201,"headers":{"a":"b"},"multiValueHeaders":{"a":["c"]}}',
    OWN,
    OWN,
    OWN,
  ),
  row("a JSON string", '"hi"', "plain_string", "plain_string", 200),
  row("an error's message alone", '{"errorMessage":"boom"}', "function_error"),
  row("an empty text as body", '{"statusCode":201,"body":""}', OWN, OWN, OWN),
  row("a base64 body", '{"statusCode":201,"body":"aGk=","isBase64Encoded":true}', OWN, OWN, OWN),
  // Seen in real logs, or documented.
  row("a body that is an object", '{"statusCode":201,"body":{"a":1}}', "body_not_string"),
  row("a body that is a list", '{"statusCode":201,"body":[1]}', "body_not_string"),
  row("a bare result", '{"id":7,"title":"x"}', "missing_status_code", "missing_status_code", 200),
  row(
    "a misspelt answer",
    '{"StatusCode":201,"Body":"x"}',
    "missing_status_code",
    "missing_status_code",
    200,
  ),
  row(
    "a load balancer's answer",
    '{"statusCode":201,"statusDescription":"201 OK"}',
    "unexpected_field",
    OWN,
    OWN,
  ),
  row("null", "null", "null_response", "null_response", 200),
  row("nothing", "", "null_response", "null_response", "unknown"),
  row("a list", "[1,2]", "not_an_object", "not_an_object", 200),
  row("a number", "12", "not_an_object", "not_an_object", 200),
  row("a boolean", "false", "not_an_object", "not_an_object", 200),
  row(
    "an unhandled error",
    `{"errorType":"Error","errorMessage":"boom","trace":[${TRACE}]}`,
    "function_error",
  ),
  row(
    "base64 as null",
    '{"statusCode":201,"isBase64Encoded":null}',
    "unknown",
    "invalid_is_base64_encoded",
  ),
  row(
    "base64 as text",
    '{"statusCode":201,"isBase64Encoded":"true"}',
    "unknown",
    "invalid_is_base64_encoded",
  ),
  row(
    "base64 as another text",
    '{"statusCode":201,"isBase64Encoded":"no"}',
    "invalid_is_base64_encoded",
  ),
  row("base64 as a number", '{"statusCode":201,"isBase64Encoded":1}', "invalid_is_base64_encoded"),
  row("the undocumented base64 key", '{"statusCode":201,"base64Encoded":true}', OWN, OWN, OWN),
  // Other wrong types.
  row("headers that are a list", '{"statusCode":201,"headers":["a"]}', "invalid_headers"),
  row("headers that are text", '{"statusCode":201,"headers":"a: b"}', "invalid_headers"),
  row("a header that is a list", '{"statusCode":201,"headers":{"a":["b"]}}', "invalid_headers"),
  row("a header that is an object", '{"statusCode":201,"headers":{"a":{}}}', "invalid_headers"),
  row("a header that is a number", '{"statusCode":201,"headers":{"a":1}}', "unknown"),
  row(
    "a list in a multi-value header",
    '{"statusCode":201,"multiValueHeaders":{"a":[["b"]]}}',
    "invalid_headers",
    "invalid_headers",
    OWN,
  ),
  row(
    "multi-value headers that are null",
    '{"statusCode":201,"multiValueHeaders":null}',
    OWN,
    "unknown",
    OWN,
  ),
  row("a status that is a list", '{"statusCode":[200]}', "invalid_status_code"),
  row("a status that is a boolean", '{"statusCode":true}', "invalid_status_code"),
  row("a status of zero", '{"statusCode":0}', "invalid_status_code"),
  row("a status of four digits", '{"statusCode":1000}', "invalid_status_code"),
  row("no status in words", '{"statusCode":""}', "invalid_status_code"),
  row("a fraction", '{"statusCode":200.5}', "unknown", "invalid_status_code"),
  row("a status above the last", '{"statusCode":600}', "unknown"),
  row("a number as body", '{"statusCode":201,"body":5}', "unknown"),
  row("a status in blanks", '{"statusCode":" 201 "}', OWN, OWN, OWN),
  row("the last of two statuses", '{"statusCode":500,"statusCode":201}', OWN, OWN, OWN),
  // Not JSON.
  row("prose", "Hello from Lambda", "plain_string"),
  row("a page", "<html>hi</html>", "plain_string"),
  row("a number before words", "404 page not found", "plain_string"),
  row("a word in brackets", "[ERROR] it failed", "plain_string"),
  row("a word that begins like null", "nullable", "plain_string"),
  row("a Python dict", "{'statusCode': 200}", "invalid_json"),
  row("a Python list", "['a']", "invalid_json"),
  row("a trailing comma", '{"statusCode":201,}', "invalid_json"),
  row("text behind the answer", '{"statusCode":201} ok', "invalid_json"),
  row("a raw line break", '{"statusCode":201,"body":"a\nb"}', "invalid_json"),
  row("a streamed answer", `{"statusCode":201}${NULS}hello`, OWN, "invalid_json"),
];

function row(
  name: string,
  text: string,
  rest: string | number,
  http1: string | number = rest,
  http2: string | number = http1,
): Row {
  return { name, text, rest, http1, http2 };
}

function verdictOn(text: string, format: ProxyFormat): string | number | undefined {
  const { outcome, reason, clientStatus } = lintProxyResponse(text, format);
  if (outcome === "unknown") return "unknown";
  if (outcome === "accepted") return clientStatus;
  expect(clientStatus).toBe(format.startsWith("http") ? 500 : 502);
  return reason;
}

test.each(ROWS)("$name: REST $rest, HTTP 1.0 $http1, HTTP 2.0 $http2", (expected) => {
  const { text, rest, http1, http2 } = expected;
  expect({
    rest: verdictOn(text, "rest"),
    http1: verdictOn(text, "http-1.0"),
    http2: verdictOn(text, "http-2.0"),
  }).toEqual({ rest, http1, http2 });
});

test.each(ROWS.filter(({ name }) => name !== "a streamed answer"))(
  "$name on a WebSocket API is as on a REST API",
  ({ text, rest }) => {
    expect(verdictOn(text, "websocket")).toBe(rest);
  },
);

test.each([
  {
    name: "a key of the body",
    text: '{"statusCode":200,"message":"x"}',
    status: 500,
    reason: "unexpected_field",
  },
  {
    name: "a body beside the metadata",
    text: '{"statusCode":200,"body":"x"}',
    status: 500,
    reason: "unexpected_field",
  },
  { name: "cookies", text: '{"statusCode":200,"cookies":["a=b"]}', status: 200, reason: undefined },
  {
    name: "cookies as text",
    text: '{"statusCode":200,"cookies":"a=b"}',
    status: 500,
    reason: "invalid_headers",
  },
])("streamed metadata with $name gives $status", ({ text, status, reason }) => {
  const { clientStatus, ...lint } = lintProxyResponse(`${text}${NULS}hello`, "rest");
  expect({ clientStatus, reason: lint.reason }).toEqual({ clientStatus: status, reason });
});

test("a status that is null gives no client status, and HTTP 1.0 refuses it", () => {
  const text = '{"statusCode":null}';
  const [rest, http1, http2] = (["rest", "http-1.0", "http-2.0"] as const).map((format) =>
    lintProxyResponse(text, format),
  );
  expect(rest).toMatchObject({ outcome: "unknown", cut: false });
  expect(rest).not.toHaveProperty("clientStatus");
  expect(http1).toMatchObject({ reason: "invalid_status_code", clientStatus: 500 });
  expect(http2).toMatchObject({ outcome: "unknown", cut: false });
});

test.each(PROXY_FORMATS)("on %s every shape of payload is named", (format) => {
  const shapes = ["{}", "[1]", '"<html>"', "...", ""].map(
    (text) => lintProxyResponse(text, format).shape,
  );
  expect(shapes).toEqual(["json_object", "json_array", "html", "withheld", "empty"]);
});

test("an API that cannot stream is not told to", () => {
  const [finding] = lintProxyResponse(`{"statusCode":200}${NULS}hello`, "http-2.0").findings;
  expect(finding).toMatchObject({
    level: "error",
    fix: "return a buffered answer, `{ statusCode, headers, body }`",
  });
});
