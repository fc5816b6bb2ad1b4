import { describe, expect, test } from "vitest";
import { redactText } from "../../shared/redact/redact.ts";

type Row = { readonly form: string; readonly text: string; readonly masked: string };

const JSON_TEXTS: readonly Row[] = [
  { form: "a string", text: '{"token":"tea","n":1}', masked: '{"token":"***","n":1}' },
  { form: "an empty string", text: '{"token":"","n":"tea"}', masked: '{"token":"","n":"tea"}' },
  { form: "a number", text: '{"pin": -12.50e3, "n": 1}', masked: '{"pin": -99.99e9, "n": 1}' },
  { form: "a literal", text: '{"token":null,"pin":true}', masked: '{"token":null,"pin":true}' },
  {
    form: "an object: its keys stay",
    text: '{"credentials":{"user":"tea","n":[12,null,{"b":"tea"}]},"n":"tea"}',
    masked: '{"credentials":{"user":"***","n":[99,null,{"b":"***"}]},"n":"tea"}',
  },
  {
    form: "an array",
    text: '{"cookies":["a=b",true],"n":1}',
    masked: '{"cookies":["***",true],"n":1}',
  },
  {
    form: "a string with quotes and backslashes",
    text: String.raw`{"token":"a\"b\\","n":"c"}`,
    masked: String.raw`{"token":"****\\","n":"c"}`,
  },
  {
    form: "a string in a string",
    text: String.raw`{"body":"{\"token\":\"te\\\"a\",\"n\":\"b\"}","n":"c"}`,
    masked: String.raw`{"body":"{\"token\":\"*******\",\"n\":\"b\"}","n":"c"}`,
  },
  {
    form: "an object in a string",
    text: String.raw`{"body":"{\"token\":{\"a\":\"tea\"","n":"c"}`,
    masked: String.raw`{"body":"{\"token\":{\"a\":\"***\"","n":"c"}`,
  },
  {
    form: "a number in an indented string",
    text: String.raw`{"body":"{\n \"pin\": 12\n}"}`,
    masked: String.raw`{"body":"{\n \"pin\": 99\n}"}`,
  },
  {
    form: "an object in a sentence in a string",
    text: `{"a":"token: {a: 'tea', b: tea","n":"c"}`,
    masked: `{"a":"token: {a: '***', b: ***","n":"c"}`,
  },
  {
    form: "half a string in a sentence in a string",
    text: `{"a":"token='tea","n":"c"}`,
    masked: `{"a":"token='***","n":"c"}`,
  },
  { form: "single quotes", text: "{'token': 'tea', 'n': 1}", masked: "{'token': '***', 'n': 1}" },
  {
    form: "no quotes around keys",
    text: "{ token: 'tea', n: 1 }",
    masked: "{ token: '***', n: 1 }",
  },
  { form: "a Ruby hash", text: '{"token"=>"tea", "n"=>1}', masked: '{"token"=>"***", "n"=>1}' },
  { form: "a bytes literal", text: "{'token': b'tea'}", masked: "{'token': b'***'}" },
  { form: "a bare word", text: '{"token":tea,"n":1}', masked: '{"token":***,"n":1}' },
  { form: "a cut string", text: '{"token":"tea', masked: '{"token":"***' },
  {
    form: "a cut string, marked",
    text: '{"token":"tea and [TRUNCATED]',
    masked: '{"token":"******* [TRUNCATED]',
  },
  {
    form: "a cut object, marked",
    text: '{"token":{"a":"b","c":["d [TRUNCATED]',
    masked: '{"token":{"a":"*","c":["* [TRUNCATED]',
  },
  {
    form: "a cut list of words",
    text: '{"token":[tea,{ok:1, b:tea [TRUNCATED]',
    masked: '{"token":[***,{ok:9, b:*** [TRUNCATED]',
  },
  { form: "a value on the next line", text: '{"token":\n  "tea"}', masked: '{"token":\n  "***"}' },
  {
    form: "a name with an escape",
    text: String.raw`{"\u0074oken":"tea"}`,
    masked: String.raw`{"\u0074oken":"***"}`,
  },
  {
    form: "a name behind an escape",
    text: String.raw`{"a":"\ntoken=tea \u0022pin=12 x"}`,
    masked: String.raw`{"a":"\ntoken=*** \u0022pin=** x"}`,
  },
];

