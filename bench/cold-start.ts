import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { median, type Row, rowOf } from "./row.ts";

const OURS = "dist/functions/classify-logs.mjs";
const BUDGET = 0.6;
const FOLDER = join(tmpdir(), "apigw-triage-bench");
const CLIENTS = `
  import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
  import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
  import { SNSClient } from "@aws-sdk/client-sns";
  export const handler = () => [CloudWatchLogsClient, DynamoDBClient, SNSClient];`;
/** Some packages ask for built-in modules as CommonJS does. */
const REQUIRE = `import { createRequire } from "node:module"; const require = createRequire(import.meta.url);`;

/**
 * How long a fresh process takes to load classify-logs, against a bundle that does nothing but import its
 * three clients: as esbuild makes one for Node unless told otherwise (the budget), and as it makes one of
 * the packages' ES modules, of which less gets in (for information).
 */
export async function coldStartRows(rounds: number): Promise<readonly Row[]> {
  const usual = await clientsAs("usual", { banner: { js: REQUIRE } });
  const modules = await clientsAs("modules", { mainFields: ["module", "main"] });
  const times = { ours: [] as number[], usual: [] as number[], modules: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    times.usual.push(loading(usual));
    times.ours.push(loading(OURS));
    times.modules.push(loading(modules));
  }
  const row = { what: "loading classify-logs", ours: median(times.ours), unit: "ms" } as const;
  return [
    rowOf({
      ...row,
      against: "a bundle of its 3 SDK clients",
      theirs: median(times.usual),
      budget: BUDGET,
    }),
    rowOf({ ...row, against: "the same of ES modules", theirs: median(times.modules) }),
  ];
}

/** With the credentials of laptops, as every bundle has that nobody has thought about. */
async function clientsAs(
  name: string,
  options: { readonly banner?: { js: string }; readonly mainFields?: string[] },
): Promise<string> {
  mkdirSync(FOLDER, { recursive: true });
  const outfile = join(FOLDER, `clients-${name}.mjs`);
  await build({
    stdin: { contents: CLIENTS, resolveDir: process.cwd() },
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node24",
    minify: true,
    legalComments: "none",
    ...options,
  });
  return outfile;
}

function loading(file: string): number {
  const url = pathToFileURL(resolve(file)).href;
  const script = `
    const begun = performance.now();
    import(${JSON.stringify(url)}).then(() => console.log(performance.now() - begun));`;
  return Number(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }));
}
