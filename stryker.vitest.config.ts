import { defineConfig } from "vitest/config";

/** The tests of the stages that are mutated, without the slow suite and the processes it starts. */
export default defineConfig({
  test: {
    include: ["test/{parse,correlate,classify,redact,incident,catalogue,corpus}/**/*.test.ts"],
    setupFiles: ["test/setup.ts"],
    testTimeout: 20_000,
  },
});