const OTHER_TEXTS: readonly Row[] = [
  {
    form: "a Java map print",
    text: "Method request headers: {Accept=*/*, Cookie=a=b; c=d, Authorization=tea, Host=api}",
    masked: "Method request headers: {Accept=*/*, Cookie=********, Authorization=***, Host=api}",
  },
  {
    form: "a Java map print with lists",
    text: "{cookies=[a=b; c, d=e], host=api, token=t}e}",
    masked: "{cookies=[a=** *, d=*], host=api, token=***}",
  },
  {
    form: "a Java map print on one of several lines",
    text: "{token=a b, x=1}\nx token=a b",
    masked: "{token=***, x=1}\nx token=* b",
  },
  {
    form: "a Java map print in JSON",
    text: '{"a":"{x=1, token=a b","n":"c"}',
    masked: '{"a":"{x=1, token=***","n":"c"}',
  },
  { form: "a form", text: "a=b&password=c%26d&e=f", masked: "a=b&password=*****&e=f" },
  {
    form: "a form of a list",
    text: "user[password]=tea&pin[]=12",
    masked: "user[password]=***&pin[]=**",
  },
  {
    form: "an encoded form of a list",
    text: "user%5Bpassword%5D=tea&n=1",
    masked: "user%5Bpassword%5D=***&n=1",
  },
  {
    form: "a form of values in quotes",
    text: "pin='a'&token='b'c&n=1",
    masked: "pin='*'&token=****&n=1",
  },
  {
    form: "a URL in a JSON string",
    text: String.raw`{"a":"https:\/\/jo:tea@db\/x"}`,
    masked: String.raw`{"a":"https:\/\/jo:***@db\/x"}`,
  },
  {
    form: "percent-encoded JSON",
    text: "d=%7B%22token%22%3A%22tea%20time%22%7D&n=1",
    masked: "d=%7B%22token%22%3A%22**********%22%7D&n=1",
  },
  {
    form: "JSON in HTML",
    text: "<p>{&quot;token&quot;:&quot;tea&quot;, &#34;pin&#x22;:&amp;quot;12&quot;}</p>",
    masked: "<p>{&quot;token&quot;:&quot;***&quot;, &#34;pin&#x22;:&amp;quot;**&quot;}</p>",
  },
  {
    form: "XML",
    text: '<a:Password kind="text">tea</a:Password><User token="tea">jo</User>',
    masked: '<a:Password kind="text">***</a:Password><User token="***">jo</User>',
  },
  {
    form: "XML in HTML entities",
    text: "&lt;Password&gt;tea&lt;/Password&gt;",
    masked: "&lt;Password&gt;***&lt;/Password&gt;",
  },
  {
    form: "XML with CDATA",
    text: "<Token><![CDATA[a<b]]></Token><Pin><![CDATA[12",
    masked: "<Token><![CDATA[***]]></Token><Pin><![CDATA[**",
  },
  {
    form: "cut XML in JSON",
    text: '{"a":"<Token>tea","n":"b"}',
    masked: '{"a":"<Token>***","n":"b"}',
  },
  {
    form: "a header line",
    text: "Cookie: a=b; c=d\nHost: api",
    masked: "Cookie: ********\nHost: api",
  },
  {
    form: "a header line of curl",
    text: "curl -H 'Authorization: Bearer tea time' -d x",
    masked: "curl -H 'Authorization: Bearer ********' -d x",
  },
  { form: "YAML", text: "- token: tea time\n  n: a b", masked: "- token: ********\n  n: a b" },
  {
    form: "YAML in a JSON string",
    text: String.raw`{"a":"x: 1\n token: tea time\nn: a b"}`,
    masked: String.raw`{"a":"x: 1\n token: ********\nn: a b"}`,
  },
  {
    form: "YAML with a block",
    text: "token: |\n  tea\n  time\nn: a",
    masked: "token: *\n*****\n******\nn: a",
  },
  { form: "YAML without a value", text: "password:\nuser: jo", masked: "password:\nuser: jo" },
  { form: "an environment", text: "A=1 DB_PASSWORD=tea B=2", masked: "A=1 DB_PASSWORD=*** B=2" },
  {
    form: "a connection string",
    text: "Server=db;Password=tea;A=1",
    masked: "Server=db;Password=***;A=1",
  },
  {
    form: "brackets around it",
    text: "failed (token=tea), then",
    masked: "failed (token=***), then",
  },
  {
    form: "quotes around it",
    text: "failed 'a?token=tea', then",
    masked: "failed 'a?token=***', then",
  },
  { form: "a comparison", text: "password === 'tea'", masked: "password === '***'" },
  {
    form: "a password in a sentence",
    text: "bad password: tea time",
    masked: "bad password: *** time",
  },
  { form: "a token in a sentence", text: "the token: a1b2 was", masked: "the token: **** was" },
  { form: "a value without a blank", text: "x token:tea time", masked: "x token:*** time" },
  {
    form: "a scheme, which stays",
    text: '{"authorization":"AWS4-HMAC-SHA256 Credential=a/b"}',
    masked: '{"authorization":"AWS4-HMAC-SHA256 **************"}',
  },
];

const SENTENCES: readonly { readonly what: string; readonly text: string }[] = [
  { what: "an ordinary word", text: "Invalid token: expired" },
  { what: "punctuation", text: 'bad token: { at 1, or token: ", it' },
  { what: "the end of a JSON string", text: '{"msg":"no token:","token=":"a: b"'.slice(0, 20) },
  { what: "an error code", text: "invalid_token: OIDC discovery endpoint communication error" },
  { what: "a scheme", text: "Basic authentication and bearer tokens are off" },
];

describe("what a sensitive name stands for is masked, and nothing else", () => {
  test.each(JSON_TEXTS)("in JSON: $form", ({ text, masked }) => {
    expect(redactText(text, "masked")).toBe(masked);
  });

  test.each(OTHER_TEXTS)("in other texts: $form", ({ text, masked }) => {
    expect(redactText(text, "masked")).toBe(masked);
  });

  test.each(SENTENCES)("in a sentence $what stays", ({ text }) => {
    expect(redactText(text, "masked")).toBe(text);
  });
});
