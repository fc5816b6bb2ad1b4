import { describe, expect, test } from "vitest";
import { accessIn, fieldsIn, ONE, read, textsIn, unreadIn } from "../build/parsed.ts";

const ID = "x-amzn-requestid: 5b0c1f9e-3d27-4a86-9c41-7e6f2a8d0b13";
const APIGW_ID = "x-amz-apigw-id: Hx3kQpZ0IAMFdLw=";
const HTTP_ID = "apigw-requestid: Hx3kQpZ0IAMFdLw=";
const FORBIDDEN = '{"message":"Forbidden"}';
const REFUSED_TOKEN =
  'www-authenticate: Bearer scope="a/b" error="insufficient_scope" error_description="expected scopes: [a/b]"';

describe("a client's answer with its headers", () => {
  test("tells its status, its ids, its time and its exception", () => {
    const lines = [
      "HTTP/1.1 401 Unauthorized",
      "Date: Fri, 20 Nov 2026 10:11:12 GMT",
      ID,
      "x-amzn-ErrorType: UnauthorizedException",
      APIGW_ID,
      "",
      "{",
      '  "message": "Unauthorized"',
      "}",
    ];
    const found = read(...lines, "and so on");
    expect(found.forms).toEqual(["client_answer"]);
    expect(accessIn(found)).toMatchObject({
      requestId: "5b0c1f9e-3d27-4a86-9c41-7e6f2a8d0b13",
      time: Date.UTC(2026, 10, 20, 10, 11, 12),
      zone: "UTC",
      text: lines.join("\n"),
      fields: {
        status: "401",
        requestId: "5b0c1f9e-3d27-4a86-9c41-7e6f2a8d0b13",
        "error.responseType": "UnauthorizedException",
        "error.message": "Unauthorized",
      },
    });
    expect(unreadIn(found)).toEqual(["not_a_log_line: and so on"]);
  });

  test.each([
    {
      what: "without a body",
      lines: ["HTTP/2 403", "x-amzn-errortype: MissingAuthenticationTokenException", APIGW_ID],
      fields: {
        status: "403",
        extendedRequestId: "Hx3kQpZ0IAMFdLw=",
        "error.responseType": "MissingAuthenticationTokenException",
        "error.message": "MissingAuthenticationTokenException",
      },
    },
    {
      what: "of which only the headers were kept",
      lines: ["x-amzn-errortype: AuthorizerConfigurationException:http://example.com/"],
      fields: {
        "error.responseType": "AuthorizerConfigurationException",
        "error.message": "AuthorizerConfigurationException",
      },
    },
    {
      what: "that a HEAD request got",
      lines: ["HTTP/1.1 403 Forbidden", "x-amzn-errortype: ForbiddenException", HTTP_ID],
      fields: {
        status: "403",
        requestId: "Hx3kQpZ0IAMFdLw=",
        "error.responseType": "ForbiddenException",
        "error.message": "Forbidden",
      },
    },
    {
      what: "of an HTTP API that refuses a token",
      lines: ["HTTP/2 403", REFUSED_TOKEN, HTTP_ID, "", FORBIDDEN],
      fields: {
        status: "403",
        requestId: "Hx3kQpZ0IAMFdLw=",
        "error.message": "Forbidden",
        "authorizer.error": 'error="insufficient_scope" error_description="expected scopes: [a/b]"',
      },
    },
    {
      what: "that curl shows, escaped for a page",
      lines: [
        "&lt;&lt; HTTP/1.1 401 Unauthorized",
        '&lt;&lt; www-authenticate: Bearer error="invalid\\_token" error\\_description="expired"',
        "&lt;&lt;",
        "\\* Connection #0 to host api.example.com left intact",
        '{"message":"Unauthorized"}',
      ],
      fields: {
        status: "401",
        "error.message": "Unauthorized",
        "authorizer.error": 'error="invalid_token" error_description="expired"',
      },
    },
    {
      what: "with words of the gateway and no header of its own",
      lines: [
        "< HTTP/1.1 504",
        "<",
        "{ [40 bytes data]",
        '{"message":"Endpoint request timed out"}',
      ],
      fields: { status: "504", "error.message": "Endpoint request timed out" },
    },
    {
      what: "with words of the owner's under the gateway's exception",
      lines: [
        "HTTP/2 403",
        "x-amzn-errortype: AccessDeniedException",
        APIGW_ID,
        "",
        '{"message":"No"}',
      ],
      fields: {
        status: "403",
        extendedRequestId: "Hx3kQpZ0IAMFdLw=",
        "error.responseType": "AccessDeniedException",
        "error.message": "No",
      },
    },
    {
      what: "that a function gave: its words are none of the gateway's",
      lines: ["HTTP/2 500", HTTP_ID, "", '{"message":"timed out"}'],
      fields: { status: "500", requestId: "Hx3kQpZ0IAMFdLw=" },
    },
  ])("is read $what", ({ lines, fields }) => {
    const found = read(...lines);
    expect(fieldsIn(found)).toEqual(fields);
    expect(textsIn(found)).toEqual([lines.join("\n")]);
    expect(found.unreadable).toEqual([]);
  });

  test("has one id, since posts show a second again and again", () => {
    const found = read("HTTP/2 403", ID, APIGW_ID, "", FORBIDDEN);
    expect(fieldsIn(found)).not.toHaveProperty("extendedRequestId");
  });

  test("ends where the next begins", () => {
    const answer = ["HTTP/1.1 403 Forbidden", APIGW_ID, "", FORBIDDEN];
    expect(read(...answer, ...answer, "HTTP/1.1 502", HTTP_ID).records).toHaveLength(3);
  });

  test("takes no other document, which is read by itself", () => {
    const row = JSON.stringify({ requestId: ONE, status: "502", httpMethod: "GET", path: "/" });
    expect(textsIn(read("HTTP/2 403", APIGW_ID, "", row))[1]).toBe(row);
    const found = read("HTTP/2 502", APIGW_ID, "", '{"a": 1}');
    expect(textsIn(found)).toEqual([`HTTP/2 502\n${APIGW_ID}`]);
    expect(unreadIn(found)).toEqual(['wrong_shape: {"a": 1}']);
  });

  test("may stand before an entry of a log on its body's line", () => {
    const found = read("HTTP/2 403", APIGW_ID, "", `${FORBIDDEN} (${ONE}) Method request path: {}`);
    expect(textsIn(found)).toEqual([
      ["HTTP/2 403", APIGW_ID, "", FORBIDDEN].join("\n"),
      "Method request path: {}",
    ]);
  });

  test("may have a body that is cut, or a list", () => {
    const cut = read("HTTP/2 403", APIGW_ID, "", '{"message": "Forbi', "x");
    expect(fieldsIn(cut)).toEqual({ status: "403", extendedRequestId: "Hx3kQpZ0IAMFdLw=" });
    expect(unreadIn(cut)).toEqual(['wrong_shape: {"message": "Forbi\nx']);
    expect(fieldsIn(read("HTTP/2 403", APIGW_ID, "", "[1]"))).toMatchObject({ status: "403" });
  });

  test("has no body that is as long as a log", () => {
    const body = ["[", ...Array<string>(70).fill(`"${"y".repeat(1000)}",`)];
    const found = read("HTTP/2 403", APIGW_ID, "", ...body);
    expect(fieldsIn(found)).toMatchObject({ status: "403" });
    expect(unreadIn(found).length).toBeGreaterThan(1);
  });
});

