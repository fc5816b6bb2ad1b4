import { expect, test } from "vitest";
import { judged, labelOf } from "./judging.ts";
import { labelledRequests } from "./labelled-request.ts";

/** As mails, issues and terminals break them. */
const WIDTHS = [72, 80, 100, 120];
/** What is not told by its lines one by one: rows, documents. */
const EXECUTION =
  /^(?:\([\w-]{1,64}\) |[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d |Execution log for request)/;

/** A line in pieces, broken between words, and within one that is longer. */
function broken(line: string, width: number): readonly string[] {
  if (line.length <= width) return [line];
  const blank = line.lastIndexOf(" ", width);
  const end = blank > 0 ? blank : width;
  return [line.slice(0, end), ...broken(line.slice(blank > 0 ? end + 1 : end), width)];
}

const requests = labelledRequests().filter(({ lines }) =>
  lines.every((line) => EXECUTION.test(line)),
);

function labelsAt(width: number, lines: readonly string[]): readonly string[] {
  return judged(lines.flatMap((line) => broken(line, width))).map(labelOf);
}

test.each(WIDTHS)("lines broken after %i characters make no request another cause's", (width) => {
  const others = requests.flatMap(({ file, name, lines, cause }) => {
    const labels = labelsAt(width, lines);
    const causes = labels.map((label) => label.split("/")[0]).join();
    return [cause, "unclassified"].includes(causes) ? [] : [`${file}: ${name}: ${labels.join()}`];
  });
  expect(others).toEqual([]);
});

test("and nearly all keep their reason too", () => {
  const kept = requests.filter(
    ({ lines, cause, reason }) => labelsAt(80, lines).join() === `${cause}/${reason}`,
  );
  expect(kept.length).toBeGreaterThan(0.95 * requests.length);
});
