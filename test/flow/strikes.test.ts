import { expect, test } from "vitest";
import type { ScopeKey } from "../../shared/domain/tally.ts";
import { requestsIn, strikesIn } from "../../shared/flow/strikes.ts";
import { aFault, aTally, minute, PROD } from "../build/stored.ts";

const FIRST = aFault({ fingerprint: "v1:first" });
const SECOND = aFault({ fingerprint: "v1:second" });

function struck(count: number, first: number, last: number) {
  return { count, firstSeen: minute(first), lastSeen: minute(last) };
}

function cell(start: number, strikes: Readonly<Record<string, ReturnType<typeof struck>>>) {
  return { scope: PROD, minute: minute(start), requests: {}, strikes };
}

test("strikes of a fault are joined over minutes and tallies, others left apart", () => {
  const tallies = [
    aTally({
      faults: [FIRST, SECOND],
      cells: [
        cell(0, { "v1:first": struck(2, 0.1, 0.5) }),
        cell(1, { "v1:first": struck(1, 1.2, 1.2), "v1:second": struck(4, 1.1, 1.9) }),
      ],
    }),
    aTally({ faults: [FIRST], cells: [cell(0, { "v1:first": struck(3, 0, 0.2) })] }),
  ];
  expect(strikesIn(tallies)).toEqual([
    { fault: FIRST, scope: PROD, strikes: struck(6, 0, 1.2) },
    { fault: SECOND, scope: PROD, strikes: struck(4, 1.1, 1.9) },
  ]);
});

test.each([
  { name: "successes show", requests: { "2xx": 5, "4xx": 2, "5xx": 1 }, all: 8 },
  { name: "redirects show", requests: { "3xx": 5, "5xx": 1 }, all: 6 },
  { name: "every request fails, step by step", requests: { "5xx": 3 }, isInfo: true, all: 3 },
  { name: "only failures show", requests: { "5xx": 3, "4xx": 2 }, all: undefined },
])("all requests of a stage are known where $name", ({ requests, isInfo = false, all }) => {
  const other = { ...cell(0, {}), scope: "other" as ScopeKey, requests: { "2xx": 100 } };
  expect(requestsIn([{ ...cell(0, {}), requests }, other], PROD, isInfo)).toBe(all);
});
