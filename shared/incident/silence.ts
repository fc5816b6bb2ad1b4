import type { Incident, Silence } from "../domain/incident.ts";
import type { EpochMs } from "../domain/time.ts";
import { counted, moment } from "./words.ts";

/**
 * What keeps people from being told, in words; `undefined` when nothing does. A silence "until it
 * escalates" is over once an escalation was told after it began: that is counted, so that no two
 * clocks are compared.
 */
export function silenceOf(
  { will, count, told }: Pick<Incident, "will" | "count" | "told">,
  now: EpochMs,
): { readonly kind: Silence["kind"]; readonly because: string } | undefined {
  const { silence } = will;
  if (silence === undefined || !holds(silence, count, told.escalated ?? 0, now)) return undefined;
  return { kind: silence.kind, because: `silenced by ${silence.by} ${extentOf(silence, count)}` };
}

function holds(silence: Silence, count: number, escalations: number, now: EpochMs): boolean {
  switch (silence.kind) {
    case "until":
      return now < silence.until;
    case "count":
      return count < silence.from + silence.more;
    case "escalating":
      return escalations <= (silence.from ?? 0);
  }
}

function extentOf(silence: Silence, count: number): string {
  switch (silence.kind) {
    case "until":
      return `until ${moment(silence.until)}`;
    case "count":
      return `for ${counted(silence.from + silence.more - count, "more failure")}`;
    case "escalating":
      return "until it escalates";
  }
}
