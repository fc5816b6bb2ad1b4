import { describe, expect, test } from "vitest";
import { chatMessage } from "../../../shared/report/notice/chat.ts";
import { machinesMessage } from "../../../shared/report/notice/machines.ts";
import { peopleMessage } from "../../../shared/report/notice/people.ts";
import { BODY_LIMIT } from "../../../shared/report/notice/size.ts";
import { hugeTelling } from "../../build/hostile-notices.ts";
import {
  aBlindNotice,
  aDigest,
  aFault,
  anEntry,
  anIncidentNotice,
  aTelling,
} from "../../build/notices.ts";
import { aJudgement, aRecord, aRemedy, BODY_NOT_A_STRING } from "../../build/report.ts";

const HUGE = "\u0001".repeat(100_000);

describe.each([
  { topic: "people", render: peopleMessage },
  { topic: "chat", render: chatMessage },
  { topic: "machines", render: machinesMessage },
])("a message for $topic", ({ render }) => {
  test.each([
    { name: "one huge text of each", length: 1_000_000, pieces: 1 },
    { name: "many long texts", length: 5_000, pieces: 50 },
    { name: "many huge texts", length: 50_000, pieces: 100 },
  ])(
    "stays below 200 KiB, made of $name, and keeps the cause and the fix",
    ({ length, pieces }) => {
      const { body } = render(hugeTelling(length, pieces));
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(BODY_LIMIT);
      expect(body).toContain("malformed_proxy_response (body_not_string)");
      expect(body).toContain("Mend it.");
      expect(body).toContain("mend\n".trim());
    },
  );

  test.each([
    {
      name: "a digest of many",
      notice: aDigest({
        because: HUGE,
        entries: Array.from({ length: 50 }, () =>
          anEntry({
            fault: aFault({ route: HUGE, target: HUGE, stage: HUGE, apiId: HUGE, region: HUGE }),
          }),
        ),
      }),
    },
    { name: "a blind stage", notice: aBlindNotice({ because: HUGE, scope: { stage: HUGE } }) },
  ])("stays below 200 KiB for $name", ({ notice }) => {
    expect(Buffer.byteLength(render(aTelling(notice)).body)).toBeLessThanOrEqual(BODY_LIMIT);
  });
});

// biome-ignore lint/suspicious/noExplicitAny: what is read is asserted on, not typed
function documentOf(telling: Parameters<typeof machinesMessage>[0]): any {
  return JSON.parse(machinesMessage(telling).body);
}

function withPayload(text: string) {
  const payload = { text, shape: "json_object", cut: false } as const;
  return anIncidentNotice({ sample: aJudgement({ verdict: { ...BODY_NOT_A_STRING, payload } }) });
}

test("a long payload is cut to 64 Ki characters, its wrong field still shown", () => {
  const text = `{"statusCode":200,"pad":"${"x".repeat(70_000)}","body":{"id":1}}`;
  const { payload } = documentOf(aTelling(withPayload(text))).request;
  expect(payload.text).toBe(text.slice(0, 65_536));
  expect(payload.omitted).toBe(text.length - 65_536);
  const [{ from, to }] = payload.marks;
  expect(payload.excerpt.slice(from, to)).toBe('{"id":1}');
});

test("a payload of characters that take six bytes gives way, evidence before the fix", () => {
  const { request, remedy } = documentOf(aTelling(withPayload("\u0001".repeat(65_536))));
  expect(request.payload.text).toHaveLength(8192);
  expect(request.evidence).toHaveLength(2);
  expect(remedy.confirm).toHaveLength(1);
});

test("what is least keeps the steps of the fix, without evidence and without what confirms", () => {
  const { request, remedy } = documentOf(hugeTelling(100_000, 100));
  expect(request.evidence).toEqual([]);
  expect(request.findings).toHaveLength(3);
  expect(request.payload.text).toHaveLength(1024);
  expect(remedy.confirm).toEqual([]);
  expect(remedy.fix).toHaveLength(12);
  expect(remedy.fix[0]).toEqual({ text: "Mend it.", command: "mend" });
  expect(remedy.fix[1]).toMatchObject({ command: null });
  expect(remedy.fix[1].text).toContain(
    "(Its command is too long for a message: the incident has it.)",
  );
});

test("a digest that is cut says how many more there are", () => {
  const entries = Array.from({ length: 50 }, () =>
    anEntry({ fault: aFault({ route: HUGE, target: HUGE, stage: HUGE, apiId: HUGE }) }),
  );
  const document = documentOf(aTelling(aDigest({ entries, more: 3 })));
  expect(document.entries.length + document.more).toBe(53);
  expect(document.entries).toHaveLength(20);
});

test("of an access log's record only the entry is kept, at a length", () => {
  const access = {
    ...aRecord({ text: "y".repeat(5000) }),
    kind: "access",
    fields: { path: HUGE },
    count: 1,
  } as const;
  const sample = aJudgement({ records: [access], evidence: [0] });
  const { evidence } = documentOf(aTelling(anIncidentNotice({ sample }))).request;
  expect(evidence[0].text).toBe(`${"y".repeat(4096)}… (904 more characters)`);
});

test("evidence that names no record, or one without a time, is told as far as it goes", () => {
  const { time: _, ...timeless } = aRecord({ text: "odd" });
  const sample = aJudgement({ records: [timeless], evidence: [0, 7] });
  const { evidence } = documentOf(aTelling(anIncidentNotice({ sample }))).request;
  expect(evidence).toEqual([{ time: null, text: "odd" }]);
});

test("a command is whole or not there", () => {
  const command = "x".repeat(16_384);
  const fix = [
    { text: "fits", command },
    { text: "does not", command: `${command}x` },
  ];
  expect(documentOf(aTelling(anIncidentNotice(), { remedy: aRemedy({ fix }) })).remedy.fix).toEqual(
    [
      { text: "fits", command },
      {
        text: "does not (Its command is too long for a message: the incident has it.)",
        command: null,
      },
    ],
  );
});
