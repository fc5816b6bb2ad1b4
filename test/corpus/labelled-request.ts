import { readdirSync, readFileSync } from "node:fs";

/** One request whose verdict is known: a line of `fixtures/requests/<cause>.jsonl`. */
export type LabelledRequest = {
  /** The file it stands in, without its ending: the cause it shows, or is easily taken for. */
  readonly file: string;
  /** Unique within its file. */
  readonly name: string;
  /** A near miss looks like its file's cause, and is something else. */
  readonly kind: "hit" | "near_miss";
  readonly lines: readonly string[];
  readonly cause: string;
  /** "none" where the cause has no reasons. */
  readonly reason: string;
  /** What the client got, where the lines say it. */
  readonly status?: number;
  /** Second defects, as `cause/reason`. */
  readonly also?: readonly string[];
  /** Where the wording was seen, or the idea behind the case. */
  readonly source: string;
};

/** An answer of the engine that is known to be wrong: a row of `fixtures/known-gaps.jsonl`. */
export type KnownGap = {
  /** `<file>: <name>` of a labelled request, or the id of a case of the shared corpus. */
  readonly name: string;
  readonly wanted: string;
  readonly actual: string;
  readonly why: string;
};

const FIXTURES = new URL("../../fixtures/", import.meta.url);

/** Every labelled request of the project, in the order of its files. */
export function labelledRequests(): readonly LabelledRequest[] {
  const folder = new URL("requests/", FIXTURES);
  return readdirSync(folder)
    .sort()
    .flatMap((file) =>
      rowsOf<Omit<LabelledRequest, "file">>(new URL(file, folder)).map((row) => ({
        ...row,
        file: file.replace(".jsonl", ""),
      })),
    );
}

export function knownGaps(): readonly KnownGap[] {
  return rowsOf<KnownGap>(new URL("known-gaps.jsonl", FIXTURES));
}

/** How a request is named in test titles and in `fixtures/known-gaps.jsonl`. */
export function titleOf(request: LabelledRequest): string {
  return `${request.file}: ${request.name}`;
}

function rowsOf<Row>(file: URL): readonly Row[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Row);
}
