import { describe, expect, test } from "vitest";
import { classify } from "../../shared/classify/classify.ts";
import { templateOf } from "../../shared/classify/route-template.ts";
import { traceOf } from "./trace-of.ts";

describe("the template of a path", () => {
  test.each([
    ["/orders/42", "{id=42}", "/orders/{id}"],
    ["/42", "{id=42}", "/{id}"],
    ["/shops/a/orders/42", "{id=42, shop=a}", "/shops/{shop}/orders/{id}"],
    ["/static/css/a.css", "{proxy=css/a.css}", "/static/{proxy+}"],
    ["/static/a", "{proxy=a}", "/static/{proxy+}"],
    ["/files/a/b", "{path=a/b}", "/files/{path+}"],
    ["/orders/{id}", "{id=42}", "/orders/{id}"],
    ["/orders", "{}", "/orders"],
    ["/orders/42", "", "/orders/42"],
    ["/a/a", "{id=a}", "/a/a"],
    ["/a/b/c", "{proxy=b}", "/a/b/c"],
    ["/orders/42", "{id=4}", "/orders/42"],
  ])("%s with %s is %s", (path, parameters, template) => {
    expect(templateOf(path, parameters)).toBe(template);
  });
});

function routeIn(...lines: readonly string[]) {
  const { method, route } = classify(traceOf(lines)).facts;
  return { method, route };
}

test("a route is the template, where the log shows which values the path has", () => {
  expect(
    routeIn("HTTP Method: POST, Resource Path: /orders/42", "Method request path: {id=42}"),
  ).toEqual({ method: "POST", route: "/orders/{id}" });
});

test("the usage plan's line names the resource, but not always the method", () => {
  const key =
    "API Key  authorized because method 'ANY /{proxy+}' does not require API Key. Request will not contribute to throttle or quota limits";
  expect(routeIn(key, "HTTP Method: POST, Resource Path: /orders/42")).toEqual({
    method: "POST",
    route: "/{proxy+}",
  });
  expect(routeIn(key)).toEqual({ method: "ANY", route: "/{proxy+}" });
});
