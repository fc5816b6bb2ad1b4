import * as v from "valibot";
import type { PersonsWill, Silence } from "../../domain/incident.ts";
import { type Item, TIME } from "./item.ts";
import { isoOf } from "./times.ts";

type Part = keyof PersonsWill;
/** What `setWill` is given: null takes a decision back. */
export type SaidWill = Partial<{ [Name in Part]: PersonsWill[Name] | null }>;

const SAID = { by: v.string(), at: TIME };
const SILENCE = v.variant("kind", [
  v.object({ kind: v.literal("until"), until: TIME, ...SAID }),
  v.object({ kind: v.literal("count"), more: v.number(), from: v.number(), ...SAID }),
  v.object({ kind: v.literal("escalating"), from: v.exactOptional(v.number()), ...SAID }),
]);

/** Attributes of an incident that people write, and the sweep never does. */
export const WILL = v.object({
  acknowledged: v.exactOptional(v.object(SAID)),
  silence: v.exactOptional(SILENCE),
  resolve: v.exactOptional(v.object(SAID)),
} satisfies Record<Part, v.GenericSchema>);

export const WILL_PARTS = ["acknowledged", "silence", "resolve"] as const;

/** The attributes of the decisions that were taken, by name. */
export function willAttributes(will: SaidWill): Item {
  const { acknowledged, silence, resolve } = will;
  return {
    ...(acknowledged && { acknowledged: saidAttribute(acknowledged) }),
    ...(silence && { silence: { ...saidAttribute(silence), ...silenceTimes(silence) } }),
    ...(resolve && { resolve: saidAttribute(resolve) }),
  };
}

function saidAttribute(said: NonNullable<PersonsWill[Part]>): Item {
  return { ...said, at: isoOf(said.at) };
}

function silenceTimes(silence: Silence): { readonly until?: string } {
  return silence.kind === "until" ? { until: isoOf(silence.until) } : {};
}
