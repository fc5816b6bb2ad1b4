import type { Incident, PersonsWill, Silence } from "../domain/incident.ts";
import type { Result } from "../domain/result.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS, toEpochMs } from "../domain/time.ts";
import { duration } from "./words.ts";

/** Why a wish for silence was not understood; `detail` says what would be. */
export type SilenceFailure = {
  readonly code: "not_a_silence" | "out_of_range";
  readonly detail: string;
};

type Part<Key extends keyof PersonsWill> = Required<Pick<PersonsWill, Key>>;

const LENGTH = /^(\d{1,9}) ?(m|min|h|d)$/;
const MORE = /^(\d{1,9}) more$/;
const DAY_MS = 24 * HOUR_MS;
const UNITS: Readonly<Record<string, number>> = {
  m: MINUTE_MS,
  min: MINUTE_MS,
  h: HOUR_MS,
  d: DAY_MS,
};
const LONGEST_MS = 366 * DAY_MS;
const LONGEST_NAME = 100;
const CONTROL = /\p{Cc}+/gu;

/** Somebody sees to it: no more reminders, but still word when it escalates or is resolved. */
export function acknowledge(by: string, at: EpochMs): Part<"acknowledged"> {
  return { acknowledged: { by: nameOf(by), at } };
}

/** Asks the next sweep to resolve it. */
export function resolveByHand(by: string, at: EpochMs): Part<"resolve"> {
  return { resolve: { by: nameOf(by), at } };
}

/** Silence as a person asks for it: for `2h` (`30m`, `3d`), for `20 more`, or until `escalating`. */
export function silence(
  spec: string,
  incident: Pick<Incident, "count" | "told">,
  by: string,
  at: EpochMs,
): Result<Part<"silence">, SilenceFailure> {
  const parsed = silenceIn(spec.trim(), incident, at);
  if (!parsed.ok) return parsed;
  return { ok: true, value: { silence: { ...parsed.value, by: nameOf(by), at } } };
}

function silenceIn(
  spec: string,
  { count, told }: Pick<Incident, "count" | "told">,
  at: EpochMs,
): Result<Silence, SilenceFailure> {
  if (spec === "escalating") {
    return { ok: true, value: { kind: "escalating", from: told.escalated ?? 0 } };
  }
  const more = MORE.exec(spec)?.[1];
  if (more !== undefined) return silentFor(Number(more), count);
  const [, amount, unit = ""] = LENGTH.exec(spec) ?? [];
  const length = UNITS[unit];
  if (length === undefined) {
    return failure("not_a_silence", "say how long (30m, 2h, 3d), `20 more` or `escalating`");
  }
  return silentUntil(Number(amount) * length, at);
}

function silentFor(more: number, from: number): Result<Silence, SilenceFailure> {
  if (more === 0) return failure("out_of_range", "ask for at least `1 more`");
  return { ok: true, value: { kind: "count", more, from } };
}

function silentUntil(length: number, at: EpochMs): Result<Silence, SilenceFailure> {
  if (length === 0 || length > LONGEST_MS) {
    return failure("out_of_range", `ask for 1 min to ${duration(LONGEST_MS)}`);
  }
  return { ok: true, value: { kind: "until", until: toEpochMs(at + length) } };
}

function failure(code: SilenceFailure["code"], detail: string) {
  return { ok: false, error: { code, detail } } as const;
}

/** What is said of a person goes into notices: one short line. */
function nameOf(by: string): string {
  return by.replaceAll(CONTROL, " ").trim().slice(0, LONGEST_NAME);
}
