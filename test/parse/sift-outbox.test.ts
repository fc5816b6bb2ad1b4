import fc from "fast-check";
import { expect, test } from "vitest";
import { createOutbox } from "../../shared/parse/sift-outbox.ts";

test("pieces come out as they were put in, each with its line, and once", () => {
  const aPiece = fc.record({
    length: fc.integer({ min: 1, max: 90_000 }),
    from: fc.nat(5),
    line: fc.nat(99),
  });
  fc.assert(
    fc.property(fc.array(fc.array(aPiece, { maxLength: 5 }), { maxLength: 4 }), (batches) => {
      const outbox = createOutbox();
      for (const [at, batch] of batches.entries()) {
        const parts: Buffer[] = [];
        const lines: number[] = [];
        for (const { length, from, line } of batch) {
          const bytes = Buffer.alloc(from + length + 3, at + line);
          lines.push(Buffer.concat(parts).length, line);
          parts.push(bytes.subarray(from, from + length));
          outbox.add(bytes, from, from + length, line);
        }
        const whole = Buffer.concat(parts);
        expect(outbox.size()).toBe(whole.length);
        const taken = outbox.take();
        expect(whole.equals(taken.bytes)).toBe(true);
        expect(taken.lines).toEqual(lines);
        expect(outbox.size()).toBe(0);
      }
    }),
    { numRuns: 50 },
  );
});
