import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { namesOf } from "./names.ts";
import { run } from "./remedies.ts";
import { shell } from "./shell.ts";
import { gatewayTrust, policy } from "./steps-evidence.ts";

const ROLE = "<integration-role>";

/** Who may take the integration's (or authorizer's) role on, and what it may do. */
export function showRole(): readonly Step[] {
  return [
    run(
      "See who may take the role on: it must be apigateway.amazonaws.com.",
      shell`aws iam get-role --role-name ${ROLE} --query Role.AssumeRolePolicyDocument`,
    ),
    run(
      "See which policies of its own it has (list-attached-role-policies shows the shared ones).",
      shell`aws iam list-role-policies --role-name ${ROLE}`,
    ),
  ];
}

export function trustGateway(): Step {
  return run(
    "Let API Gateway take the role on (this replaces its whole trust policy).",
    shell`aws iam update-assume-role-policy --role-name ${ROLE} --policy-document ${gatewayTrust()}`,
  );
}

/** Lets the role do `action` on `resource`. */
export function allowRole(text: string, action: string, resource: string): Step {
  const document = policy([{ Effect: "Allow", Action: action, Resource: resource }]);
  return run(
    text,
    shell`aws iam put-role-policy --role-name ${ROLE} --policy-name apigateway-integration --policy-document ${document}`,
  );
}

/** Whether IAM would let the role do it. */
export function simulateRole(facts: RequestFacts): Step {
  const { partition, account } = namesOf(facts);
  const role = `arn:${partition}:iam::${account}:role/${ROLE}`;
  return run(
    "Ask IAM whether the role may do it, and which statement decides.",
    shell`aws iam simulate-principal-policy --policy-source-arn ${role} --action-names ${"<service:Action>"} --resource-arns ${"<resource-arn>"}`,
  );
}
