import { describe, expect, test } from "vitest";
import { remedyFor } from "../../../shared/classify/remedy.ts";
import type { Diagnosis } from "../../../shared/domain/cause.ts";
import type { Remedy } from "../../../shared/domain/remedy.ts";
import { failure } from "../../build/judgements.ts";
import { executions } from "../../build/records.ts";
import { commandsOf, REST } from "./facts.ts";

const THROTTLED = { cause: "lambda_throttled", reason: "concurrency_limit" } as const;
const RESERVED = "aws lambda put-function-concurrency";
const UNRESERVED = "aws lambda delete-function-concurrency";
const QUOTA = "aws service-quotas request-service-quota-increase";

function remedyOf(limit: string, diagnosis: Diagnosis = THROTTLED): Remedy {
  const answer = JSON.stringify({ Reason: limit, Type: "User", message: "Rate Exceeded." });
  const line = `Endpoint response body before transformations: ${answer}`;
  return remedyFor(failure(REST, { records: executions([line]), evidence: [0] }, diagnosis));
}

function fixesOf({ fix }: Remedy): readonly string[] {
  return [RESERVED, UNRESERVED, QUOTA].filter((start) =>
    fix.some(({ command }) => command?.startsWith(start)),
  );
}

describe("a throttle by Lambda", () => {
  test.each<{ limit: string; because: string; fixes: readonly string[] }>([
    {
      limit: "ReservedFunctionConcurrentInvocationLimitExceeded",
      because: "the function's reserved concurrency was used up",
      fixes: [RESERVED, UNRESERVED],
    },
    {
      limit: "ReservedFunctionInvocationRateLimitExceeded",
      because:
        "more than ten calls a second came for each one of the function's reserved concurrency",
      fixes: [RESERVED, UNRESERVED],
    },
    {
      limit: "ConcurrentInvocationLimitExceeded",
      because: "the account's concurrency in the region was used up",
      fixes: [QUOTA],
    },
    {
      limit: "FunctionInvocationRateLimitExceeded",
      because:
        "more than ten calls a second came for each one of the account's concurrency in the region",
      fixes: [QUOTA],
    },
  ])("for $limit is mended where that limit is", ({ limit, because, fixes }) => {
    const remedy = remedyOf(limit);
    expect(remedy.meaning).toContain(`because ${because} (\`${limit}\`).`);
    expect(fixesOf(remedy)).toEqual(fixes);
  });

  test.each(["CallerRateLimitExceeded", "MyConcurrentInvocationLimitExceeded", ""])(
    "may be for either limit where its answer says %j",
    (limit) => {
      const remedy = remedyOf(limit);
      expect(remedy.meaning).toContain("reserved concurrency or the account's was used up");
      expect(fixesOf(remedy)).toEqual([RESERVED, UNRESERVED, QUOTA]);
    },
  );

  test("of an authorizer's function names its limit too", () => {
    const diagnosis = { cause: "authorizer_failure", reason: "throttled" } as const;
    const remedy = remedyOf("ConcurrentInvocationLimitExceeded", diagnosis);
    expect(remedy.meaning).toContain("the account's concurrency in the region was used up");
    expect(commandsOf(remedy).join("\n")).not.toContain(RESERVED);
  });
});
