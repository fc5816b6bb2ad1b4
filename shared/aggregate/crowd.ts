import type { Counted } from "./counted.ts";
import { coarseFault, type Home } from "./fault.ts";
import { boundedScope, scopeKeyOf } from "./scope.ts";

/** How many different names fit. Where there are more of them, `kept` stay, within `keptBytes`. */
type Room = {
  readonly most: number;
  readonly mostBytes: number;
  readonly kept: number;
  readonly keptBytes: number;
};

const KB = 1024;

/** A delivery is of one log stream: hundreds of APIs or faults in it are an attack, or an odd log. */
const SCOPES: Room = { most: 60, mostBytes: 8 * KB, kept: 59, keptBytes: 8 * KB };
const FAULTS: Room = { most: 150, mostBytes: 32 * KB, kept: 120, keptBytes: 24 * KB };
/** Leaves room for every cause and reason there is, 81, once more. */
const COARSE_FAULTS: Room = { ...FAULTS, kept: 69, keptBytes: 12 * KB };

/**
 * The same requests, of at most 60 scopes and 150 faults that take 32 KB as JSON. The ones met most
 * often stay as they are. Failures of the others count as one fault a cause and reason: of their
 * stage or, where even those are too many, of the account. None is lost.
 */
export function uncrowded(items: readonly Counted[], home: Home): readonly Counted[] {
  const account = boundedScope(home);
  const ofAccount = (item: Counted) => coarsened({ ...item, scope: account });
  const scoped = fitted(items, scopeName, SCOPES, ofAccount);
  const faulted = fitted(scoped, faultName, FAULTS, coarsened);
  return fitted(faulted, faultName, COARSE_FAULTS, ofAccount);
}

function coarsened(item: Counted): Counted {
  if (item.fault === undefined) return item;
  return { ...item, fault: coarseFault(item.fault, item.scope) };
}

/** What an item is told apart by, and what writing it down takes. */
type Name = { readonly key: string; readonly bytes: number };

function scopeName({ scope }: Counted): Name {
  const key = scopeKeyOf(scope);
  return { key, bytes: key.length };
}

function faultName({ fault }: Counted): Name | undefined {
  return fault && { key: fault.fingerprint, bytes: Buffer.byteLength(JSON.stringify(fault)) };
}

function fitted(
  items: readonly Counted[],
  nameOf: (item: Counted) => Name | undefined,
  room: Room,
  coarser: (item: Counted) => Counted,
): readonly Counted[] {
  const named = items.map((item) => ({ item, name: nameOf(item) }));
  const ranked = ranking(named);
  const bytes = ranked.reduce((sum, name) => sum + name.bytes, 0);
  if (ranked.length <= room.most && bytes <= room.mostBytes) return items;
  const kept = keptOf(ranked, room);
  return named.map(({ item, name }) =>
    name === undefined || kept.has(name.key) ? item : coarser(item),
  );
}

/** Each name once, of the most requests first, then by key. */
function ranking(
  named: readonly { readonly item: Counted; readonly name: Name | undefined }[],
): readonly Name[] {
  const names = new Map<string, Name & { readonly count: number }>();
  for (const { item, name } of named) {
    if (name === undefined) continue;
    const before = names.get(name.key);
    const count = (before?.count ?? 0) + item.count;
    names.set(name.key, { ...name, count, bytes: Math.max(name.bytes, before?.bytes ?? 0) });
  }
  return [...names.values()].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

function keptOf(ranked: readonly Name[], { kept, keptBytes }: Room): ReadonlySet<string> {
  let bytes = 0;
  const within = ranked.slice(0, kept).filter((name) => {
    bytes += name.bytes;
    return bytes <= keptBytes;
  });
  return new Set(within.map(({ key }) => key));
}
