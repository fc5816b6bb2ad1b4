import { type Command, InvalidArgumentError, Option } from "commander";
import { CAUSES } from "../shared/domain/cause.ts";
import { PROXY_FORMATS } from "../shared/domain/lint.ts";
import { REQUEST_FORMATS } from "./request-writer.ts";
import { SUMMARY_FORMATS } from "./summary-renderer.ts";

/** How `incidents list` and `incidents show` can print what they found. */
export const LIST_FORMATS = ["text", "json", "ndjson", "csv", "markdown"] as const;
export const SHOW_FORMATS = ["text", "json", "markdown"] as const;

/** What an incident can be about. */
export const FAULT_CAUSES: readonly string[] = [...CAUSES, "unclassified"];

/** The options that say how a report looks. */
export function withDisplayOptions(command: Command): Command {
  return command
    .option("--utc", "show times in UTC (default: as the log has them, else local)")
    .addOption(widthOption());
}

export function widthOption(): Option {
  return new Option("--width <cells>", "width of the report in characters").argParser(positive);
}

/** The options of commands that read a table. */
export function withTableOptions(command: Command, formats: readonly string[]): Command {
  return withDisplayOptions(command)
    .option(
      "--table <name>",
      "the deployed table (default: the one that demo keeps in this folder)",
    )
    .addOption(
      new Option("-f, --format <format>", "how to print it").choices(formats).default("text"),
    );
}

/** Which parts of log texts are shown; nothing prints a text unredacted by default. */
export function withRedaction(command: Command): Command {
  return command.addOption(
    new Option(
      "--redact <level>",
      "none: no payloads, shape: keys and types, masked: values masked",
    )
      .choices(["none", "shape", "masked"])
      .default("masked"),
  );
}

/** The options of `analyze`. */
export function withAnalyzeOptions(command: Command): Command {
  return withRedaction(withDisplayOptions(command))
    .addOption(
      new Option("-f, --format <format>", "how to print it")
        .choices([...SUMMARY_FORMATS, ...REQUEST_FORMATS])
        .default("text"),
    )
    .option("-a, --all", "write successful requests too (ndjson, csv)")
    .option("-o, --output <file>", "write to a file instead of standard output")
    .option(
      "--since <time>",
      "from this time on: ISO (without a zone: as the report shows times), or 2h back from the log's last entry",
    )
    .option("--until <time>", "up to this time")
    .option("--api <id>", "only this API")
    .addOption(
      new Option("--cause <cause>", "only this cause").choices([
        ...CAUSES,
        "unclassified",
        "success",
      ]),
    )
    .option("--route <route>", "only this route, as /orders or 'POST /orders'")
    .option(
      "--top <count>",
      "how many faults to show in full, the most failing first (default: 5)",
      positive,
    )
    .option("--unmasked", "show texts as they are in the log (on a terminal only)")
    .option("--unknowns <file>", "write unclassified requests, redacted, to share them");
}

/** The options of both `check-` commands. */
export function withCheckOptions(command: Command): Command {
  return command
    .addOption(widthOption())
    .addOption(
      new Option("--api <type>", "whose rules to apply").choices(PROXY_FORMATS).default("rest"),
    )
    .addOption(textOrJson());
}

export function textOrJson(): Option {
  return new Option("-f, --format <format>", "how to print it")
    .choices(["text", "json"])
    .default("text");
}

function positive(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new InvalidArgumentError("Give a whole number above 0.");
}
