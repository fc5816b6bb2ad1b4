import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** What osls wrote to its output. Throws what it says when it fails. */
export async function osls(
  words: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<string> {
  const bin = `${ROOT}/node_modules/.bin`;
  const env = { PATH: `${bin}:/usr/local/bin:/usr/bin:/bin`, HOME: "/nonexistent", ...variables };
  const ran = promisify(execFile)("osls", words, { cwd: ROOT, env, maxBuffer: 1 << 24 });
  const { stdout, stderr } = await ran.catch((error: { stdout: string; stderr: string }) => {
    throw new Error(`osls ${words.join(" ")}:\n${error.stdout}${error.stderr}`, { cause: error });
  });
  return `${stdout}${stderr}`;
}
