import type { Ports } from "../../shared/ports.ts";

/** A worker that dies, as Lambda kills one: nothing of it runs on. */
export class Crash extends Error {
  override readonly name = "Crash";
}

/** When a worker dies: at which of its calls to the outside, before it is done or after. */
export type Death = { readonly call: number; readonly isDone: boolean };

type Work = (...args: unknown[]) => unknown;

export type Worker = {
  readonly ports: Ports;
  readonly calls: () => number;
  readonly isDead: () => boolean;
};

/**
 * The ports of one worker, each call of which lets others go first for as long as `pauses` says, and which
 * dies at `death`, if it comes that far.
 */
export function workerWith(ports: Ports, pauses: () => number, death?: Death): Worker {
  let calls = 0;
  let isDead = false;

  function wrapped<Target extends object>(target: Target): Target {
    return new Proxy(target, {
      get(_, key, receiver) {
        const member: unknown = Reflect.get(target, key, receiver);
        return typeof member === "function"
          ? (...args: unknown[]) => call(member as Work, args)
          : member;
      },
    });
  }

  async function call(work: Work, args: unknown[]): Promise<unknown> {
    const own = calls++;
    for (let turn = pauses(); turn > 0; turn--) await null;
    if (isDead) throw new Crash("dead already");
    if (death?.call === own && !death.isDone) die();
    const outcome = await Reflect.apply(work, undefined, args);
    if (death?.call === own) die();
    return outcome;
  }

  function die(): never {
    isDead = true;
    throw new Crash("died");
  }

  return {
    ports: {
      store: wrapped(ports.store),
      publisher: wrapped(ports.publisher),
      logs: wrapped(ports.logs),
      metrics: wrapped(ports.metrics),
      clock: ports.clock,
    },
    calls: () => calls,
    isDead: () => isDead,
  };
}
