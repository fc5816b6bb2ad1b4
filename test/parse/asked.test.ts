import { describe, expect, test } from "vitest";
import { fieldsIn, read } from "../build/parsed.ts";

const ID = "x-amzn-requestid: 5b0c1f9e-3d27-4a86-9c41-7e6f2a8d0b13";
const APIGW_ID = "x-amz-apigw-id: Hx3kQpZ0IAMFdLw=";
const HTTP_ID = "apigw-requestid: Hx3kQpZ0IAMFdLw=";

describe("the request above an answer", () => {
  const HOST = "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com";
  const ANSWER = ["HTTP/2 403", "x-amzn-errortype: ForbiddenException", ID];

  test.each([
    {
      what: "a command",
      lines: [`$ curl -i -X POST "https://${HOST}/prod/orders?x=1"`],
      asked: { domainName: HOST, path: "/prod/orders", stage: "prod", httpMethod: "POST" },
    },
    {
      what: "the head of a request",
      lines: ["> PUT /prod/orders?x=1 HTTP/1.1", `> Host: ${HOST}`],
      asked: { domainName: HOST, path: "/prod/orders", stage: "prod", httpMethod: "PUT" },
    },
    {
      what: "an address alone",
      lines: [`I asked https://${HOST}`],
      asked: { domainName: HOST },
    },
  ])("is told by $what", ({ lines, asked }) => {
    const answers = read(...lines, ...ANSWER, "", ...ANSWER, APIGW_ID).records;
    expect(answers[0]).toMatchObject({ fields: asked });
    expect(Object.keys(answers[1]?.kind === "access" ? answers[1].fields : {})).not.toContain(
      "path",
    );
  });

  test.each([
    { what: "another command followed", lines: ["$ curl https://api.example.com/"] },
    { what: "it stands far above", lines: Array<string>(70).fill("and so on") },
  ])("is forgotten when $what", ({ lines }) => {
    const { records } = read(`$ curl https://${HOST}/prod/orders`, ...lines, ...ANSWER, APIGW_ID);
    expect(records).toHaveLength(1);
    expect(records[0]).not.toHaveProperty("fields.domainName");
  });

  test("has no stage in its path when the API is an HTTP API", () => {
    const found = read(`curl https://${HOST}/orders`, "HTTP/2 403", HTTP_ID);
    expect(fieldsIn(found)).toMatchObject({ path: "/orders", domainName: HOST });
    expect(fieldsIn(found)).not.toHaveProperty("stage");
  });

  test.each([
    { what: "at a domain of one's own", host: ["> Host: api.example.com"] },
    { what: "at an address nobody tells", host: [] },
  ])("has no stage in its path $what", ({ host }) => {
    const found = read("> GET /orders HTTP/2", ...host, "HTTP/2 403", ID, APIGW_ID);
    expect(fieldsIn(found)).toMatchObject({ path: "/orders" });
    expect(fieldsIn(found)).not.toHaveProperty("stage");
  });
});
