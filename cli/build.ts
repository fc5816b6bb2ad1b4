import { execFile } from "node:child_process";
import { chmod, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type BuildOptions, build, type Plugin } from "esbuild";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const COMMAND = "dist/cli/apigw-triage.mjs";
const PIPELINE = "pipeline.mjs";
const JUDGING = "judging.mjs";
/** What needs the AWS SDK, by name: a file of its own, so that starting `analyze` does not read it. */
const PIPELINE_COMMANDS = {
  demo: "./cli/commands/demo.ts",
  incidentsList: "./cli/commands/incidents-list.ts",
  incidentsShow: "./cli/commands/incidents-show.ts",
} as const;
const COMMANDS = /^\.\/commands\//;
const DYNALITE = /[\\/]dynalite[\\/]index\.js$/;
const LEVEL = /^level$/;
const ANY = /./;
const LINTERS = ["proxy-response", "authorizer-answer"] as const;

// Commander is CommonJS and asks for Node's own modules by `require`.
const REQUIRE =
  'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';

const FOR_NODE: BuildOptions = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "none",
};

/** Leads what the command imports late to the other file. */
const PIPELINE_APART: Plugin = {
  name: "pipeline-apart",
  setup({ onResolve }) {
    const late = Object.values(PIPELINE_COMMANDS).map((path) => path.replace("./cli/", "./"));
    onResolve({ filter: COMMANDS }, ({ path, kind }) =>
      kind === "dynamic-import" && late.some((each) => each === path)
        ? { path: `./${PIPELINE}`, external: true }
        : undefined,
    );
  },
};

/** In dynalite: names it puts together, as a bundle has them, and a call that Node warns of. */
const DYNALITE_WORDS = [
  ["/' + action)", "/' + action + '.js')"],
  [
    "url.parse(req.url, true).query",
    "Object.fromEntries(new URL(req.url, 'http://a').searchParams)",
  ],
] as const;
const DYNALITE_BUNDLED: Plugin = {
  name: "dynalite-bundled",
  setup({ onLoad }) {
    onLoad({ filter: DYNALITE }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      return {
        contents: DYNALITE_WORDS.reduce<string>(
          (text, [from, to]) => text.replaceAll(from, to),
          source,
        ),
      };
    });
  },
};

/** LevelDB is native code, which no bundle can hold: without it dynalite keeps tables in memory. */
const LEVEL_IF_THERE: Plugin = {
  name: "level-if-there",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: LEVEL }, () => ({ path: "level", namespace: "level-if-there" }));
    onLoad({ filter: ANY, namespace: "level-if-there" }, () => ({
      resolveDir: ROOT,
      contents: `
        class NoLevel {
          constructor() { throw new Error("LevelDB is not installed beside this command"); }
        }
        let Level = NoLevel;
        try { Level = require("classic-level").ClassicLevel; } catch {}
        module.exports = { Level };`,
    }));
  },
};

await rm(`${ROOT}/dist/cli`, { recursive: true, force: true });
await rm(`${ROOT}/dist/lint`, { recursive: true, force: true });
await buildCommand();
await buildJudging();
await buildPipeline();
await buildLinters();

/** One file that plain `node` starts, and that loads the other beside it when it has to. */
async function buildCommand(): Promise<void> {
  await build({
    ...FOR_NODE,
    entryPoints: ["cli/main.ts"],
    outfile: COMMAND,
    banner: { js: `#!/usr/bin/env node\n${REQUIRE}` },
    plugins: [PIPELINE_APART],
  });
  await chmod(`${ROOT}/${COMMAND}`, 0o755);
}

/** What the judging's thread needs, by itself: less for it to load. Without it the thread loads the command. */
async function buildJudging(): Promise<void> {
  await build({
    ...FOR_NODE,
    entryPoints: ["cli/judging-thread.ts"],
    outfile: `dist/cli/${JUDGING}`,
    banner: { js: REQUIRE },
  });
}

async function buildPipeline(): Promise<void> {
  const exports = Object.entries(PIPELINE_COMMANDS).map(
    ([name, path]) => `export { ${name} } from "${path}";`,
  );
  await build({
    ...FOR_NODE,
    stdin: { contents: exports.join("\n"), resolveDir: ROOT },
    outfile: `dist/cli/${PIPELINE}`,
    // ES modules before CommonJS: only what is used of the SDK gets in.
    mainFields: ["module", "main"],
    external: ["classic-level"],
    // The bundled SDK stays as it is: what later versions will ask of Node is of no use to the reader.
    define: { "process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED": '"true"' },
    banner: { js: REQUIRE },
    plugins: [LEVEL_IF_THERE, DYNALITE_BUNDLED],
  });
}

/** The two linters with their types, for other people's tests: `import … from "apigw-triage/lint"`. */
async function buildLinters(): Promise<void> {
  const reExports = (folder: string, extension: string) =>
    [
      `export { lintProxyResponse } from "${folder}/classify/lint/${LINTERS[0]}${extension}";`,
      `export { lintAuthorizerAnswer } from "${folder}/classify/lint/${LINTERS[1]}${extension}";`,
    ].join("\n");
  await build({
    ...FOR_NODE,
    stdin: { contents: reExports("./shared", ".ts"), resolveDir: ROOT },
    outfile: "dist/lint/index.mjs",
  });
  await emitTypes(LINTERS.map((name) => `shared/classify/lint/${name}.ts`));
  await writeFile(`${ROOT}/dist/lint/index.d.mts`, `${reExports("./types", ".ts")}\n`);
}

async function emitTypes(sources: readonly string[]): Promise<void> {
  const compiler = fileURLToPath(import.meta.resolve("typescript/bin/tsc"));
  const options = "--declaration --emitDeclarationOnly --allowImportingTsExtensions --ignoreConfig";
  const places = "--rootDir shared --outDir dist/lint/types --module nodenext --target es2023";
  const checks = "--strict --skipLibCheck --types node";
  const flags = `${options} ${places} ${checks}`.split(" ");
  await promisify(execFile)(process.execPath, [compiler, ...flags, ...sources], { cwd: ROOT });
}
