declare const epochMs: unique symbol;

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number & { readonly [epochMs]: true };

export function toEpochMs(milliseconds: number): EpochMs {
  return milliseconds as EpochMs;
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

export function startOfMinute(time: EpochMs): EpochMs {
  return toEpochMs(Math.floor(time / MINUTE_MS) * MINUTE_MS);
}

export function startOfHour(time: EpochMs): EpochMs {
  return toEpochMs(Math.floor(time / HOUR_MS) * HOUR_MS);
}
