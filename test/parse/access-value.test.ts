import { describe, expect, test } from "vitest";
import { fieldsIn, ONE, read, TWO, textsIn, unreadIn } from "../build/parsed.ts";

describe("a value of an access log, copied alone,", () => {
  const IAM =
    "The IAM role configured on the integration or API Gateway doesn't have permissions to call the integration.";

  test.each([
    { text: "Lambda Customer Function Error:boom", field: "integration.error" },
    {
      text: "The Lambda function returned the following error: boom. Check your Lambda function code and try again.",
      field: "integrationErrorMessage",
    },
    { text: IAM, field: "integrationErrorMessage" },
    {
      text: "API Gateway doesn't have permissions to assume the IAM role configured on the integration.",
      field: "integrationErrorMessage",
    },
    {
      text: 'The response from the Lambda function doesn\'t match the format that API Gateway expects. Lambda body contains the wrong type for field "body"',
      field: "integrationErrorMessage",
    },
    {
      text: "The response from the Lambda Authorizer function doesn't match the format that API Gateway expects. Invalid json",
      field: "authorizer.error",
    },
    {
      text: "The IAM role configured on the authorizer or API Gateway doesn't have permissions",
      field: "authorizer.error",
    },
    {
      text: "The request for the IAM Authorizer doesn't match the format that API Gateway expects.",
      field: "authorizer.error",
    },
    {
      text: "invalid_token: OIDC discovery endpoint communication error",
      field: "authorizer.error",
    },
    { text: "invalid_token: JWKS communication error", field: "authorizer.error" },
    { text: "Endpoint request timed out", field: "error.message" },
    { text: "Network error communicating with endpoint", field: "error.message" },
    { text: "Missing Authentication Token", field: "error.message" },
    {
      text: "Invalid key=value pair (missing equal-sign) in Authorization header",
      field: "error.message",
    },
    {
      text: "The request signature we calculated does not match the signature you provided.",
      field: "error.message",
    },
    { text: "The security token included in the request is invalid.", field: "error.message" },
    {
      text: "User is not authorized to access this resource with an explicit deny",
      field: "error.message",
    },
    {
      text: "User: anonymous is not authorized to perform: execute-api:Invoke",
      field: "error.message",
    },
    { text: "Authorization header requires 'Signature' parameter.", field: "error.message" },
    { text: "Credential should be scoped to a valid region", field: "error.message" },
  ])("$text is a record", ({ text, field }) => {
    const found = read(text);
    expect(found.records).toEqual([
      {
        kind: "access",
        fields: { [field]: text },
        count: 1,
        text,
        place: { input: "input.log", line: 1 },
        origin: {},
      },
    ]);
    expect(found.forms).toEqual(["bare_text"]);
  });

  test.each([
    { line: `integrationErrorMessage: ${IAM}`, fields: { integrationErrorMessage: IAM } },
    {
      line: "error.responseType = INTEGRATION_TIMEOUT",
      fields: { "error.responseType": "INTEGRATION_TIMEOUT" },
    },
    {
      line: "$context.authorizer.error: something else",
      fields: { "authorizer.error": "something else" },
    },
  ])("may have its name before it: $line", ({ line, fields }) => {
    expect(read(line).records).toMatchObject([{ kind: "access", fields }]);
  });

  test.each(["path: /pets", "note: Endpoint request timed out here", "status = 500", "Forbidden"])(
    "but %j says too little",
    (line) => {
      expect(unreadIn(read(line))).toEqual([`not_a_log_line: ${line}`]);
    },
  );

  test("or many of them, each with its name, are a format too", () => {
    const line = `requestId: ${ONE}, ip: 192.0.2.1, caller: -, user: -, requestTime: 20/Jul/2026:12:00:00 +0000, httpMethod: GET, resourcePath: /pets/{id}, status: 502, protocol: HTTP/1.1, responseLength: 36`;
    const found = read(line);
    expect(found.forms).toEqual(["access_clf"]);
    expect(found.records).toEqual([
      {
        kind: "access",
        requestId: ONE,
        time: Date.UTC(2026, 6, 20, 12),
        zone: "+00:00",
        fields: {
          requestId: ONE,
          requestTime: "20/Jul/2026:12:00:00 +0000",
          httpMethod: "GET",
          resourcePath: "/pets/{id}",
          status: "502",
          protocol: "HTTP/1.1",
          responseLength: "36",
        },
        count: 1,
        text: line,
        place: { input: "input.log", line: 1 },
        origin: {},
      },
    ]);
    expect(read(`(${ONE}) Method completed with status: 502`, line).records).toHaveLength(2);
  });

  test.each([
    {
      what: "equals signs",
      line: "status=502 error.responseType=INTEGRATION_FAILURE",
      fields: { status: "502", "error.responseType": "INTEGRATION_FAILURE" },
    },
    {
      what: "quotes and bars",
      line: 'status: "500" | integrationErrorMessage: "a, b: c" |',
      fields: { status: "500", integrationErrorMessage: "a, b: c" },
    },
    {
      what: "a time before them",
      line: "2026-07-20T12:00:00Z status=502; integrationStatus=200;",
      fields: { status: "502", integrationStatus: "200" },
    },
    {
      what: "brackets",
      line: "{status=502, integrationError=x}",
      fields: { status: "502", "integration.error": "x" },
    },
  ])("with $what", ({ line, fields }) => {
    expect(read(line).records).toMatchObject([{ kind: "access", fields }]);
    expect(Object.keys(fieldsIn(read(line)))).toEqual(Object.keys(fields));
  });

  test("but not when the line has 70,000 characters, nor in a payload with some of them", () => {
    expect(read(`status=502 integrationError=${"x".repeat(70_000)}`).records).toEqual([]);
    expect(
      textsIn(
        read(
          `(${ONE}) Endpoint response body before transformations:`,
          "status=502 integrationError=x",
        ),
      ),
    ).toHaveLength(1);
  });

  test("has the time before it", () => {
    expect(read("2026-07-20T12:00:00Z Endpoint request timed out").records).toMatchObject([
      {
        kind: "access",
        time: Date.UTC(2026, 6, 20, 12),
        zone: "Z",
        fields: { "error.message": "Endpoint request timed out" },
      },
    ]);
  });

  test("is a payload inside an entry", () => {
    expect(
      textsIn(
        read(`(${ONE}) Method response body after transformations:`, "Endpoint request timed out"),
      ),
    ).toEqual(["Method response body after transformations:\nEndpoint request timed out"]);
  });
});

