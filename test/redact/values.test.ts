import { describe, expect, test } from "vitest";
import { redactText } from "../../shared/redact/redact.ts";

const JWT_TAIL = "xMjM0NTY3ODkwIiwibmFtZSI6IkphbmUifQ.TJVA95OrM7E2cBab30RMHrHDcEfxjoYZge8FONFh7H4";

describe("a value is masked for its own look", () => {
  test.each([
    ["a JWT, its dots kept", "eyJhbGciOi.eyJzdWIiOi.abc-1", "eyJ*******.**********.***-*"],
    ["a cut JWT", "got eyJhbGciO", "got eyJ******"],
    ["a JWT without its beginning", `${JWT_TAIL} x`, JWT_TAIL.replace(/\w/g, "*").concat(" x")],
    ["an access key id", "AKIAABCDEFGHIJKLMNOP", "AKIA****************"],
    ["an access key id that was cut", "id ASIAABCD [TRUNCATED]", "id ASIA**** [TRUNCATED]"],
    [
      "an access key id cut in an escape",
      String.raw`AKIA\u0041BCD\u00`,
      String.raw`AKIA*********\u00`,
    ],
    ["a session token", "IQoJb3JpZ2luX2Vj//8=", "IQoJ************//*="],
    ["a GitHub token", "ghp_abcd1234", "ghp_********"],
    ["a Slack webhook", "hooks.slack.com/services/T0/B0/abc", "hooks.slack.com/services/**/**/***"],
    ["an npm token", "npm_abcdefghijklmnop", "npm_****************"],
    ["a bearer token", "bearer a1b2.c3", "bearer ****.**"],
    ["a parameter of a query", "/x?code=abcdefghij123456&n=1", "/x?code=****************&n=1"],
    ["a password in a URL", "ftp://jo:p!@db/x", "ftp://jo:**@db/x"],
    ["a password in a cut URL", "ftp://jo:p!w0 [TRUNCATED]", "ftp://jo:**** [TRUNCATED]"],
    [
      "a private key",
      "-----BEGIN RSA PRIVATE KEY-----\nab+/\nc=\n-----END RSA PRIVATE KEY-----",
      "-----BEGIN RSA PRIVATE KEY-----\n**+/\n*=\n-----END RSA PRIVATE KEY-----",
    ],
    [
      "a private key in a JSON string",
      String.raw`{"k":"-----BEGIN A-----\nab\n-----END A-----\n"}`,
      String.raw`{"k":"-----BEGIN A-----\n**\n-----END A-----\n"}`,
    ],
    ["the end of a private key", "ab+/\nc=\n-----END KEY-----", "**+/\n*=\n-----END KEY-----"],
    ["a card number", "card 4111-1111-1111-1111.", "card ****-****-****-****."],
    ["a card number of American Express", "3782 822463 10005", "**** ****** *****"],
    ["a card number as a JSON number", '{"n": 4111111111111111}', '{"n": 9999999999999999}'],
    ["a negative card number", "[-4111111111111111 ]", "[-9999999999999999 ]"],
    ["a card number in a JSON string", '{"n":"4111111111111111"}', '{"n":"****************"}'],
    ["a cut card number", "card 4111 1111 11 [TRUNCATED]", "card **** **** ** [TRUNCATED]"],
    ["an e-mail address", "to jane.doe+x@mail.example.com.", "to ****.***+*@****.*******.***."],
    ["a cut e-mail address", "to jane@exam [TRUNCATED]", "to ****@**** [TRUNCATED]"],
    ["a phone number", "call +44 20 7946 0958", "call +** ** **** ****"],
    [
      "a US phone number",
      "call (202) 555-0143 or 202-555-0143",
      "call (***) ***-**** or ***-***-****",
    ],
    ["a social security number", "ssn 123-45-6789", "ssn ***-**-****"],
    ["a national insurance number", "AB 12 34 56 C", "** ** ** ** *"],
    ["a CPF", "cpf 123.456.789-09", "cpf ***.***.***-**"],
    ["an IBAN", "to GB82 WEST 1234 5698 7654 32", "to **** **** **** **** **** **"],
    [
      "a client's address",
      "X-Forwarded-For=203.0.113.77, 10.0.0.1",
      "X-Forwarded-For=203.0.113.**, 10.0.0.1",
    ],
    ["a client's IPv6 address", "from 2001:db8:85a3::8a2e:7334", "from 2001:db8:85a3::****:****"],
    ["a whole IPv6 address", "2001:db8:85a3:1:2:3:4:5", "2001:db8:85a3:*:*:*:*:*"],
    ["random text", "key aB3dE5fG7hI9jK1lM3nO.", "key ********************."],
    ["random text in a path", "/x/aB3dE5fG7hI9jK1lM3nO/name", "/*/********************/****"],
    [
      "an AWS secret key",
      "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
      "*************/*******/******************",
    ],
  ])("%s", (_, text, masked) => {
    expect(redactText(text, "masked")).toBe(masked);
  });
});

