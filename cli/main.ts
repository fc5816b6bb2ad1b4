import { isMainThread } from "node:worker_threads";
import { startJudgingThread } from "./judging-thread.ts";
import { isLargeAnalysis } from "./large-input.ts";

if (isMainThread) {
  const args = process.argv.slice(2);
  if (isLargeAnalysis(args)) startJudgingThread();

  const { run } = await import("./program.ts");
  const { processTerminal } = await import("./terminal.ts");

  // A reader that has seen enough (`| head`) is no failure.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    process.stderr.write(`apigw-triage: standard output: cannot be written (${error.message})\n`);
    process.exit(2);
  });

  process.exitCode = await run(args, processTerminal());
}
