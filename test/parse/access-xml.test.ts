import { describe, expect, test } from "vitest";
import { accessIn, fieldsIn, ONE, read, unreadIn } from "../build/parsed.ts";

const NOON = Date.UTC(2026, 6, 20, 12);

describe("an access log as XML", () => {
  const sample = `<request id="${ONE}"> <ip>192.0.2.1</ip> <caller>-</caller> <user>-</user> <requestTime>20/Jul/2026:12:00:00 +0000</requestTime> <httpMethod>GET</httpMethod> <resourcePath>/pets</resourcePath> <status>502</status> <protocol>HTTP/1.1</protocol> <responseLength>36</responseLength> <extendedRequestId>AbCdEfGhIjKlMno=</extendedRequestId> </request>`;

  test.each([
    { what: "AWS writes it", text: sample },
    { what: "it comes over lines", text: sample.replaceAll("> <", ">\n  <") },
    { what: "it is indented", text: sample, indent: "  " },
    { what: "its last tag has a comma behind it", text: `${sample},` },
  ])("is read as $what", ({ text, indent = "" }) => {
    const found = read(...`${indent}${text}`.split("\n"));
    expect(found.forms).toEqual(["access_xml"]);
    expect(accessIn(found)).toMatchObject({
      requestId: ONE,
      time: NOON,
      text: text.slice(0, text.lastIndexOf(">") + 1),
    });
    expect(fieldsIn(found)).toEqual({
      requestId: ONE,
      requestTime: "20/Jul/2026:12:00:00 +0000",
      httpMethod: "GET",
      resourcePath: "/pets",
      status: "502",
      protocol: "HTTP/1.1",
      responseLength: "36",
      extendedRequestId: "AbCdEfGhIjKlMno=",
    });
  });

  test("may have tags of one's own, nested, and keeps entities as they are", () => {
    const found = read(
      "<entry><http_status>500</http_status><integration><error>a &lt;b&gt; &amp; c</error></integration></entry>",
    );
    expect(fieldsIn(found)).toEqual({ status: "500", "integration.error": "a &lt;b&gt; &amp; c" });
  });

  test("may follow another on one line", () => {
    expect(read(sample + sample).records).toHaveLength(2);
  });

  test.each([
    { what: "other XML", text: "<a><b>1</b></a>" },
    {
      what: "a part that does not end",
      text: "<a><status>500</status><![CDATA[<routeKey>x</routeKey></a>",
    },
    { what: "a root that is a text", text: "<a>500</a>" },
    {
      what: "a document of 500 tags",
      text: `<a>${"<status>500</status><routeKey>x</routeKey>".repeat(250)}</a>`,
    },
    {
      what: "a document of 70,000 characters",
      text: `<a><status>500</status><routeKey>${"x".repeat(70_000)}</routeKey></a>`,
    },
    { what: "one that never closes", text: "<a><status>500</status>" },
  ])("is not $what", ({ text }) => {
    expect(unreadIn(read(text))).toEqual([`wrong_shape: ${text.slice(0, 400)}`]);
  });

  test("that never closes ends at 64 KiB, and at a document of JSON", () => {
    const long = "x".repeat(40_000);
    expect(read("<a>", long, long, "hello", "there").unreadable.map(({ code }) => code)).toEqual([
      "wrong_shape",
      "not_a_log_line",
      "not_a_log_line",
    ]);
    expect(read("<a>", '{"requestId":"a","status":"500","routeKey":"x"}').records).toHaveLength(1);
  });
});
