import { gunzipSync, gzipSync } from "node:zlib";

/** No item holds 400 KB; what a packed part may grow to is far from a bomb. */
const MOST_BYTES = 16 * 1024 * 1024;

/** As gzipped JSON, since a write is billed by the kilobyte. */
export function packed(value: unknown): Uint8Array {
  return gzipSync(JSON.stringify(value));
}

/** Throws for what `packed` did not write. */
export function unpacked(bytes: Uint8Array): unknown {
  return JSON.parse(gunzipSync(bytes, { maxOutputLength: MOST_BYTES }).toString("utf8"));
}
