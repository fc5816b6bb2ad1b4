import { mkdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build } from "esbuild";
import { asleep } from "./asleep.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const OUT = "dist/functions";
const FUNCTIONS = ["classify-logs", "sweep-incidents", "notify-slack"] as const;

/** The same for a function and for what sleeps in it. */
const OPTIONS = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: "node",
  target: "node24",
  minify: true,
  legalComments: "none",
  // ES modules before CommonJS: only what is used gets in, and less has to be compiled.
  mainFields: ["module", "main"],
  alias: { "@aws-sdk/credential-provider-node": `${ROOT}/functions/lambda-credentials.ts` },
} as const satisfies BuildOptions;

await rm(`${ROOT}/${OUT}`, { recursive: true, force: true });
await mkdir(`${ROOT}/${OUT}`, { recursive: true });
await buildFunctions();

/** One file a function, with the AWS SDK inside: the runtime's own is slower to load, and not pinned. */
async function buildFunctions(): Promise<void> {
  const { metafile } = await build({
    ...OPTIONS,
    entryPoints: FUNCTIONS.map((name) => `functions/${name}.ts`),
    outdir: OUT,
    outExtension: { ".js": ".mjs" },
    format: "esm",
    plugins: [asleep(OPTIONS)],
    sourcemap: "external",
    metafile: true,
  });
  // What each file is made of, for size checks.
  await writeFile(`${ROOT}/${OUT}/meta.json`, JSON.stringify(metafile));
}
