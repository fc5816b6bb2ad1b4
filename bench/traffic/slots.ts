import type { Random } from "./random.ts";

/** What differs from one request to the next, with the number of characters it always has. */
export const SLOT_LENGTHS = {
  requestId: 36,
  extendedId: 16,
  lambdaId: 36,
  traceId: 35,
  edgeId: 56,
  clientIp: 14,
  orderId: 8,
  /** `20261122T100000Z` */
  amzDate: 16,
  /** `Sun, 22 Nov 2026 10:00:00 GMT` */
  httpDate: 29,
} as const;

export type Slot = keyof typeof SLOT_LENGTHS;
export type SlotValues = Readonly<Record<Slot, string>>;

const HEX = "0123456789abcdef";
const DIGITS = "0123456789";
const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const NOT_IN_AMZ_DATE = /[-:]|\.\d+/g;

/** The values of one request that starts at `startMs`. */
export function drawSlotValues(random: Random, startMs: number): SlotValues {
  const start = new Date(startMs);
  return {
    requestId: uuid(random),
    extendedId: `${random.text(15, BASE64)}=`,
    lambdaId: uuid(random),
    traceId: `1-${random.text(8, HEX)}-${random.text(24, HEX)}`,
    edgeId: `${random.text(54, BASE64)}==`,
    clientIp: `198.51.100.${100 + random.below(100)}`,
    orderId: random.text(8, DIGITS),
    amzDate: start.toISOString().replace(NOT_IN_AMZ_DATE, ""),
    httpDate: start.toUTCString(),
  };
}

function uuid(random: Random): string {
  const digits = random.text(32, HEX);
  const group = (from: number, to: number) => digits.slice(from, to);
  return [group(0, 8), group(8, 12), group(12, 16), group(16, 20), group(20, 32)].join("-");
}
