export const STAGE_ARN = "arn:aws:execute-api:us-east-1:123456789012:abcdef1234/prod";

/** A statement that allows every call, but for `changes`; undefined leaves a key out. */
export function statement(changes: object = {}): object {
  return { Effect: "Allow", Action: "execute-api:Invoke", Resource: `${STAGE_ARN}/*`, ...changes };
}

export function policyOf(...statements: readonly unknown[]): object {
  return { Version: "2012-10-17", Statement: statements };
}

/** An authorizer's answer that lets the caller in, but for `changes`, as JSON. */
export function policyAnswer(changes: object = {}): string {
  const answer = { principalId: "user", policyDocument: policyOf(statement()), ...changes };
  return JSON.stringify(answer);
}
