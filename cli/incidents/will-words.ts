import type { PersonsWill, Silence } from "../../shared/domain/incident.ts";
import { counted } from "../../shared/report/figures.ts";
import type { Clock } from "../../shared/report/moment.ts";
import { momentWords } from "./words.ts";

/** What people decided about an incident, a sentence each. */
export function willWords(
  { acknowledged, silence, resolve }: PersonsWill,
  clock: Clock,
): readonly string[] {
  const said = (what: string, { by, at }: NonNullable<PersonsWill["resolve"]>) =>
    `${what} by ${by}, ${momentWords(at, clock)}`;
  return [
    ...(acknowledged === undefined ? [] : [said("acknowledged", acknowledged)]),
    ...(silence === undefined ? [] : [said(`silenced ${extentWords(silence, clock)}`, silence)]),
    ...(resolve === undefined ? [] : [said("resolved by hand", resolve)]),
  ];
}

function extentWords(silence: Silence, clock: Clock): string {
  switch (silence.kind) {
    case "until":
      return `until ${momentWords(silence.until, clock)}`;
    case "count":
      return `for ${counted(silence.more, "failure")}`;
    case "escalating":
      return "until it escalates";
  }
}
