import { describe, expect, test } from "vitest";
import { judgeTogether, recordsOf } from "../../shared/delivery.ts";
import { toEpochMs } from "../../shared/domain/time.ts";
import { halfRecords } from "../../shared/flow/half-records.ts";
import { judged, labelOf } from "./judging.ts";
import { knownGaps, type LabelledRequest, labelledRequests, titleOf } from "./labelled-request.ts";

const ENTRY = /^\(([0-9a-f]{8}-[0-9a-f-]{27})\) /;
const GROUP = {
  accountId: "123456789012",
  logGroup: "API-Gateway-Execution-Logs_a1b2c3d4e5/prod",
  logStream: "0123456789abcdef",
};
const START = Date.UTC(2026, 2, 4, 10, 11, 12);

const gaps = new Set(knownGaps().map(({ name }) => name));
/** The requests that are plain stage logs, each with an id of its own: they can be written in any form. */
const stageLogs = labelledRequests()
  .filter((request) => !gaps.has(titleOf(request)))
  .filter(({ lines }) => lines.every((line) => ENTRY.test(line) && idOf(line) === idOf(lines[0])))
  .map((request) => ({ ...request, id: idOf(request.lines[0]), title: titleOf(request) }));

const forms: readonly { form: string; written: (lines: readonly string[]) => string[] }[] = [
  { form: "tailed", written: (lines) => lines.map((line, at) => `${isoAt(at)} ${line}`) },
  {
    form: "exported with tabs",
    written: (lines) => lines.map((line, at) => `${isoAt(at)}\t${line}`),
  },
  {
    form: "a console CSV",
    written: (lines) => [
      "timestamp,message",
      ...lines.map((line, at) => `${START + at},${quoted(line)}`),
    ],
  },
  { form: "delivered as JSON lines", written: (lines) => lines.map(delivered) },
  {
    form: "the answer of get-log-events",
    written: (lines) => [printed({ events: eventsOf(lines) })],
  },
  {
    form: "a subscription delivery",
    written: (lines) => [
      JSON.stringify({
        messageType: "DATA_MESSAGE",
        owner: "123456789012",
        logGroup: "API-Gateway-Execution-Logs_a1b2c3d4e5/prod",
        logStream: "0123456789abcdef",
        subscriptionFilters: ["apigw-triage"],
        logEvents: eventsOf(lines).map((event, at) => ({ id: String(at), ...event })),
      }),
    ],
  },
];

describe("the form of a log never changes a verdict", () => {
  test("there are enough stage logs to say so", () => {
    expect(stageLogs.length).toBeGreaterThan(100);
  });

  test.each(forms)("written as $form", ({ written }) => {
    const wrong = stageLogs.filter(
      (request) => String(judged(written(request.lines)).map(labelOf)) !== wantedOf(request),
    );
    expect(wrong.map(({ title }) => title)).toEqual([]);
  });

  test("with the lines of all requests between each other", () => {
    const verdicts = judged(interleaved(stageLogs.map(({ lines }) => lines)));
    const byId = new Map(verdicts.map((one) => [one.facts.requestId, labelOf(one)]));
    const wrong = stageLogs.filter((request) => byId.get(request.id) !== wantedOf(request));
    expect(wrong.map(({ title }) => title)).toEqual([]);
    expect(verdicts).toHaveLength(stageLogs.length);
  });

  test("with only those records that the halves of a request are kept with", () => {
    const wrong = stageLogs.filter((request) => fromHalves(request) !== wantedOf(request));
    expect(wrong.map(({ title }) => title)).toEqual([]);
  });
});

/** The verdict on what two tallies keep of a request; wherever it is cut, they keep these records of it. */
function fromHalves({ id = "", lines }: (typeof stageLogs)[number]): string {
  const events = eventsOf(lines).map(({ timestamp, message }) => ({
    requestId: id,
    time: toEpochMs(timestamp),
    message,
    logStream: "0123456789abcdef",
  }));
  const records = halfRecords(recordsOf(GROUP, events));
  const judgement = judgeTogether(id, records);
  return judgement === undefined ? "none" : labelOf(judgement);
}

function wantedOf({ cause, reason }: LabelledRequest): string {
  return `${cause}/${reason}`;
}

function idOf(line: string | undefined): string | undefined {
  return ENTRY.exec(line ?? "")?.[1];
}

function isoAt(at: number): string {
  return new Date(START + at).toISOString();
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

function printed(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

function delivered(payload: string, at: number): string {
  return JSON.stringify({
    event_timestamp: START + at,
    api_id: "a1b2c3d4e5",
    stage: "prod",
    payload,
  });
}

function eventsOf(lines: readonly string[]) {
  return lines.map((message, at) => ({ timestamp: START + at, message }));
}

/** The first lines of all, then the second ones, and so on. */
function interleaved(logs: readonly (readonly string[])[]): readonly string[] {
  const longest = Math.max(...logs.map((lines) => lines.length));
  return Array.from({ length: longest }, (_, at) => at).flatMap((at) =>
    logs.flatMap((lines) => lines[at] ?? []),
  );
}
