import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import wabt from "wabt";

const FOLDER = fileURLToPath(new URL("../shared/parse/", import.meta.url));
const SOURCE = "same-lines.wat";
const ASSEMBLED = "same-lines.wasm.ts";
const FEATURES = { simd: true };

/** Writes the module of `same-lines.wat` as text that can be imported; with `--check`, only compares. */
const assembled = await assemble();
if (!process.argv.includes("--check")) await writeFile(FOLDER + ASSEMBLED, assembled);
else if ((await readFile(FOLDER + ASSEMBLED, "utf8")) !== assembled) {
  process.stderr.write(`shared/parse/${ASSEMBLED} is stale: run npm run assemble\n`);
  process.exitCode = 1;
}

async function assemble(): Promise<string> {
  const { parseWat } = await wabt();
  const module = parseWat(SOURCE, await readFile(FOLDER + SOURCE, "utf8"), FEATURES);
  module.validate();
  const base64 = Buffer.from(module.toBinary({}).buffer).toString("base64");
  const lines = base64.match(/.{1,88}/g) ?? [];
  return [
    `/** \`${SOURCE}\`, assembled by \`npm run assemble\`; base64. */`,
    "export const SAME_LINES =",
    `${lines.map((line) => `  "${line}"`).join(" +\n")};`,
    "",
  ].join("\n");
}
