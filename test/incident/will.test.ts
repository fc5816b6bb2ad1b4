import { describe, expect, test } from "vitest";
import { acknowledge, resolveByHand, silence } from "../../shared/incident/will.ts";
import { anIncident, minute } from "./building.ts";

const AT = minute(7);
const BY = { by: "ada", at: AT };

test("acknowledging and resolving say who and when", () => {
  expect(acknowledge("ada", AT)).toEqual({ acknowledged: BY });
  expect(resolveByHand("ada", AT)).toEqual({ resolve: BY });
});

test("a name is one short line, whatever it holds", () => {
  const hostile = ` ada\r\n\u001b[31m${"x".repeat(200)}`;
  const { by } = resolveByHand(hostile, AT).resolve;
  expect(by).toBe(`ada [31m${"x".repeat(92)}`);
  expect(acknowledge(" ada\n", AT)).toEqual({ acknowledged: BY });
});

describe("silence", () => {
  const incident = anIncident({ count: 41, told: { opened: 1 } });

  test.each([
    { spec: "1m", wanted: { kind: "until", until: minute(8) } },
    { spec: "30 min", wanted: { kind: "until", until: minute(37) } },
    { spec: " 2h ", wanted: { kind: "until", until: minute(127) } },
    { spec: "366d", wanted: { kind: "until", until: minute(7 + 366 * 1440) } },
    { spec: "20 more", wanted: { kind: "count", more: 20, from: 41 } },
    { spec: "escalating", wanted: { kind: "escalating", from: 0 } },
  ])("for `$spec`", ({ spec, wanted }) => {
    const value = { silence: { ...wanted, ...BY } };
    expect(silence(spec, incident, "ada", AT)).toEqual({ ok: true, value });
  });

  test("until it escalates means: once more", () => {
    const worse = anIncident({ told: { opened: 1, escalated: 2 } });
    expect(silence("escalating", worse, "ada", AT)).toMatchObject({
      value: { silence: { from: 2, by: "ada" } },
    });
  });

  test.each([
    { spec: "0 more", code: "out_of_range", detail: "ask for at least `1 more`" },
    { spec: "0h", code: "out_of_range", detail: "ask for 1 min to 366 days" },
    { spec: "367d", code: "out_of_range", detail: "ask for 1 min to 366 days" },
    ...[
      "",
      "2",
      "h",
      "-2h",
      "2.5h",
      "2 weeks",
      "20more",
      "more",
      "x2h",
      "2hx",
      "1 more or less",
    ].map((spec) => ({
      spec,
      code: "not_a_silence",
      detail: "say how long (30m, 2h, 3d), `20 more` or `escalating`",
    })),
  ])("`$spec` is $code", ({ spec, code, detail }) => {
    expect(silence(spec, incident, "ada", AT)).toEqual({ ok: false, error: { code, detail } });
  });
});
