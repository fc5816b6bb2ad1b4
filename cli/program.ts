import { Command, CommanderError, Option } from "commander";
import manifest from "../package.json" with { type: "json" };
import type { ExitCode, UsageError } from "./failure.ts";
import { EXAMPLES } from "./help.ts";
import type { InputError } from "./input.ts";
import {
  FAULT_CAUSES,
  LIST_FORMATS,
  SHOW_FORMATS,
  textOrJson,
  widthOption,
  withAnalyzeOptions,
  withCheckOptions,
  withDisplayOptions,
  withRedaction,
  withTableOptions,
} from "./options.ts";
import type { Terminal } from "./terminal.ts";

const FULL_STOP = /\.$/;
const EXPLAINED: readonly string[] = ["UsageError", "InputError"] satisfies readonly (
  | UsageError["name"]
  | InputError["name"]
)[];

type Finish = (exitCode: ExitCode) => void;

/** Runs the command line given without `node` and the script's name. What is wrong is one line on stderr. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const printed: string[] = [];
  const program = createProgram(terminal, printed, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    return await failed(error, printed, terminal);
  }
}

async function failed(
  error: unknown,
  printed: readonly string[],
  { out, error: stderr }: Terminal,
): Promise<ExitCode> {
  if (error instanceof CommanderError && error.exitCode === 0) {
    await out.write(printed.join(""));
    return 0;
  }
  await stderr.write(`apigw-triage: ${failureWords(error)}\n`);
  return 2;
}

function failureWords(error: unknown): string {
  if (isExplained(error)) return error.message;
  if (error instanceof CommanderError) return usageWords(error);
  const isOfTheSystem = error instanceof Error && "syscall" in error;
  if (isOfTheSystem) return `${error.message}; check the path and its permissions`;
  // A bug: the stack is what a report of it needs.
  return `this is a bug, please report it: ${error instanceof Error ? error.stack : String(error)}`;
}

/** By name: the built command consists of two files, each with classes of its own. */
function isExplained(error: unknown): error is Error {
  return error instanceof Error && EXPLAINED.includes(error.name);
}

function usageWords({ code, message }: CommanderError): string {
  if (code === "commander.help") return "no command given; apigw-triage --help lists them";
  const what = message.replace("error: ", "").split("\n").join(" ").replace(FULL_STOP, "");
  return `${what}; apigw-triage --help shows how`;
}

function createProgram(terminal: Terminal, printed: string[], finish: Finish): Command {
  const program = new Command("apigw-triage")
    .description(manifest.description)
    .version(manifest.version, "--version", "print the version")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => printed.push(text),
      writeErr: () => {},
      getOutHelpWidth: () => terminal.out.columns ?? 80,
    })
    .addHelpText("after", EXAMPLES.program);
  addLogCommands(program, terminal, finish);
  addCheckCommands(program, terminal, finish);
  addPipelineCommands(program, terminal, finish);
  return program;
}

function addLogCommands(program: Command, terminal: Terminal, finish: Finish): void {
  withAnalyzeOptions(program.command("analyze"))
    .description("causes, counts, routes, the offending payload and the fix")
    .argument("<file...>", "log files, folders of them, or - for standard input")
    .addHelpText("after", EXAMPLES.analyze)
    .action(async (files, options) => {
      const { analyze } = await import("./commands/analyze.ts");
      finish(await analyze(files, options, terminal));
    });
  withRedaction(withDisplayOptions(program.command("explain")))
    .description("one request: timeline, the rules that were asked, the verdict, the fix")
    .argument("<source>", "a log file, - for standard input, or log lines as pasted")
    .option("-r, --request <id>", "the request's id, or its extended id")
    .addOption(textOrJson())
    .addHelpText("after", EXAMPLES.explain)
    .action(async (source, options) => {
      const { explain } = await import("./commands/explain.ts");
      finish(await explain(source, options, terminal));
    });
}

function addPipelineCommands(program: Command, terminal: Terminal, finish: Finish): void {
  program
    .command("demo")
    .description("the whole pipeline on this machine: made-up traffic, or your log, and its alerts")
    .argument("[file...]", "log files instead of made-up traffic")
    .option("--keep", "go on where the last run ended, with the incidents it left")
    .addOption(widthOption())
    .addHelpText("after", EXAMPLES.demo)
    .action(async (files, options) => {
      const { demo } = await import("./commands/demo.ts");
      finish(await demo(files, options, terminal));
    });
  const incidents = program
    .command("incidents")
    .description("the history of incidents, in a deployed table or the demo's")
    .addHelpText("after", EXAMPLES.incidents);
  withTableOptions(incidents.command("list"), LIST_FORMATS)
    .description("incidents, newest first, counted to this moment")
    .option("--api <id>", "only of this API")
    .addOption(new Option("--cause <cause>", "only of this cause").choices(FAULT_CAUSES))
    .addOption(new Option("--state <state>", "only these").choices(["open", "resolved"]))
    .option("--since <time>", "opened from this time on: ISO, or 2h back from now")
    .option("--until <time>", "opened before this time")
    .addHelpText("after", EXAMPLES.incidentsList)
    .action(async (options) => {
      const { incidentsList } = await import("./commands/incidents-list.ts");
      finish(await incidentsList(options, terminal));
    });
  withTableOptions(incidents.command("show"), SHOW_FORMATS)
    .description("all about one: failures over time, samples, the fix, what people were told")
    .argument("<id>", "its id, as in an alert or in the list")
    .addHelpText("after", EXAMPLES.incidentsShow)
    .action(async (id, options) => {
      const { incidentsShow } = await import("./commands/incidents-show.ts");
      finish(await incidentsShow(id, options, terminal));
    });
}

function addCheckCommands(program: Command, terminal: Terminal, finish: Finish): void {
  withCheckOptions(program.command("check-response"))
    .description("is this what a Lambda proxy integration may return?")
    .argument("<file>", "the function's answer as JSON, or - for standard input")
    .addHelpText("after", EXAMPLES.checkResponse)
    .action(async (file, options) => {
      const { checkResponse } = await import("./commands/check-response.ts");
      finish(await checkResponse(file, options, terminal));
    });
  withCheckOptions(program.command("check-authorizer"))
    .description("is this what a Lambda authorizer may return?")
    .argument("<file>", "the authorizer's answer as JSON, or - for standard input")
    .addOption(
      new Option(
        "--response <kind>",
        "how an http-2.0 authorizer answers (default: simple)",
      ).choices(["simple", "iam"]),
    )
    .addHelpText("after", EXAMPLES.checkAuthorizer)
    .action(async (file, options) => {
      const { checkAuthorizer } = await import("./commands/check-authorizer.ts");
      finish(await checkAuthorizer(file, options, terminal));
    });
}
