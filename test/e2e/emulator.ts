import { type ChildProcess, spawn } from "node:child_process";
import { openSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type PythonTool, pythonTool } from "./python-tool.ts";

const MINISTACK = "1.5.33";
const NODE = fileURLToPath(new URL("../../node_modules/.bin", import.meta.url));
export const ACCOUNT = "123456789012";
export const REGION = "eu-west-1";

// It ends with whoever started it, however that ends: then its standard input closes.
const TIED = `
import os, signal, sys, threading
def watch():
    sys.stdin.buffer.read()
    os.killpg(0, signal.SIGKILL)
threading.Thread(target=watch, daemon=True).start()
sys.argv = ["ministack"]
from ministack.app import main
main()
`;

export type Emulator = {
  readonly endpoint: string;
  /** What it wrote: for a test that fails. */
  log(): Promise<string>;
  stop(): Promise<void>;
};

export function emulatorTool(): Promise<PythonTool> {
  return pythonTool("ministack", MINISTACK);
}

/** Starts ministack on a free port of the loopback interface, with nothing in it. */
export async function startEmulator(bin: string): Promise<Emulator> {
  const home = await mkdtemp(`${tmpdir()}/apigw-triage-e2e-`);
  const port = await freePort();
  const logFile = `${home}/ministack.log`;
  const output = openSync(logFile, "a");
  const child = spawn(`${bin}/python`, ["-c", TIED], {
    detached: true,
    stdio: ["pipe", output, output],
    env: {
      // The functions run on the node that comes first here.
      PATH: `${NODE}:/usr/local/bin:/usr/bin:/bin`,
      HOME: home,
      TMPDIR: home,
      STATE_DIR: `${home}/state`,
      S3_DATA_DIR: `${home}/s3`,
      BIND_HOST: "127.0.0.1",
      MINISTACK_HOST: "127.0.0.1",
      GATEWAY_PORT: String(port),
      MINISTACK_REGION: REGION,
      MINISTACK_ACCOUNT_ID: ACCOUNT,
      IOT_MTLS_ENABLED: "0",
    },
  });
  const emulator = {
    endpoint: `http://127.0.0.1:${port}`,
    log: () => readFile(logFile, "utf8"),
    async stop() {
      await ended(child);
      await rm(home, { recursive: true, force: true });
    },
  };
  await answering(emulator, child);
  return emulator;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise((resolve) => child.once("exit", resolve));
  child.stdin?.end();
  await over;
}

async function answering(emulator: Emulator, child: ChildProcess): Promise<void> {
  const until = Date.now() + 60_000;
  while (Date.now() < until && child.exitCode === null) {
    const answer = await fetch(`${emulator.endpoint}/_ministack/health`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(200);
  }
  const log = await emulator.log();
  await emulator.stop();
  throw new Error(`ministack did not start:\n${log}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}
