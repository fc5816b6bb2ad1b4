import type { Unreadable } from "../domain/record.ts";

const EXAMPLES_KEPT = 20;

/** How many pieces could not be read, and the 20 that stand first in their inputs. */
export class UnreadableExamples {
  readonly #examples: Unreadable[] = [];
  count = 0;

  add(unreadable: Unreadable): void {
    this.count += 1;
    this.#examples.push(unreadable);
    this.#examples.sort(compare);
    this.#examples.splice(EXAMPLES_KEPT);
  }

  list(): readonly Unreadable[] {
    return [...this.#examples];
  }
}

function compare(a: Unreadable, b: Unreadable): number {
  if (a.place.input !== b.place.input) return a.place.input < b.place.input ? -1 : 1;
  return a.place.line - b.place.line || (a.excerpt < b.excerpt ? -1 : 1);
}
