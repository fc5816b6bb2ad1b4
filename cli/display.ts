import type { Display } from "../shared/report/display.ts";
import type { Terminal } from "./terminal.ts";

/** The options of every command that prints a report. */
export type DisplayOptions = {
  readonly utc?: boolean;
  readonly width?: number;
  readonly top?: number;
};

const DEFAULT_WIDTH = 100;
const NARROWEST = 40;
const DEFAULT_TOP = 5;

/** How a report is to look here: as asked for, else as the terminal is. */
export function displayFor(options: DisplayOptions, terminal: Terminal): Display {
  const { out, environment, localOffset } = terminal;
  const width = options.width ?? out.columns ?? environment.columns ?? DEFAULT_WIDTH;
  return {
    width: Math.max(NARROWEST, width),
    colour: environment.colour(out.isTerminal),
    time: { utc: options.utc === true, localOffset },
    top: options.top ?? DEFAULT_TOP,
  };
}
