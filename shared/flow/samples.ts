import { createHash } from "node:crypto";
import { faultOf } from "../aggregate/fault.ts";
import type { Judgement } from "../domain/verdict.ts";
import type { IncidentStore } from "../ports.ts";
import { redactJudgement } from "../redact/redact.ts";

/** How many samples an incident keeps beside the one it opened with. */
const SLOTS = 5;
const PLACES_REMEMBERED = 10_000;

type Home = Parameters<typeof faultOf>[1];

/** The failing request that shows each fault best, by fingerprint. */
export function bestByFault(
  judgements: readonly Judgement[],
  home: Home,
): ReadonlyMap<string, Judgement> {
  const best = new Map<string, Judgement>();
  for (const judgement of judgements) {
    const fingerprint = faultOf(judgement, home)?.fingerprint;
    if (fingerprint === undefined) continue;
    const other = best.get(fingerprint);
    if (other === undefined || shows(judgement) > shows(other)) best.set(fingerprint, judgement);
  }
  return best;
}

/** Offers an incident another sample. */
export type Sampling = (incidentId: string, sample: Judgement) => Promise<void>;

/** What is full stays full, so a slot is asked about once. */
export function createSampling(store: Pick<IncidentStore, "putSample">): Sampling {
  const full = new Set<string>();
  return async (incidentId, sample) => {
    const slot = slotOf(sample);
    const place = `${incidentId} ${slot}`;
    if (full.has(place)) return;
    await store.putSample(incidentId, slot, sample);
    if (full.size >= PLACES_REMEMBERED) full.clear();
    full.add(place);
  };
}

/** A judgement as it is kept: masked, and of its records only those the verdict rests on. */
export function sampleOf(judgement: Judgement): Judgement {
  const { evidence, records } = judgement;
  const masked = redactJudgement(judgement, "masked");
  return {
    ...masked,
    records: masked.records.filter((_, at) => evidence.includes(at)),
    evidence: records.flatMap((_, at) => (evidence.includes(at) ? [at] : [])).map((_, at) => at),
  };
}

/** The slot a sample goes to, so that however many are offered, so many are kept. */
function slotOf({ facts }: Judgement): number {
  const digest = createHash("sha256")
    .update(facts.requestId ?? "")
    .digest();
  return digest.readUInt8() % SLOTS;
}

/** Evidence first, then a finding: what a person who has to mend it wants to see. */
function shows({ grade, verdict }: Judgement): number {
  const hasFinding = verdict.kind === "failed" && verdict.findings.length > 0;
  return "DCBA".indexOf(grade) * 2 + (hasFinding ? 1 : 0);
}