describe("a value in quotation marks", () => {
  test.each([
    '| "Missing Authentication Token" | The method does not exist |',
    "- `Endpoint request timed out` is the gateway's own message",
    '"Endpoint request timed out", once an hour',
  ])("is only spoken of where the line goes on behind them: %s", (line) => {
    expect(read(line).records).toEqual([]);
  });

  test.each([
    { line: '> "Endpoint request timed out"', field: "error.message" },
    { line: "- `Endpoint request timed out`.", field: "error.message" },
    {
      line: '"The response from the Lambda function doesn\'t match. Lambda body contains the wrong type for field "body""',
      field: "integrationErrorMessage",
    },
  ])("is one where it does not: $line", ({ line, field }) => {
    expect(Object.keys(fieldsIn(read(line)))).toEqual([field]);
  });
});

describe("the names and ids in what a function says of its error", () => {
  const SAID = `The Lambda function returned the following error: RequestId: ${TWO} Error: Task timed out after 3.00 seconds. Check your Lambda function code and try again.`;
  const FIELD = "integrationErrorMessage";

  test("are the function's, when the value was copied alone", () => {
    expect(fieldsIn(read(SAID))).toEqual({ [FIELD]: SAID });
  });

  test("are the function's amid prose", () => {
    expect(fieldsIn(read(`The dashboard shows: ${SAID}`))).toEqual({ [FIELD]: SAID });
  });

  test("are the function's between names of the row", () => {
    const line = `requestId: ${ONE}, status: 500, ${FIELD}: ${SAID}, routeKey: GET /pets`;
    expect(fieldsIn(read(line))).toEqual({
      requestId: ONE,
      status: "500",
      [FIELD]: SAID,
      routeKey: "GET /pets",
    });
  });

  test("are the function's behind an id of the row", () => {
    const line = `${ONE} | GET | /pets | 500 | ${SAID}`;
    expect(fieldsIn(read(line))).toMatchObject({ requestId: ONE, status: "500", [FIELD]: SAID });
  });

  test("are the function's when the sentence was cut", () => {
    const cut = SAID.slice(0, SAID.indexOf(" after"));
    expect(fieldsIn(read(cut))).toEqual({ [FIELD]: cut });
  });
});
