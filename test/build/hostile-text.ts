import fc from "fast-check";

/** Any text at all: control characters, lone surrogates, NULs. */
export function hostileText(maxLength: number): fc.Arbitrary<string> {
  const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
  const low = fc.integer({ min: 0, max: 0x7f }).map((code) => String.fromCharCode(code));
  return fc.array(fc.oneof(unit, low), { maxLength }).map((units) => units.join(""));
}
