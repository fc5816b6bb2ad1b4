const LIST_BYTES = 3;
const NUMBER_BYTES = 21;

/** What an item takes in DynamoDB, at most: names and values, a number as large as one can be. */
export function itemBytes(item: Readonly<Record<string, unknown>>): number {
  return Object.entries(item).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value),
    0,
  );
}

function valueBytes(value: unknown): number {
  if (typeof value === "string") return Buffer.byteLength(value);
  if (typeof value === "number") return NUMBER_BYTES;
  if (value instanceof Uint8Array) return value.length;
  if (value instanceof Set) return partsBytes([...value]);
  if (Array.isArray(value)) return partsBytes(value);
  if (typeof value === "object" && value !== null) {
    return LIST_BYTES + Object.keys(value).length + itemBytes(value as Record<string, unknown>);
  }
  return 1;
}

function partsBytes(parts: readonly unknown[]): number {
  return LIST_BYTES + parts.reduce<number>((sum, part) => sum + 1 + valueBytes(part), 0);
}
