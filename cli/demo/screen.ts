import type { SlackMessage } from "../../shared/domain/slack.ts";
import type { EpochMs } from "../../shared/domain/time.ts";
import type { Display } from "../../shared/report/display.ts";
import { visible, visibleLines } from "../../shared/report/escape.ts";
import { hanging, indented, wrapped } from "../../shared/report/layout.ts";
import { dateTime, timeOfDay } from "../../shared/report/moment.ts";
import { paintFor } from "../../shared/report/paint.ts";
import type { Terminal } from "../terminal.ts";
import { slackLines } from "./slack-text.ts";

/** Where a run is shown as it goes. */
export type Screen = {
  /** Lines as they are. */
  lines(lines: readonly string[]): Promise<void>;
  /** What happened, behind its time. */
  turn(at: EpochMs, text: string): Promise<void>;
  /** How it stands, behind its time. */
  standing(at: EpochMs, text: string): Promise<void>;
  email(at: EpochMs, subject: string, body: string): Promise<void>;
  slack(at: EpochMs, message: SlackMessage, where: string): Promise<void>;
  /** A line that is soon gone, where a person can see it. */
  status(text: string): Promise<void>;
};

const UTC = () => 0;
const EMAIL_WIDTH = 72;
const NARROW = 40;
const WIDEST_CARD = 84;
const CLEAR_LINE = "\r\u001b[K";

export function createScreen(terminal: Terminal, display: Display): Screen {
  const paper = createPaper(terminal);
  const paint = paintFor(display.colour);
  const { width } = display;
  const rule = (at: EpochMs, title: string) => {
    const words = `${timeOfDay(at, UTC)} ${title} `;
    return paint.faint(
      words + "─".repeat(Math.max(0, Math.min(width, WIDEST_CARD) - words.length)),
    );
  };
  return {
    ...paper,
    turn: (at, text) =>
      paper.lines([...hanging(`${timeOfDay(at, UTC)} ▸ `, text, width).map(paint.title), ""]),
    standing: (at, text) =>
      paper.lines([...hanging(`${dateTime(at, UTC)} UTC  `, text, width).map(paint.faint), ""]),
    email: (at, subject, body) =>
      paper.lines([
        rule(at, "e-mail"),
        ...hanging("  Subject: ", visible(subject), width).map(paint.title),
        "",
        ...indented(emailLines(body, width - 2), 2),
        "",
      ]),
    slack: (at, message, where) => {
      const card = slackLines(message, Math.min(width, WIDEST_CARD) - 2, paint);
      const framed = card.map((line) => `${paint.faint("┃")} ${line}`.trimEnd());
      return paper.lines([rule(at, `Slack, ${where}`), ...framed, ""]);
    },
  };
}

/** As it is: only where the terminal is narrower than an e-mail, its lines are broken again. */
function emailLines(body: string, width: number): readonly string[] {
  const lines = visibleLines(body.trimEnd());
  return width < EMAIL_WIDTH ? lines.flatMap((line) => wrapped(line, width)) : lines;
}

/** What stays, and a line at its end that does not. */
function createPaper({ out, error, environment }: Terminal): Pick<Screen, "lines" | "status"> {
  const isWatched = error.isTerminal && !environment.isCi;
  let hasStatus = false;
  return {
    async lines(lines) {
      if (hasStatus) await error.write(CLEAR_LINE);
      hasStatus = false;
      await out.write(`${lines.join("\n")}\n`);
    },
    async status(text) {
      if (!isWatched) return;
      await error.write(`${CLEAR_LINE}${text.slice(0, (error.columns ?? NARROW) - 1)}`);
      hasStatus = true;
    },
  };
}
