import type { PutCommandInput } from "@aws-sdk/lib-dynamodb";

type Condition = Pick<PutCommandInput, "ConditionExpression" | "ExpressionAttributeValues">;

/** Nothing has this key yet: who asks first wins. */
export const IS_NEW: Condition = { ConditionExpression: "attribute_not_exists(pk)" };

/** Nobody has written since `revision` was read; 0 stands for what was not there. */
export function isUnchanged(revision: number): Condition {
  if (revision === 0) return IS_NEW;
  return {
    ConditionExpression: "revision = :seen",
    ExpressionAttributeValues: { ":seen": revision },
  };
}
