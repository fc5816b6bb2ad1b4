import type { Incident } from "../domain/incident.ts";
import type { Policy } from "../domain/policy.ts";
import { type Found, openingOf } from "../incident/opening.ts";
import type { IncidentStore } from "../ports.ts";

export type Opened =
  /** This call opened it, so its notices are this caller's to send. */
  | { readonly kind: "opened"; readonly incident: Incident }
  | { readonly kind: "stays"; readonly latest?: Incident };

/** Opens an incident for the failures, unless one is open, or they belong to one that was resolved. */
export async function openIfNeeded(
  store: IncidentStore,
  policy: Policy,
  found: Found,
): Promise<Opened> {
  const latest = await store.latestIncident(found.fault.fingerprint);
  const opening = openingOf(found, latest, policy);
  if (opening.kind === "stays") return latest === undefined ? opening : { ...opening, latest };
  const { incident } = opening;
  const outcome = await store.openIncident(incident);
  if (outcome === "already_there") return { kind: "stays", latest: incident };
  return { kind: "opened", incident };
}
