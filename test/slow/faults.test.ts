import { appendFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { environment } from "../../shared/config.ts";
import { type FakeAws, fakeAws, type Mishap } from "../fake/aws.ts";
import {
  type Accident,
  countsIn,
  logOf,
  Rehearsal,
  type Rehearsed,
  untoldOn,
} from "../functions/rehearsal.ts";

const MISHAPS: readonly Mishap[] = ["throttled", "broken", "reset", "lost"];
const TIMEOUT = logOf(["timeout"], 20);

let aws: FakeAws;
beforeAll(async () => {
  aws = await fakeAws();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await aws.close();
});

/** Deliveries that open, tell, look up, and offer a sample to what is open; then sweeps. */
async function deliveries(accident?: Accident): Promise<Rehearsed> {
  const rehearsal = new Rehearsal(aws);
  aws.logged.push(...TIMEOUT);
  await rehearsal.newWorker();
  if (accident) rehearsal.strike(accident);
  const rehearsed = await rehearsal.finished(async () => {
    await rehearsal.deliver(logOf(["ok", "malformed"]));
    await rehearsal.deliver(TIMEOUT.slice(5));
    await rehearsal.newWorker();
    await rehearsal.deliver(logOf(["ok", "malformed"], 10));
  });
  await rehearsal.finished(async () => {
    for (const minute of [3, 4, 9, 25, 26]) await rehearsal.sweep(minute);
  });
  return rehearsed;
}

/** Sweeps that join, look up, open, tell, digest, resolve and find a stage blind; then two more. */
async function sweeps(accident?: Accident): Promise<Rehearsed> {
  const rehearsal = new Rehearsal(aws, { NOTICES_IN_5_MINUTES: "2" });
  aws.logged.push(...TIMEOUT);
  aws.served.push(400);
  await rehearsal.finished(async () => {
    await rehearsal.deliver(logOf(["ok", "malformed", "crashed"]));
    await rehearsal.deliver([...logOf(["malformed"], 10), ...TIMEOUT.slice(5)]);
  });
  if (accident) rehearsal.strike(accident);
  const rehearsed = await rehearsal.finished(async () => {
    for (const minute of [3, 4, 25, 26]) await rehearsal.sweep(minute);
  });
  await rehearsal.finished(async () => {
    for (const minute of [31, 32, 37, 42]) await rehearsal.sweep(minute);
  });
  return rehearsed;
}

const PARTS = [
  {
    part: "classify-logs",
    play: deliveries,
    counts: { malformed_proxy_response: 2, integration_timeout: 1 },
  },
  {
    part: "sweep-incidents",
    play: sweeps,
    counts: { malformed_proxy_response: 2, integration_timeout: 1, lambda_function_error: 1 },
  },
] as const;

test.each(PARTS)(
  "whatever call of $part fails, nothing is lost and everybody is told",
  async (row) => {
    const { part, play, counts } = row;
    const calm = await play();
    expect(calm.failed).toEqual([]);
    const names = [...new Set(calm.calls)].toSorted();
    expect(names.length).toBeGreaterThan(10);
    for (const call of names) {
      for (const mishap of MISHAPS) {
        const rehearsed = await play({ call, mishap });
        const what = `${part}: ${call} ${mishap}`;
        const { inIncidents, inHours, owed } = await countsIn(rehearsed.store);
        expect({ what, inIncidents, inHours, owed }).toEqual({
          what,
          inIncidents: counts,
          inHours: counts,
          owed: [],
        });
        expect({ what, untold: await untoldOn(aws, rehearsed.store) }).toEqual({
          what,
          untold: [],
        });
        expect(seenIn(rehearsed), what).not.toBe("nothing");
        note(part, call, mishap, rehearsed);
      }
    }
  },
);

test("a call that nobody answers is given up in time for a retry", {
  timeout: 40_000,
}, async () => {
  const accident = { call: "dynamodb PutItem tally of a delivery", mishap: "hung" } as const;
  const rehearsed = await deliveries(accident);
  expect(rehearsed.failed).toEqual(["TimeoutError"]);
  expect(await countsIn(rehearsed.store)).toMatchObject({ inIncidents: PARTS[0].counts, owed: [] });
});

/** What an operator sees: an invocation that fails, or an error in the log. */
function seenIn({ failed, output }: Rehearsed): string {
  const errors = output.log.filter(({ level }) => level === "ERROR");
  const codes = errors.map(({ message, code }) => `log: ${String(message)} ${String(code)}`);
  return [...failed.map((name) => `invocation fails: ${name}`), ...codes].join("; ") || "nothing";
}

/** For whoever writes the table of faults: a row a line, where FAULTS_TABLE says. */
function note(part: string, call: string, mishap: Mishap, rehearsed: Rehearsed): void {
  const { FAULTS_TABLE } = environment();
  if (FAULTS_TABLE === undefined) return;
  appendFileSync(FAULTS_TABLE, `${part}\t${call}\t${mishap}\t${seenIn(rehearsed)}\n`);
}
