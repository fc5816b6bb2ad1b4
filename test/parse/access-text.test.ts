import { describe, expect, test } from "vitest";
import {
  accessIn,
  EXTENDED,
  fieldsIn,
  ONE,
  read,
  TWO,
  textsIn,
  unreadIn,
} from "../build/parsed.ts";

const TIME = "20/Jul/2026:12:00:00 +0000";
const DENIED = "User is not authorized to access this resource with an explicit deny";

describe("a line of values in an order of the customer's own", () => {
  test.each([
    {
      what: "bars",
      line: `${ONE} | 192.0.2.1 | POST | /orders/{id} | 502`,
      fields: { requestId: ONE, httpMethod: "POST", resourcePath: "/orders/{id}", status: "502" },
    },
    {
      what: "blanks and brackets",
      line: `${TIME} POST /prod/orders/42 (/orders/{id}) 502 [Err: "Internal server error"] [IntErr: Execution failed due to configuration error: Malformed Lambda proxy response] ${ONE}`,
      fields: {
        requestTime: TIME,
        requestId: ONE,
        httpMethod: "POST",
        path: "/prod/orders/42",
        resourcePath: "/orders/{id}",
        status: "502",
        "integration.error":
          "Execution failed due to configuration error: Malformed Lambda proxy response",
      },
    },
    {
      what: "semicolons",
      line: `DELETE /pets;55;504;${ONE};${EXTENDED};INTEGRATION_TIMEOUT;WAF_ALLOW`,
      fields: {
        requestId: ONE,
        extendedRequestId: EXTENDED,
        httpMethod: "DELETE",
        resourcePath: "/pets",
        status: "504",
        "error.responseType": "INTEGRATION_TIMEOUT",
        wafResponseCode: "WAF_ALLOW",
      },
    },
    {
      what: "tabs",
      line: `${EXTENDED}\tGET\t/pets\tHTTP/1.1\t500\t${DENIED}\t12`,
      fields: {
        requestId: EXTENDED,
        httpMethod: "GET",
        resourcePath: "/pets",
        protocol: "HTTP/1.1",
        status: "500",
        "error.message": DENIED,
      },
    },
    {
      what: "the status first, and a sentence with quotes in it",
      line: `${EXTENDED} 500 POST /orders/{id} - Internal Server Error "Internal Server Error" The response from the Lambda function doesn't match the format that API Gateway expects. Lambda body contains the wrong type for field "body" - -`,
      fields: {
        requestId: EXTENDED,
        httpMethod: "POST",
        resourcePath: "/orders/{id}",
        status: "500",
        "error.message": "Internal Server Error",
        integrationErrorMessage:
          'The response from the Lambda function doesn\'t match the format that API Gateway expects. Lambda body contains the wrong type for field "body"',
      },
    },
    {
      what: "the protocol first, and other statuses further on",
      line: `192.0.2.1 [${EXTENDED}] "HTTP/1.1 POST /orders" 403 userId:- Forbidden 200 -`,
      fields: {
        requestId: EXTENDED,
        httpMethod: "POST",
        resourcePath: "/orders",
        status: "403",
        "error.message": "Forbidden",
      },
    },
    {
      what: "a route of a WebSocket API",
      line: `CONNECT $connect 401 ${EXTENDED} "Unauthorized"`,
      fields: {
        requestId: EXTENDED,
        eventType: "CONNECT",
        routeKey: "$connect",
        status: "401",
        "error.message": "Unauthorized",
      },
    },
    {
      what: "a route of one's own",
      line: `MESSAGE sendMessage 500 ${EXTENDED}`,
      fields: {
        requestId: EXTENDED,
        eventType: "MESSAGE",
        routeKey: "sendMessage",
        status: "500",
      },
    },
    {
      what: "an event without its route",
      line: `DISCONNECT 200 ${EXTENDED}`,
      fields: { requestId: EXTENDED, eventType: "DISCONNECT", status: "200" },
    },
    {
      what: "an event at its end",
      line: `${EXTENDED};500;MESSAGE`,
      fields: { requestId: EXTENDED, eventType: "MESSAGE", status: "500" },
    },
    {
      what: "its method twice",
      line: `${EXTENDED} "POST POST /orders/{id} -" 502`,
      fields: {
        requestId: EXTENDED,
        httpMethod: "POST",
        resourcePath: "/orders/{id}",
        status: "502",
      },
    },
    {
      what: "a route alone",
      line: `$default 429 31 ${EXTENDED} Too Many Requests`,
      fields: {
        requestId: EXTENDED,
        routeKey: "$default",
        status: "429",
        "error.message": "Too Many Requests",
      },
    },
    {
      what: "no status, and a sentence that nobody else says",
      line: `${ONE}   192.0.2.1   POST   Endpoint request timed out   "Endpoint request timed out"`,
      fields: {
        requestId: ONE,
        httpMethod: "POST",
        "error.message": "Endpoint request timed out",
      },
    },
    {
      what: "no status, and short words as the gateway's two variables have them",
      line: `${ONE}   POST   Internal server error   "Internal server error"`,
      fields: { requestId: ONE, httpMethod: "POST", "error.message": "Internal server error" },
    },
    {
      what: "no request, and a sentence in quotes",
      line: `${ONE} - "${DENIED}"`,
      fields: { requestId: ONE, "error.message": DENIED },
    },
  ])("is read with $what", ({ line, fields }) => {
    const found = read(line);
    expect(found.forms).toEqual(["access_clf"]);
    expect(accessIn(found)).toMatchObject({ requestId: fields.requestId, text: line });
    expect(fieldsIn(found)).toEqual(fields);
  });

  test.each([
    { what: "a 200, its user agent in the gateway's words", line: `GET /x 200 ${ONE} "${DENIED}"` },
    { what: "a 403 whose path says so", line: `GET /Forbidden 403 ${ONE} Forbiddenly` },
  ])("has no message in $what", ({ line }) => {
    expect(fieldsIn(read(line))["error.message"]).toBeUndefined();
  });

  test.each([
    { what: "without an id", line: "192.0.2.1 | POST | /orders/{id} | 502" },
    { what: "without a status", line: `${ONE} | 192.0.2.1 | POST | /orders/{id} | -` },
    { what: "with two statuses", line: `GET /pets 200 502 ${ONE} "${DENIED}"` },
    { what: "with a length where the status would be", line: `${ONE} POST /orders 512` },
    { what: "without a method", line: `192.0.2.1 - - 55 502 ${ONE}` },
    { what: "without all but an id and short words", line: `${ONE} "Forbidden" - Forbidden` },
    { what: "with short words that differ", line: `${ONE} Forbidden "Unauthorized"` },
    { what: "that went well, without a method", line: `${ONE} 200 curl "${DENIED}"` },
    { what: "of a logger", line: `${ONE}\tINFO\tGET /orders 200` },
    { what: "of a logger that writes small", line: `warn: ${ONE} GET /orders 502` },
    { what: "of logfmt", line: "upstream_status= GET /orders 502" },
    {
      what: "of Envoy",
      line: `[2026-07-20T12:00:00.000Z] "POST /v1/pets HTTP/2" 503 - 154 0 "192.0.2.1" "curl" "${ONE}"`,
    },
    { what: "of 70,000 characters", line: `${ONE} POST /orders 502 ${"x".repeat(70_000)}` },
    { what: "of 2,001 words", line: `${ONE} POST /orders 502${" x".repeat(1997)} y` },
  ])("is not one $what", ({ line }) => {
    expect(unreadIn(read(line))).toEqual([`not_a_log_line: ${line.slice(0, 400)}`]);
  });

  test("of an execution log behind words is an entry of it", () => {
    const said = "Execution failed due to a timeout error";
    expect(read(`${ONE} ${said}`).records).toMatchObject([{ kind: "execution", text: said }]);
  });

  test("inside an entry may be its payload, unless it has a time", () => {
    const payload = `(${TWO}) Method request body before transformations: a`;
    const row = `${ONE} | POST | /orders | 502`;
    expect(textsIn(read(payload, row))).toHaveLength(1);
    expect(textsIn(read(payload, `${TIME} | ${row}`))).toHaveLength(2);
  });

  test("does not swallow the next one", () => {
    const lines = [
      `${TIME} GET /a 504 [IntErr: Execution failed due to a timeout error] ${ONE}`,
      `${TIME} GET /b 200 [IntErr: -] ${TWO}`,
    ];
    expect(read(...lines).records).toMatchObject([{ requestId: ONE }, { requestId: TWO }]);
  });

  test("is read in time that grows with the line alone", () => {
    const hostile = `${ONE} GET /x 502 ${"Endpoint request timed out ".repeat(490)}`;
    expect(read(...Array.from({ length: 50 }, () => hostile)).records).toHaveLength(50);
  });
});

describe("a document in quotation marks", () => {
  const document = { requestId: "r", status: "504", routeKey: "GET /pets" };
  const json = JSON.stringify(document);

  test.each([
    { what: "single ones", line: `'${json}'` },
    { what: "double ones", line: `"${json}"` },
    { what: "double ones with a comma", line: `  "${json}",` },
    { what: "backticks", line: `\`${json}\`` },
  ])("is read in $what", ({ line }) => {
    const found = read(line);
    expect(found.forms).toEqual(["access_json"]);
    expect(fieldsIn(found)).toEqual(document);
    expect(accessIn(found).text).toBe(line);
  });

  test("that is of no log is not", () => {
    expect(unreadIn(read(`'{"a":1}'`))).toEqual([`not_a_log_line: '{"a":1}'`]);
  });
});
