import { type EpochMs, MINUTE_MS, startOfMinute, toEpochMs } from "../../shared/domain/time.ts";
import { listIncidents } from "../../shared/flow/history.ts";
import { duration } from "../../shared/incident/words.ts";
import { hanging } from "../../shared/report/layout.ts";
import { playLog } from "../demo/log-play.ts";
import { runPlay } from "../demo/run.ts";
import { createScreen, type Screen } from "../demo/screen.ts";
import type { Play } from "../demo/step.ts";
import { STORY_MINUTES } from "../demo/story.ts";
import { summaryLines } from "../demo/summary.ts";
import { playStory } from "../demo/traffic.ts";
import { displayFor } from "../display.ts";
import { EMBEDDED_FOLDER, type EmbeddedTable, openEmbeddedTable } from "../embedded-table.ts";
import type { ExitCode } from "../failure.ts";
import type { Terminal } from "../terminal.ts";

export type DemoOptions = {
  /** Go on where the last run ended. */
  readonly keep?: boolean;
  readonly width?: number;
};

/** The whole pipeline on this machine. To have shown it is success, whatever failed. */
export async function demo(
  paths: readonly string[],
  options: DemoOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const display = displayFor({ ...options, utc: true }, terminal);
  const screen = createScreen(terminal, display);
  const log = paths.length === 0 ? undefined : await playLog(paths);
  const table = await openEmbeddedTable(options.keep === true ? "as_left" : "emptied");
  try {
    const play = log?.play ?? playStory(await startOfStory(table));
    await introduce(play, table, log?.reservations ?? [], paths, screen, display.width);
    const started = terminal.now();
    const outcome = await runPlay(play, table, screen);
    const seconds = (terminal.now() - started) / 1000;
    const query = { from: play.from, to: toEpochMs(play.to + 1) };
    const incidents = await listIncidents(table.store, query, toEpochMs(Date.now()));
    await screen.lines(
      summaryLines(
        { play, outcome, incidents, seconds, table, isStory: log === undefined },
        display,
      ),
    );
    return 0;
  } finally {
    await table.close();
  }
}

/** So that it ends now; after an earlier run that was kept, where that ended. */
async function startOfStory({ store }: EmbeddedTable): Promise<EpochMs> {
  const { sweptAt } = await store.progress();
  const now = startOfMinute(toEpochMs(Date.now()));
  return sweptAt === 0 ? toEpochMs(now - STORY_MINUTES * MINUTE_MS) : startOfMinute(sweptAt);
}

async function introduce(
  play: Play,
  table: EmbeddedTable,
  reservations: readonly string[],
  paths: readonly string[],
  screen: Screen,
  width: number,
): Promise<void> {
  const length = duration(Math.max(MINUTE_MS, play.to - play.from));
  const what = paths.length === 0 ? "made-up traffic of two APIs" : paths.join(", ");
  const where =
    table.unkept === undefined
      ? `kept in ${EMBEDDED_FOLDER}, for apigw-triage incidents list`
      : `in memory only (${table.unkept})`;
  const rows: readonly (readonly [string, string])[] = [
    ["traffic", `${what}: ${length}, cut into deliveries as a subscription sends them`],
    ["functions", "classify-logs and sweep-incidents, the handlers that are deployed"],
    ["table", `DynamoDB in this process, ${where}`],
    [
      "alerts",
      "from SNS on loopback: e-mail to people, and what notify-slack posts; all times UTC",
    ],
    ...reservations.map((text): readonly [string, string] => ["left out", text]),
  ];
  await screen.lines([
    ...rows.flatMap(([name, text]) => hanging(name.padEnd(11), text, width)),
    "",
  ]);
}
