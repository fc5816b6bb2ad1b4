import { once } from "node:events";
import { Worker } from "node:worker_threads";

const SHARED = new URL("../../shared/", import.meta.url);

/**
 * What the expression `script` comes to, in a thread that may hold no more than 64 MB at any time.
 * `shared` imports from there: `(await shared("parse/parser.ts")).createParser("")`.
 */
export async function inSmallHeap(script: string): Promise<unknown> {
  const program = `
    const shared = (path) => import(${JSON.stringify(SHARED.href)} + path);
    (async () => require("node:worker_threads").parentPort.postMessage(await (${script})))();`;
  const resourceLimits = { maxOldGenerationSizeMb: 64 };
  const [answer] = await once(new Worker(program, { eval: true, resourceLimits }), "message");
  return answer;
}
