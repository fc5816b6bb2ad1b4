/** Length of a request id in its usual form, a UUID, in bytes. */
export const ID_BYTES = 36;

/** Mixes the parts of the UUID at `at` that vary from request to request, in version 1 as in version 4. */
export function hashAt(view: DataView, at: number): number {
  return spread(
    view.getInt32(at, true) ^
      Math.imul(view.getInt32(at + 4, true), 0x85ebca6b) ^
      Math.imul(view.getInt32(at + 9, true), 0x27d4eb2f) ^
      Math.imul(view.getInt32(at + 32, true), 0x9e3779b1),
  );
}

/** Mixes the rest of it. Two ids that have both hashes in common are left to one question in 10^14. */
export function otherHashAt(view: DataView, at: number): number {
  return spread(
    view.getInt32(at + 13, true) ^
      Math.imul(view.getInt32(at + 17, true), 0x85ebca6b) ^
      Math.imul(view.getInt32(at + 20, true), 0x27d4eb2f) ^
      Math.imul(view.getInt32(at + 24, true), 0x9e3779b1) ^
      Math.imul(view.getInt32(at + 28, true), 0x165667b1),
  );
}

/** Lets each bit have a say in all others: the finalizer of MurmurHash3. */
function spread(mixed: number): number {
  const first = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return second ^ (second >>> 16);
}
