import type { Origin } from "../domain/record.ts";

const EXECUTION_GROUP = /^API-Gateway-Execution-Logs_([^/]{1,64})\/(.{1,128})$/;
const MANAGED_GROUP = /^\/aws\/apigateway\/([a-z0-9]{6,20})\/([^/]{1,128})$/;
const API_ID = /^[a-z0-9]{6,20}$/;
const API_ARN =
  /^arn:[a-z-]{3,20}:apigateway:([a-z0-9-]{0,30}):(\d{0,12}):\/(?:restapis|apis)\/([^/\s]{1,64})(?:\/stages\/([^/\s,;|]{1,128}))?/;
const LOG_REFERENCE = /^(\d{12}):(.{1,512})$/;

/** What the name of a log group says of an execution log in it. */
export function originOfExecutionGroup(logGroup: string): Origin {
  const [, apiId = "", stage = ""] =
    EXECUTION_GROUP.exec(logGroup) ?? MANAGED_GROUP.exec(logGroup) ?? [];
  return { ...(API_ID.test(apiId) && { apiId }), ...(stage !== "" && { stage }) };
}

/** Whether nothing but execution logs is in the group, whoever made it. */
export function isExecutionGroup(logGroup: string | undefined): boolean {
  return logGroup?.startsWith("API-Gateway-Execution-Logs_") ?? false;
}

/** `arn:aws:apigateway:<region>:<account>:/restapis/<api>/stages/<stage>`, account or not. */
export function originOfArn(arn: string): Origin {
  const found = API_ARN.exec(arn);
  if (found === null) return {};
  const [, region = "", accountId = "", apiId = "", stage = ""] = found;
  return {
    ...(region !== "" && { region }),
    ...(accountId !== "" && { accountId }),
    apiId,
    ...(stage !== "" && { stage }),
  };
}

/** A log group as Insights names it (`123456789012:group`) or as an ARN, or plainly. */
export function originOfLogReference(reference: string): Origin {
  const plain = LOG_REFERENCE.exec(reference);
  if (plain !== null) return withGroup(plain[2], plain[1]);
  const arn = reference.split(":");
  if (arn[0] !== "arn" || arn[5] !== "log-group") return withGroup(reference, undefined);
  return { ...(arn[3] && { region: arn[3] }), ...withGroup(arn[6], arn[4]) };
}

function withGroup(logGroup: string | undefined, accountId: string | undefined): Origin {
  return { ...(accountId && { accountId }), ...(logGroup && { logGroup }) };
}
