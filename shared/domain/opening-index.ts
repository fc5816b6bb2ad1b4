import { groupedBy } from "./grouped.ts";

/** Something that is known by the words it opens with. */
type Opening = { readonly opening: string };

/**
 * A class, since V8 lets literals that begin with the same key share what it knows of them: an `at` elsewhere
 * that is not a number had each text look its opening up in code that was given up and compiled again.
 */
class Node<Item> {
  /** Which character tells its items apart; -1 when none does. */
  readonly at: number;
  /** By the code of that character. */
  readonly next: readonly (Node<Item> | undefined)[];
  /** Those it cannot tell apart, the longest opening first. */
  readonly left: readonly Item[];

  constructor(at: number, next: readonly (Node<Item> | undefined)[], left: readonly Item[]) {
    this.at = at;
    this.next = next;
    this.left = left;
  }
}

/**
 * Finds the item with whose opening a text goes on at a place, the longest if there are several. It
 * looks at one or two telling characters before it compares, as many openings begin alike.
 */
export function createOpeningIndex<Item extends Opening>(
  items: readonly Item[],
): (text: string, at: number) => Item | undefined {
  const root = nodeOf(items);
  return (text, at) => {
    let node: Node<Item> | undefined = root;
    while (node !== undefined && node.at !== -1) node = node.next[text.charCodeAt(at + node.at)];
    if (node === undefined) return undefined;
    for (const item of node.left) if (text.startsWith(item.opening, at)) return item;
    return undefined;
  };
}

function nodeOf<Item extends Opening>(items: readonly Item[]): Node<Item> {
  const shortest = Math.min(...items.map(({ opening }) => opening.length));
  const groupsAt = (at: number) => groupedBy(items, ({ opening }) => opening.charCodeAt(at));
  const places = Array.from({ length: shortest }, (_, at) => ({ at, groups: groupsAt(at) }));
  const best = places.toSorted((a, b) => b.groups.size - a.groups.size)[0];
  if (best === undefined || best.groups.size === 1) {
    const left = items.toSorted((a, b) => b.opening.length - a.opening.length);
    return new Node(-1, [], left);
  }
  const next: Node<Item>[] = [];
  for (const [code, group] of best.groups) next[code] = nodeOf(group);
  return new Node(best.at, next, []);
}
