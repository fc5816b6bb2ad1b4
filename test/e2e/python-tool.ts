import { execFile } from "node:child_process";
import { access, mkdir, rename, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const CACHE = fileURLToPath(new URL("../../node_modules/.cache/apigw-triage", import.meta.url));
const OLDEST = [3, 10] as const;

/** A Python package in an environment of its own, or why there is none. */
export type PythonTool =
  | { readonly ok: true; readonly bin: string }
  | { readonly ok: false; readonly missing: string };

/** Installs a pinned version once; later calls find it. Throws when pip cannot. */
export async function pythonTool(name: string, version: string): Promise<PythonTool> {
  const missing = await whatIsMissing();
  if (missing !== undefined) return { ok: false, missing };
  const home = `${CACHE}/${name}-${version}`;
  const isThere = await access(`${home}/done`).then(
    () => true,
    () => false,
  );
  if (!isThere) await install(`${name}==${version}`, home);
  return { ok: true, bin: `${home}/bin` };
}

async function whatIsMissing(): Promise<string | undefined> {
  const wanted = `Python ${OLDEST.join(".")} with venv`;
  try {
    const ask = "import sys, venv, ensurepip; print(sys.version_info[0], sys.version_info[1])";
    const { stdout } = await run("python3", ["-c", ask]);
    const [major = 0, minor = 0] = stdout.trim().split(" ").map(Number);
    const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
    return isOld ? `${wanted} is needed; python3 is ${major}.${minor}` : undefined;
  } catch {
    return `${wanted} is needed; there is no such python3`;
  }
}

/** A half-made environment is made anew: `done` is written last. */
async function install(requirement: string, home: string): Promise<void> {
  await rm(home, { recursive: true, force: true });
  await mkdir(CACHE, { recursive: true });
  await run("python3", ["-m", "venv", home]);
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement];
  await run(`${home}/bin/python`, pip, { maxBuffer: 1 << 24 });
  await mkdir(`${home}/done.making`);
  await rename(`${home}/done.making`, `${home}/done`);
}
