import fc from "fast-check";
import { expect, test } from "vitest";
import { shapeOf } from "../../../shared/classify/lint/payload-shape.ts";
import { hostileText } from "../../build/hostile-text.ts";

const SHAPE = /^[a-z_]+$/;
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const TOKEN = `${part({ alg: "none", typ: "JWT" })}.${part({ sub: "user" })}.c2lnbmF0dXJl`;

const NODE_TRACE = "TypeError: x is not a function\n    at handler (/var/task/index.js:3:9)";
const BARE_NODE_TRACE = "Error: boom\n    at file:///var/task/index.mjs:3:9";
const PYTHON_TRACE = 'Traceback (most recent call last):\n  File "/var/task/app.py", line 3, in f';
const PYTHON_FRAME = '  File "/var/task/app.py", line 3, in handler\n    return x';
const JAVA_TRACE = "java.lang.IllegalStateException: x\n\tat com.example.App.handle(App.java:12)";
const NATIVE_TRACE = "java.lang.Error\n\tat sun.reflect.Native.invoke0(Native Method)";
const GO_TRACE = "panic: boom\n\ngoroutine 1 [running]:\nmain.handler()";
const NET_TRACE =
  "System.Exception: x\n   at App.Function.Handler(String s, Int32 n) in /src/Function.cs:line 9";
const RUBY_TRACE = "function.rb:3:in `handler': boom (RuntimeError)";

test.each([
  { name: "an object", text: '{"a":1}', shape: "json_object" },
  { name: "an object that is cut", text: '{"a":1,"b', shape: "json_object" },
  { name: "an object left out", text: "{...}", shape: "json_object" },
  { name: "an object with one mistake", text: '{"a":1,}', shape: "json_object" },
  { name: "a Python dict", text: "{'a': 1}", shape: "text" },
  { name: "a list", text: "[1,2]", shape: "json_array" },
  { name: "a list that is cut", text: "[1, [TRUNCATED]", shape: "json_array" },
  { name: "a list with a mistake", text: "[1,]", shape: "json_array" },
  { name: "a word in brackets", text: "[ERROR] it failed", shape: "text" },
  { name: "a JSON string", text: '"done"', shape: "json_scalar" },
  { name: "a number", text: "12", shape: "json_scalar" },
  { name: "null", text: "null", shape: "json_scalar" },
  { name: "half a literal", text: "tru", shape: "text" },
  { name: "a number before words", text: "404 page not found", shape: "text" },
  { name: "nothing", text: " \n", shape: "empty" },
  { name: "the gateway's word for nothing", text: "(null)", shape: "empty" },
  { name: "prose", text: "Hello from Lambda", shape: "text" },
  { name: "prose that is cut", text: "Hello from Lam [TRUNCATED]", shape: "text" },
  { name: "an HTML page", text: "<!DOCTYPE html>\n<html></html>", shape: "html" },
  { name: "an HTML heading", text: "  <h1>Hello</h1>", shape: "html" },
  { name: "an HTML page in a JSON string", text: '"<html><body>x', shape: "html" },
  { name: "an XML document", text: '<?xml version="1.0"?><a/>', shape: "xml" },
  { name: "an XML error", text: "<AccessDeniedException/>", shape: "xml" },
  { name: "an XML element that begins like HTML", text: "<header-list/>", shape: "xml" },
  { name: "a sign that opens nothing", text: "<3", shape: "text" },
  { name: "a JWT", text: TOKEN, shape: "jwt" },
  { name: "a bearer token", text: `Bearer ${TOKEN}`, shape: "jwt" },
  { name: "a JWT in a JSON string", text: JSON.stringify(TOKEN), shape: "jwt" },
  { name: "three parts without an algorithm", text: `${part({ a: 1 })}.b.c`, shape: "text" },
  { name: "three parts that begin with a list", text: `eyJ${part([1])}.b.c`, shape: "text" },
  { name: "two parts", text: `${part({ alg: "none" })}.b`, shape: "text" },
  { name: "a Node.js stack trace", text: NODE_TRACE, shape: "stack_trace" },
  { name: "a Node.js module's stack trace", text: BARE_NODE_TRACE, shape: "stack_trace" },
  {
    name: "a stack trace in a JSON string",
    text: JSON.stringify(NODE_TRACE),
    shape: "stack_trace",
  },
  { name: "a Python stack trace", text: PYTHON_TRACE, shape: "stack_trace" },
  {
    name: "the head of a Python stack trace",
    text: PYTHON_TRACE.slice(0, 34),
    shape: "stack_trace",
  },
  { name: "a Python frame", text: PYTHON_FRAME, shape: "stack_trace" },
  { name: "a Java stack trace", text: JAVA_TRACE, shape: "stack_trace" },
  { name: "a Java native frame", text: NATIVE_TRACE, shape: "stack_trace" },
  { name: "a Go stack trace", text: GO_TRACE, shape: "stack_trace" },
  { name: "a .NET stack trace", text: NET_TRACE, shape: "stack_trace" },
  { name: "a Ruby stack trace", text: RUBY_TRACE, shape: "stack_trace" },
  { name: "a meeting place", text: "We meet at the station (platform 3)", shape: "text" },
  { name: "bytes, as the gateway names them", text: "[Binary Data]", shape: "binary" },
  { name: "bytes read as text", text: "\u001f\uFFFD\b\u0000\u0000\uFFFD", shape: "binary" },
  { name: "one odd character in a long text", text: `\uFFFD${"a".repeat(40)}`, shape: "text" },
  { name: "dots", text: "...", shape: "withheld" },
  { name: "an ellipsis", text: "…", shape: "withheld" },
  { name: "asterisks", text: "********************", shape: "withheld" },
  { name: "asterisks and the last six characters", text: "**********a1b2c3", shape: "withheld" },
  { name: "a word for something removed", text: "<REDACTED>", shape: "withheld" },
  { name: "a mark alone", text: " [TRUNCATED]", shape: "withheld" },
  { name: "prose about redaction", text: "redacted by the legal team", shape: "text" },
  { name: "two asterisks", text: "**", shape: "text" },
  {
    name: "the metadata of a streamed response",
    text: `{"statusCode":200}${"\0".repeat(8)}<html>`,
    shape: "json_object",
  },
])("$name is $shape", ({ text, shape }) => {
  expect(shapeOf(text)).toBe(shape);
});

test("no text makes it throw", () => {
  fc.assert(
    fc.property(hostileText(60), (text) => {
      expect(shapeOf(text)).toMatch(SHAPE);
    }),
  );
});

test.each([
  { name: "words", text: "at ".repeat(400_000), shape: "text" },
  { name: "open brackets", text: "at a(".repeat(200_000), shape: "text" },
  { name: "token letters", text: `eyJ${"a".repeat(1_000_000)}`, shape: "text" },
  { name: "tags", text: "<a".repeat(500_000), shape: "xml" },
])("a megabyte of $name is $shape, found by a pattern that does not hang", ({ text, shape }) => {
  expect(shapeOf(text)).toBe(shape);
});
