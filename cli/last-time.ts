import type { EpochMs } from "../shared/domain/time.ts";
import { createParser } from "../shared/parse/parser.ts";
import { UsageError } from "./failure.ts";
import type { InputFile } from "./files.ts";
import { readInput } from "./input.ts";

/** The last time any entry of `files` carries. Reads them whole, so not for standard input. */
export async function lastTimeIn(files: readonly InputFile[]): Promise<EpochMs | undefined> {
  if (files.some(({ path }) => path === "-")) {
    throw new UsageError(
      "--since and --until count back from the log's last entry, which standard input shows too late; save it to a file or give an ISO time",
    );
  }
  let last: EpochMs | undefined;
  for (const { path } of files) {
    // Damage is reported when the file is read for the report itself.
    const parser = createParser(path);
    for await (const chunk of readInput(path, () => {})) {
      last = laterOf(last, parser.push(chunk).records);
    }
    last = laterOf(last, parser.end().records);
  }
  return last;
}

function laterOf(
  last: EpochMs | undefined,
  records: readonly { readonly time?: EpochMs }[],
): EpochMs | undefined {
  return records.reduce<EpochMs | undefined>(
    (latest, { time }) =>
      time !== undefined && (latest === undefined || time > latest) ? time : latest,
    last,
  );
}
