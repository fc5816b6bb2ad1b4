import type { Step } from "../../domain/remedy.ts";
import { orElse } from "./named.ts";
import { namesOf } from "./names.ts";
import { type RemedyFacts, run } from "./remedies.ts";
import { shell } from "./shell.ts";
import { gatewayTrust, policy } from "./steps-evidence.ts";

type Permission = { readonly action: string; readonly resource: string };

/** Who may take the integration's (or authorizer's) role on, and what it may do. */
export function showRole(facts: RemedyFacts): readonly Step[] {
  const role = roleOf(facts);
  return [
    run(
      "See who may take the role on: it must be apigateway.amazonaws.com.",
      shell`aws iam get-role --role-name ${role} --query Role.AssumeRolePolicyDocument`,
    ),
    run(
      "See which policies of its own it has (list-attached-role-policies shows the shared ones).",
      shell`aws iam list-role-policies --role-name ${role}`,
    ),
  ];
}

export function trustGateway(facts: RemedyFacts): Step {
  return run(
    "Let API Gateway take the role on (this replaces its whole trust policy).",
    shell`aws iam update-assume-role-policy --role-name ${roleOf(facts)} --policy-document ${gatewayTrust()}`,
  );
}

/** Lets the role do `action` on `resource`. */
export function allowRole(
  facts: RemedyFacts,
  text: string,
  { action, resource }: Permission,
): Step {
  const document = policy([{ Effect: "Allow", Action: action, Resource: resource }]);
  return run(
    text,
    shell`aws iam put-role-policy --role-name ${roleOf(facts)} --policy-name ${`apigateway-${ownerOf(facts)}`} --policy-document ${document}`,
  );
}

/** Whether IAM would let the role do it. */
export function simulateRole(facts: RemedyFacts): Step {
  const { partition, account } = namesOf(facts);
  const { action, resource } = refusedTo(facts);
  const role = `arn:${partition}:iam::${account}:role/${roleOf(facts)}`;
  return run(
    "Ask IAM whether the role may do it, and which statement decides.",
    shell`aws iam simulate-principal-policy --policy-source-arn ${role} --action-names ${action} --resource-arns ${resource}`,
  );
}

/** What IAM refused, as far as the answer names it. */
export function refusedTo({ said }: RemedyFacts): Permission {
  return {
    action: orElse("<service:Action>", said?.action),
    resource: orElse("<resource-arn>", said?.resource),
  };
}

function roleOf(facts: RemedyFacts): string {
  return orElse(`<${ownerOf(facts)}-role>`, facts.said?.role);
}

/** Whose role it is. */
function ownerOf({ target }: RemedyFacts): "authorizer" | "integration" {
  return target?.kind === "authorizer" ? "authorizer" : "integration";
}