describe("what identifies a request or explains a fault stays", () => {
  test.each([
    ["a request id", "(6bbaf416-e1f4-4c51-8659-63e0f2cb9cb4) Starting execution"],
    ["a request id of digits", "12345678-4111-4111-8111-111111111111"],
    ["an extended request id", "Extended Request Id: AbCdEfGhIjKlMno="],
    ["a trace id", "X-ray Tracing ID : Root=1-5c7674f4-655b8cd19afd6f69d9ebb535;Sampled=0"],
    ["an account", '"accountId":"123456789012"'],
    ["epoch milliseconds", '{"time":1700000000000,"t":1760000000003}'],
    ["a time", "2026-11-22T10:00:00.123+00:00 10:20:30 22/Nov/2026:10:00:00 +0000"],
    ["a latency", "Received response. Status: 200, Integration latency: 29001 ms"],
    ["a number no issuer gives out", "id 1234567812345670 and 9111111111111111"],
    ["a number with a wrong check digit", "id 4111111111111112"],
    ["an IBAN with a wrong check digit", "GB83 WEST 1234 5698 7654 32"],
    ["a function", "arn:aws:lambda:us-east-1:123456789012:function:aB3dE5fG7hI9jK1lM3nO:live"],
    ["a name the CDK made", "Shop-ApiHandlerFn5B1C2D3E-238LPQSBG29JU"],
    ["a file", "/var/task/node_modules/express/lib/router/index.js:281:22"],
    ["a class", "com.example.orders.OrderControllerV2Impl"],
    ["a host", "https://abcdef1234.execute-api.eu-west-1.amazonaws.com/prod/orders"],
    ["the address of a backend", "Sending request to http://198.51.100.7:8080/orders"],
    [
      "a private address",
      "connect ECONNREFUSED 10.0.3.7:5432 127.0.0.1 192.168.1.2 172.20.0.1 100.64.0.9",
    ],
    ["a product's version", "User-Agent=Mozilla/5.0 Chrome/120.0.0.0 Safari/537.36"],
    ["four numbers that are no address", "build 300.1.2.3"],
    ["a MAC address", "00:1b:44:11:3a:b7"],
    ["a port", "proxy://cache:6379/0"],
    ["a package", "@aws-sdk/client-s3@3.100.0"],
    ["a digest", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b"],
    ["a route", "HTTP Method: GET, Resource Path: /users/{userId}/orders/{proxy+}"],
  ])("%s", (_, text) => {
    expect(redactText(text, "masked")).toBe(text);
  });

  test("a resource named in an ARN beside a key", () => {
    const text = "aB3dE5fG7hI9jK1lM3nO arn:aws:s3:::aB3dE5fG7hI9jK1lM3nO x aB3dE5fG7hI9jK1lM3nO";
    const masked = `${"*".repeat(20)} arn:aws:s3:::aB3dE5fG7hI9jK1lM3nO x ${"*".repeat(20)}`;
    expect(redactText(text, "masked")).toBe(masked);
  });
});
