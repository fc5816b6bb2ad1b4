import { Command, CommanderError, Option } from "commander";
import manifest from "../package.json" with { type: "json" };
import { type ExitCode, UsageError } from "./failure.ts";
import { EXAMPLES } from "./help.ts";
import { InputError } from "./input.ts";
import {
  textOrJson,
  withAnalyzeOptions,
  withCheckOptions,
  withDisplayOptions,
  withRedaction,
} from "./options.ts";
import type { Terminal } from "./terminal.ts";

const FULL_STOP = /\.$/;

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
  if (error instanceof UsageError || error instanceof InputError) return error.message;
  if (error instanceof CommanderError) return usageWords(error);
  const isOfTheSystem = error instanceof Error && "syscall" in error;
  if (isOfTheSystem) return `${error.message}; check the path and its permissions`;
  // A bug: the stack is what a report of it needs.
  return `this is a bug, please report it: ${error instanceof Error ? error.stack : String(error)}`;
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
  withAnalyzeOptions(program.command("demo"))
    .description("analyze the sample logs, or your own")
    .argument("[file...]", "log files instead of the samples")
    .addHelpText("after", EXAMPLES.demo)
    .action(async (files, options) => {
      const { demo } = await import("./commands/demo.ts");
      finish(await demo(files, options, terminal));
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
