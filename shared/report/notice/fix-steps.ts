import type { Remedy, Step } from "../../domain/remedy.ts";

const SETS = /^([A-Z][A-Z0-9_]{0,40})=\$\(/;
const USES = /\$([A-Z][A-Z0-9_]{0,40})/g;

/**
 * The steps that mend it, runnable by themselves: before them the steps that set what their commands
 * use, which a remedy may have among those that confirm.
 */
export function fixSteps({ confirm, fix }: Pick<Remedy, "confirm" | "fix">): readonly Step[] {
  const steps = [...fix];
  for (const step of confirm.toReversed()) {
    if (setsWhatIsUsed(step, steps)) steps.unshift(step);
  }
  return steps;
}

function setsWhatIsUsed({ command = "" }: Step, steps: readonly Step[]): boolean {
  const name = SETS.exec(command)?.[1];
  if (name === undefined) return false;
  const commands = steps.map((step) => step.command ?? "");
  const first = commands.find((each) => mentions(each, name));
  return first !== undefined && SETS.exec(first)?.[1] !== name;
}

function mentions(command: string, name: string): boolean {
  const used = Array.from(command.matchAll(USES), ([, each]) => each);
  return used.includes(name) || SETS.exec(command)?.[1] === name;
}
