import { createSettledIds } from "../../shared/parse/settled-ids.ts";
import { createTextSift } from "../../shared/parse/sift-text.ts";

export const ID = "7f1c0b5e-2f6a-4c1d-9a57-0d1e2f3a4b5c";
export const OTHER = "0a9b8c7d-6e5f-4a3b-8c2d-1e0f9a8b7c6d";
export const SUCCESS = "Successfully completed execution";
export const END = "Method completed with status: 200";

/** What the sift passes on of `text`, fed in chunks of `size` bytes, and what it counted. */
export function sifted(text: string, size = 1 << 20) {
  const passed: Buffer[] = [];
  const ids = createSettledIds();
  const sift = createTextSift(({ bytes, settledIds }) => {
    passed.push(Buffer.from(bytes));
    ids.add(settledIds);
  });
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) sift.push(bytes.subarray(at, at + size));
  sift.end();
  return { passed: Buffer.concat(passed).toString(), settled: sift.settled(), ids };
}

/** Lines of one request, with the time before them. */
export function entries(id: string, ...texts: readonly string[]): string {
  return texts.map((text) => `2026-11-20T10:11:12.123Z (${id}) ${text}\n`).join("");
}
