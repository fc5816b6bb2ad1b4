import { execFile } from "node:child_process";
import { chmod, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type BuildOptions, build } from "esbuild";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const COMMAND = "dist/cli/apigw-triage.mjs";
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

await rm(`${ROOT}/dist`, { recursive: true, force: true });
await buildCommand();
await buildLinters();

/** One file that plain `node` starts. */
async function buildCommand(): Promise<void> {
  await build({
    ...FOR_NODE,
    entryPoints: ["cli/main.ts"],
    outfile: COMMAND,
    banner: { js: `#!/usr/bin/env node\n${REQUIRE}` },
  });
  await chmod(`${ROOT}/${COMMAND}`, 0o755);
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