describe("an answer is none of the gateway's", () => {
  test.each([
    { what: "of another server", lines: ["HTTP/1.1 502 Bad Gateway", "Server: nginx"] },
    { what: "that went well", lines: ["HTTP/2 200", APIGW_ID] },
    {
      what: "of another service of AWS",
      lines: ["HTTP/1.1 403", "x-amzn-errortype: AccessDeniedException", ID],
    },
    {
      what: "of a framework that refuses a token",
      lines: [
        "HTTP/1.1 401",
        'www-authenticate: Bearer error="invalid_token", error_description="x"',
      ],
    },
  ])("when it is one $what", ({ lines }) => {
    const found = read(...lines, "");
    expect(found.records).toEqual([]);
    expect(unreadIn(found)).toEqual(lines.map((line) => `not_a_log_line: ${line}`));
  });

  test("when another server signs it, whose body is counted with its head", () => {
    const found = read("HTTP/1.1 502 Bad Gateway", "Server: nginx", " ", '{"a": 1}');
    expect(found.records).toEqual([]);
    expect(unreadIn(found)).toEqual([
      "not_a_log_line: HTTP/1.1 502 Bad Gateway",
      "not_a_log_line: Server: nginx",
      'wrong_shape: {"a": 1}',
    ]);
  });

  test("when a log follows it that is read", () => {
    const event = { timestamp: 1, message: `(${ONE}) Method request path: {}`, logStreamName: "s" };
    const found = read("HTTP/1.1 200 OK", "", JSON.stringify({ events: [event] }));
    expect(textsIn(found)).toEqual(["Method request path: {}"]);
  });

  test("when it is a payload", () => {
    const first = "Endpoint response body before transformations:";
    const found = read(`(${ONE}) ${first}`, "HTTP/1.1 403 Forbidden", APIGW_ID);
    expect(textsIn(found)).toEqual([`${first}\nHTTP/1.1 403 Forbidden\n${APIGW_ID}`]);
  });

  test("beyond what a head can hold", () => {
    const header = `x-filler: ${"y".repeat(1000)}`;
    const found = read("HTTP/1.1 403 Forbidden", APIGW_ID, ...Array<string>(80).fill(header));
    expect(found.records).toHaveLength(1);
    expect(found.unreadable.length).toBeGreaterThan(10);
  });
});
