import { classify } from "../shared/classify/classify.ts";
import type { Trace } from "../shared/domain/trace.ts";
import { visible } from "../shared/report/escape.ts";
import { UsageError } from "./failure.ts";

const IDS_NAMED = 3;
const NOTHING =
  "no request in it; give a log file or paste a log line; for what a client got, give the log and --request with the answer's x-amzn-requestid";
const EXTENDED_ID = /^Extended Request Id: (\S+)/;

/**
 * The trace to explain: the one with the id asked for (or that extended id), else the only one, else
 * the only one that failed. Throws UsageError, naming ids to choose from, when that is not one.
 */
export async function chosenTrace(
  traces: AsyncIterable<Trace>,
  requestId: string | undefined,
  where: string,
): Promise<Trace> {
  const all = new Candidates();
  const failing = new Candidates();
  for await (const trace of traces) {
    if (requestId !== undefined && isNamed(trace, requestId)) return trace;
    all.add(trace);
    if (classify(trace).verdict.kind !== "success") failing.add(trace);
  }
  const only = requestId === undefined ? (all.only ?? failing.only) : undefined;
  if (only !== undefined) return only;
  throw new UsageError(`${where}: ${refusal(all, failing, requestId)}`);
}

class Candidates {
  count = 0;
  readonly ids: string[] = [];
  #first: Trace | undefined;

  add(trace: Trace): void {
    this.count += 1;
    this.#first ??= trace;
    const { requestId } = trace;
    if (requestId !== undefined && this.ids.length < IDS_NAMED) this.ids.push(visible(requestId));
  }

  /** The one trace there is. */
  get only(): Trace | undefined {
    return this.count === 1 ? this.#first : undefined;
  }
}

function refusal(all: Candidates, failing: Candidates, requestId: string | undefined): string {
  if (all.count === 0) return NOTHING;
  const found = `${all.count} requests, ${failing.count} of them failing`;
  const named = failing.ids.length > 0 ? failing.ids : all.ids;
  const choice = named.length === 0 ? "" : `, as ${named.join(" or ")}`;
  if (requestId === undefined) return `${found}; name one by --request${choice}`;
  return `no request ${visible(requestId)} among ${found}; name one that is there${choice}`;
}

function isNamed({ requestId, records }: Trace, wanted: string): boolean {
  return requestId === wanted || records.some((record) => extendedId(record) === wanted);
}

function extendedId(record: Trace["records"][number]): string | undefined {
  if (record.kind === "access") return record.fields.extendedRequestId;
  return EXTENDED_ID.exec(record.text)?.[1];
}
