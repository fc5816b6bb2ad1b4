import { type BadDelivery, type JudgedDelivery, judgeDelivery, openDelivery } from "../delivery.ts";
import type { Result } from "../domain/result.ts";
import type { Tally } from "../domain/tally.ts";
import type { Judgement } from "../domain/verdict.ts";
import type { DeliveryHead } from "../parse/delivery-head.ts";
import type { IntakePorts, Outcome, Ports } from "../ports.ts";
import { refusalOf } from "./foreign.ts";
import { createIncidentDesk, type IncidentDesk } from "./incident-desk.ts";
import { ruleOn } from "./judging-halves.ts";
import { lookUp, problemsOf } from "./looking-up.ts";
import { maskedFacts } from "./masked.ts";
import { putOwnTallies } from "./own-tallies.ts";
import type { Problem } from "./problem.ts";
import type { Settings } from "./settings.ts";
import { isFailure, type Sorted } from "./sorting.ts";
import { tallied } from "./tallying.ts";

/** What one delivery came to. */
export type IntakeReport =
  | { readonly kind: "control" }
  | {
      readonly kind: "counted";
      readonly head: DeliveryHead;
      /** `already_there`: the delivery came before. */
      readonly outcome: Outcome;
      readonly tally: Tally;
      /** Log events it holds. */
      readonly events: number;
      readonly unreadable: number;
      /** Requests that straddle deliveries, and how many of them were judged by looking them up. */
      readonly halves: number;
      readonly lookedUp: number;
      /** Incidents, and notices of them. */
      readonly opened: number;
      readonly told: number;
      readonly problems: readonly Problem[];
      /** How old its newest event was. */
      readonly lagMs: number;
    };

/** Takes in one delivery, `data` as in `{"awslogs":{"data":…}}`; keeps what it learns about incidents. */
export type Intake = (data: string) => Promise<Result<IntakeReport, BadDelivery>>;

/**
 * Counts a delivery and opens the incidents it calls for. Doing it again, or having died half-way before,
 * changes nothing that is counted: the tally is written first, and every write after it is conditional.
 */
export function createIntake(ports: IntakePorts, settings: Settings): Intake {
  const alert = createIncidentDesk(ports, settings);
  return async (data) => {
    const opened = openDelivery(data);
    if (!opened.ok) return opened;
    const { head } = opened.value;
    if (head.kind === "control") return { ok: true, value: { kind: "control" } };
    const judged = judgeDelivery(opened.value);
    const refusal = refusalOf(head, judged, settings.logGroups);
    if (refusal !== undefined) return { ok: false, error: refusal };
    return { ok: true, value: await count(ports, settings, alert, head, judged) };
  };
}

async function count(
  ports: IntakePorts,
  settings: Settings,
  alert: IncidentDesk,
  head: DeliveryHead,
  judged: JudgedDelivery,
): Promise<IntakeReport> {
  const now = ports.clock();
  const counted = tallied(head, judged, settings.region, now);
  const { tally, place, newest, whole, halves, unkept } = counted;
  const outcome = await ports.store.putTally(tally);
  const lookedUp = await joinedNow(ports, head, counted);
  const joined = maskedFacts([...unkept, ...lookedUp.judgements]);
  const own = await putOwnTallies(ports.store, place, joined);
  const judgements = [...whole, ...joined];
  const alerted = await alert({ tallies: [tally, ...own], judgements, home: place.home, newest });
  return {
    kind: "counted",
    head,
    outcome,
    tally,
    events: judged.events,
    unreadable: judged.unreadable.length,
    halves: halves.length,
    lookedUp: lookedUp.judgements.length,
    opened: alerted.opened,
    told: alerted.told,
    problems: [...lookedUp.problems, ...alerted.problems],
    lagMs: now - newest,
  };
}

type Joined = { readonly judgements: readonly Judgement[]; readonly problems: readonly Problem[] };

/**
 * Requests whose end is here and whose beginning is not, joined at once by asking the log. Only where the
 * delivery names no other failure: then nobody would be told before the next sweep; a busy one leaves
 * its halves to the sweep, which mostly finds the other half in another tally, without asking.
 */
async function joinedNow(
  { logs }: Pick<Ports, "logs">,
  head: DeliveryHead,
  { whole, halves }: Sorted,
): Promise<Joined> {
  const ends = halves.filter(({ hasEnd }) => hasEnd);
  if (ends.length === 0 || whole.some(isFailure)) return { judgements: [], problems: [] };
  const found = await lookUp(logs, head, ends);
  const judgements = ends.flatMap(({ requestId, records, hasEnd }) => {
    const ruling = ruleOn({
      requestId,
      records: found.records.get(requestId) ?? records,
      hasEnd,
      endedWell: false,
      lookup: found.complete ? "complete" : "incomplete",
      isOverdue: false,
    });
    return ruling.kind === "judged" ? [ruling.judgement] : [];
  });
  return { judgements, problems: problemsOf(found, head.logGroup) };
}
