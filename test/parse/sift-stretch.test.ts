import fc from "fast-check";
import { expect, test } from "vitest";
import { Stretch } from "../../shared/parse/sift-stretch.ts";

type Run = { start: number; end: number; owner: number; line: number; records: number };

function runsOf(stretch: Stretch): readonly Run[] {
  return Array.from({ length: stretch.count }, (_, run) => ({
    start: stretch.startOf(run),
    end: stretch.endOf(run),
    owner: stretch.ownerOf(run),
    line: stretch.lineOf(run),
    records: stretch.recordsOf(run),
  }));
}

const anEntry = fc.record({
  gap: fc.constantFrom(0, 0, 0, 7),
  length: fc.integer({ min: 1, max: 9 }),
  owner: fc.constantFrom(-1, 0, 0, 5),
});

test("entries of one request that stand together are one run, however many there are", () => {
  fc.assert(
    fc.property(
      fc.array(anEntry, { maxLength: 30 }),
      fc.integer({ min: 0, max: 3 }),
      (entries, room) => {
        const stretch = new Stretch(room);
        const wanted: Run[] = [];
        let at = 0;
        entries.forEach(({ gap, length, owner }, index) => {
          const [start, end, line] = [at + gap, at + gap + length, index + 1];
          const before = wanted.at(-1);
          stretch.add(start, end, owner, line);
          if (before !== undefined && before.end === start && before.owner === owner) {
            before.end = end;
            before.records += 1;
          } else wanted.push({ start, end, owner, line, records: 1 });
          expect(stretch.lastEntry()).toEqual({ start, line });
          at = end;
        });
        expect(runsOf(stretch)).toEqual(wanted);
      },
    ),
  );
});

test("a run of many entries is added as one", () => {
  const stretch = new Stretch();
  stretch.add(10, 20, 3, 5, 4);
  stretch.add(20, 30, 3, 9, 2);
  expect(runsOf(stretch)).toEqual([{ start: 10, end: 30, owner: 3, line: 5, records: 6 }]);
});

test("the last run goes on over entries that were passed over, and loses the last of them", () => {
  const stretch = new Stretch();
  stretch.add(0, 10, 1, 1);
  stretch.add(10, 20, 2, 2);
  stretch.extendRun(50, 3, 40, 5);
  expect(runsOf(stretch)[1]).toEqual({ start: 10, end: 50, owner: 2, line: 2, records: 4 });
  expect(stretch.lastEntry()).toEqual({ start: 40, line: 5 });
  stretch.removeLast();
  expect(runsOf(stretch)[1]).toEqual({ start: 10, end: 40, owner: 2, line: 2, records: 3 });
});

test("the last entry may grow, and a run of one goes with it", () => {
  const stretch = new Stretch();
  stretch.add(0, 10, 1, 1);
  stretch.add(10, 20, 2, 2);
  stretch.extendLast(25);
  expect(runsOf(stretch)[1]).toMatchObject({ start: 10, end: 25 });
  stretch.removeLast();
  expect(runsOf(stretch)).toEqual([{ start: 0, end: 10, owner: 1, line: 1, records: 1 }]);
});

test("runs can be moved to an earlier place, and all be forgotten", () => {
  const stretch = new Stretch();
  for (let run = 0; run < 4; run++) stretch.add(run * 10, run * 10 + 5, run, run + 1);
  stretch.move(3, 1);
  expect(runsOf(stretch)[1]).toEqual({ start: 30, end: 35, owner: 3, line: 4, records: 1 });
  expect(runsOf(stretch)[2]).toMatchObject({ owner: 2 });
  const bytes = Buffer.from("abc");
  stretch.reset(bytes);
  expect([stretch.count, stretch.bytes]).toEqual([0, bytes]);
});
