declare const epochMs: unique symbol;

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number & { readonly [epochMs]: true };

export function toEpochMs(milliseconds: number): EpochMs {
  return milliseconds as EpochMs;
}
