import { on } from "node:events";
import { devNull } from "node:os";
import type { Readable } from "node:stream";
import { parentPort, Worker, workerData } from "node:worker_threads";
import type { Context } from "aws-lambda";

type FunctionName = "classify-logs" | "sweep-incidents";

type Call = {
  readonly name: FunctionName;
  readonly event: unknown;
  /** What the function's clock shows meanwhile. */
  readonly clock: number;
};
type Answer = { readonly error?: string };

/** The functions that are deployed, in a thread with an environment, a clock and an output of its own. */
export type Functions = {
  /** Throws when the function does. */
  invoke(call: Call): Promise<void>;
  /** Lines of level WARN and above that they logged, since it was asked last. */
  takeComplaints(): readonly string[];
  close(): Promise<void>;
};

/** Where the functions find what they use. */
export type Surroundings = {
  readonly region: string;
  readonly tableName: string;
  readonly dynamoEndpoint: string;
  /** Of all other services. */
  readonly endpoint: string;
};

const ROLE = "functions";

export function startFunctions(surroundings: Surroundings): Functions {
  // In the built command this is the file with all that this command needs, else this module.
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { role: ROLE },
    env: environmentOf(surroundings),
    stdout: true,
    stderr: true,
  });
  const answers = on(worker, "message");
  const complaints = complaintsIn(worker.stdout, worker.stderr);
  return {
    async invoke(call) {
      worker.postMessage(call);
      const { value } = await answers.next();
      const [{ error }] = value as [Answer];
      if (error !== undefined) throw new Error(`${call.name} failed: ${error}`);
    },
    takeComplaints: () => complaints.splice(0),
    async close() {
      await worker.terminate();
    },
  };
}

/** As in Lambda, and nothing of this machine's: no account can be reached from there. */
function environmentOf({ region, tableName, dynamoEndpoint, endpoint }: Surroundings) {
  const topic = (name: string) => `arn:aws:sns:${region}:123456789012:${name}`;
  return {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: "demo",
    AWS_SECRET_ACCESS_KEY: "demo",
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: dynamoEndpoint,
    TABLE_NAME: tableName,
    LOOKUP_CALLS_PER_SECOND: "50",
    PEOPLE_TOPIC_ARN: topic("people"),
    CHAT_TOPIC_ARN: topic("chat"),
    MACHINES_TOPIC_ARN: topic("machines"),
    POWERTOOLS_SERVICE_NAME: "apigw-triage",
    POWERTOOLS_METRICS_NAMESPACE: "apigw-triage",
    POWERTOOLS_LOG_LEVEL: "WARN",
  };
}

/** What they log is JSON lines; metrics among them, and what Node says by itself, are no complaints. */
function complaintsIn(...outputs: readonly Readable[]): string[] {
  const complaints: string[] = [];
  for (const output of outputs) {
    let rest = "";
    output.setEncoding("utf8");
    output.on("data", (chunk: string) => {
      const lines = `${rest}${chunk}`.split("\n");
      rest = lines.pop() ?? "";
      complaints.push(...lines.filter((line) => line.startsWith("{") && !line.includes('"_aws":')));
    });
  }
  return complaints;
}

type Handlers = Readonly<
  Record<FunctionName, (event: never, context: Context) => Promise<unknown>>
>;

async function loadHandlers(): Promise<Handlers> {
  const [classify, sweep] = await Promise.all([
    import("../../functions/classify-logs.ts"),
    import("../../functions/sweep-incidents.ts"),
  ]);
  return { "classify-logs": classify.handler, "sweep-incidents": sweep.handler };
}

/** The other side: calls are answered one by one, in order. */
async function answer({ name, event, clock }: Call, handlers: Promise<Handlers>): Promise<void> {
  const handler = (await handlers)[name];
  Date.now = () => clock;
  parentPort?.postMessage(await answerOf(() => handler(event as never, contextOf(name))));
}

async function answerOf(work: () => Promise<unknown>): Promise<Answer> {
  try {
    await work();
    return {};
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** What the middleware reads of it. */
function contextOf(functionName: FunctionName): Context {
  return {
    functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:us-east-1:123456789012:function:${functionName}`,
    memoryLimitInMB: "512",
    awsRequestId: "demo",
  } as Context;
}

if (workerData?.role === ROLE) {
  const handlers = loadHandlers();
  parentPort?.on("message", (call: Call) => answer(call, handlers));
}
