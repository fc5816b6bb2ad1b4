/**
 * A set that gives its oldest member back first. The iterator is kept: a new one would have to walk
 * over every hole that earlier removals left.
 */
export class FirstIn<Member> {
  readonly #members = new Set<Member>();
  #walk = this.#members.values();

  add(member: Member): void {
    this.#members.add(member);
  }

  delete(member: Member): void {
    this.#members.delete(member);
  }

  /** Takes the oldest member out. */
  shift(): Member | undefined {
    const oldest = this.#walk.next().value;
    if (oldest === undefined) {
      // A walk that has reached the end stays there.
      this.#walk = this.#members.values();
      return undefined;
    }
    this.#members.delete(oldest);
    return oldest;
  }
}
