import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/slow/**", "test/e2e/**"],
          setupFiles: ["test/setup.ts"],
          testTimeout: 20_000,
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
      include: ["shared/**/*.ts"],
      exclude: ["shared/adapters/**"],
      thresholds: { branches: 100, functions: 100, lines: 100 },
    },
  },
});
