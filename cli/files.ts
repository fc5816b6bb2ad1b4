import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { UsageError } from "./failure.ts";

/** Written by CloudWatch Logs into a bucket before its first export; holds no log. */
const EXPORT_MARKER = "aws-logs-write-test";
const SYSTEM_REASON = /^[A-Z0-9]{1,20}: ([^,]{1,100}), [a-z]/;

/** One file to read, and its size where known: nothing is known of standard input (`-`). */
export type InputFile = { readonly path: string; readonly bytes: number | undefined };

/**
 * The files meant by `paths`: themselves, and those in folders (an S3 export is a tree), by name.
 * Throws UsageError for a path that leads to no file.
 */
export async function filesIn(paths: readonly string[]): Promise<readonly InputFile[]> {
  const found = await Promise.all(paths.map(filesAt));
  return found.flat();
}

async function filesAt(path: string): Promise<readonly InputFile[]> {
  if (path === "-") return [{ path, bytes: undefined }];
  const found = await statOf(path);
  if (!found.isDirectory()) return [{ path, bytes: found.isFile() ? found.size : undefined }];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => !entry.isDirectory())
    .filter(({ name }) => !name.startsWith(".") && name !== EXPORT_MARKER)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (names.length === 0) {
    throw new UsageError(`${path}: a folder without files; give one that holds exported logs`);
  }
  return Promise.all(names.map(async (name) => ({ path: name, bytes: (await statOf(name)).size })));
}

async function statOf(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    throw new UsageError(
      `${path}: ${reasonOf(error)}; give a log file, a folder of them, or - for stdin`,
      {
        cause: error,
      },
    );
  }
}

/** `permission denied` of `EACCES: permission denied, stat 'x.log'`, as the path has been said. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const reason = SYSTEM_REASON.exec(error.message)?.[1] ?? error.message;
  return reason === "no such file or directory" ? "no such file or folder" : reason;
}
