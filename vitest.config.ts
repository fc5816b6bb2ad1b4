import { defineConfig } from "vitest/config";

/** The tests of what is values in, values out. */
const PURE = [
  "test/{aggregate,catalogue,classify,corpus,correlate,domain,flow,incident,parse,redact,report}/**/*.test.ts",
  "test/{delivery,pipeline}.test.ts",
];

/** Not how fast a test is, but how long before it is known to hang: a busy machine may stand still for a while. */
const LONGEST = 120_000;

export default defineConfig({
  test: {
    globalSetup: ["test/scratch.ts"],
    projects: [
      {
        test: {
          name: "unit-pure", // no file changes what another sees, so that all are run in the same threads
          include: PURE,
          setupFiles: ["test/setup.ts"],
          testTimeout: LONGEST,
          pool: "threads",
          isolate: false,
        },
      },
      {
        test: {
          name: "unit-edge", // processes, servers, environment variables: each file by itself
          include: ["test/**/*.test.ts"],
          exclude: ["test/slow/**", "test/e2e/**", ...PURE],
          setupFiles: ["test/setup.ts"],
          testTimeout: LONGEST,
          hookTimeout: LONGEST,
        },
      },
      {
        test: {
          name: "slow", // whole processes, long random runs, large inputs: CI runs it after `npm test`
          include: ["test/slow/**/*.test.ts"],
          testTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "e2e", // the deployed service, on somebody else's AWS: needs Python 3.10
          include: ["test/e2e/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
    coverage: {
      provider: "v8",
      reporter: ["text"],
      reportsDirectory: "node_modules/.cache/coverage", // what is written there names paths of this machine
      include: ["shared/**/*.ts"],
      exclude: ["shared/adapters/**"],
      thresholds: { branches: 100, functions: 100, lines: 100 },
    },
  },
});
