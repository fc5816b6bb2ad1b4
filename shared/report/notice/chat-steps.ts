import { counted } from "../figures.ts";
import type { RemedyDocument } from "./document.ts";
import { fenced, mrkdwn } from "./mrkdwn.ts";

const STEP_LIMIT = 350;
const STEPS_SHOWN = 12;
const MORE_ROOM = 48;

/** What to do, by number; where a command does it, `commandsText` has it under that number. */
export function nextSteps(remedy: RemedyDocument | null): readonly string[] {
  const steps = remedy?.fix ?? [];
  const shown = steps.slice(0, STEPS_SHOWN).map(({ text, command }, at) => {
    const pointer = command === null ? "" : ` _(command ${at + 1} above)_`;
    return `${mrkdwn(`${at + 1}. ${text}`, STEP_LIMIT - pointer.length)}${pointer}`;
  });
  const more = steps.length - shown.length;
  return more === 0 ? shown : [...shown, `and ${counted(more, "more step")}: see the incident`];
}

/** The commands of the steps, whole, as far as `limit` characters go; a cut one would do something else. */
export function commandsText(remedy: RemedyDocument | null, limit: number): string | undefined {
  const blocks: string[] = [];
  let room = limit - MORE_ROOM;
  const steps = remedy?.fix.slice(0, STEPS_SHOWN) ?? [];
  for (const [at, { command }] of steps.entries()) {
    if (command === null) continue;
    const block = `*Command ${at + 1}*\n${fenced(command, Number.MAX_SAFE_INTEGER)}`;
    if (block.length > room)
      return [...blocks, "_The other commands: see the incident._"].join("\n");
    blocks.push(block);
    room -= block.length + 1;
  }
  return blocks.length === 0 ? undefined : blocks.join("\n");
}
