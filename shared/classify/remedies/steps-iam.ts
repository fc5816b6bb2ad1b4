import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { invokedArn, invokeUrl, routeArn } from "./arns.ts";
import { orElse } from "./named.ts";
import { namesOf } from "./names.ts";
import { type RemedyFacts, run, say } from "./remedies.ts";
import { shell } from "./shell.ts";
import { policy } from "./steps-evidence.ts";

const USER = /:user\/(?:[\w+=,.@-]{1,512}\/){0,16}([\w+=,.@-]{1,64})$/;
const CALLED = /:execute-api:[\w-]{1,30}:[\d*]{12}:(\w{1,30}\/.{1,900})$/;
const SESSION = /^(arn:aws[a-z-]{0,12}):sts(::\d{12}):assumed-role\/([\w+=,.@-]{1,64})\//;

/** Whether the caller's own policies let it invoke the route. */
export function checkCaller(facts: RemedyFacts): Step {
  return run(
    "Ask IAM whether the caller's policies allow it, and which statement decides (resource policies apart).",
    shell`aws iam simulate-principal-policy --policy-source-arn ${policySource(facts)} --action-names execute-api:Invoke --resource-arns ${invoked(facts)} --query ${"EvaluationResults[].[EvalDecision,MatchedStatements]"}`,
  );
}

/** Where the Deny is that no Allow outweighs. */
export function findDeny(deniedBy: string): readonly Step[] {
  const find = say(
    `The refusal names an explicit deny in a ${deniedBy}: no Allow outweighs it, so find that Deny and narrow it, or call as somebody it does not catch.`,
  );
  if (deniedBy !== "service control policy") return [find];
  return [
    find,
    run(
      "In the organization's management account, see which service control policies the caller's account has (and then those of the units above it).",
      shell`aws organizations list-policies-for-target --target-id ${"<caller-account>"} --filter SERVICE_CONTROL_POLICY`,
    ),
  ];
}

/** Lets the caller, a role or a user, invoke the route. */
export function allowCaller(facts: RemedyFacts): Step {
  const document = policy([
    { Effect: "Allow", Action: "execute-api:Invoke", Resource: routeArn(facts) },
  ]);
  const user = USER.exec(facts.said?.caller ?? "")?.[1];
  if (user !== undefined) {
    return run(
      "Allow the user to invoke this route.",
      shell`aws iam put-user-policy --user-name ${user} --policy-name invoke-api --policy-document ${document}`,
    );
  }
  const role = orElse("<caller-role>", facts.said?.role);
  return run(
    "Allow the caller's role to invoke this route.",
    shell`aws iam put-role-policy --role-name ${role} --policy-name invoke-api --policy-document ${document}`,
  );
}

/** IAM simulates a role, not the session that assumed it. */
function policySource({ said }: RemedyFacts): string {
  const [, partition, account, role] = SESSION.exec(said?.caller ?? "") ?? [];
  const arn = role === undefined ? said?.caller : `${partition}:iam${account}:role/${role}`;
  return orElse("<caller-role-or-user-arn>", arn);
}

/** IAM matches what was called, not the route; the account is masked where it is refused. */
function invoked(facts: RemedyFacts): string {
  const called = CALLED.exec(facts.said?.resource ?? "")?.[1];
  const { partition, region, account } = namesOf(facts);
  if (called === undefined) return invokedArn(facts);
  return `arn:${partition}:execute-api:${region}:${account}:${called}`;
}

/** A correctly signed request, to compare with the client's. Credentials come from the environment. */
export function signedRequest(facts: RequestFacts): Step {
  const { verb, region } = namesOf(facts);
  return run(
    "Send one that is surely signed right, with the caller's credentials in the environment, and compare.",
    shell`curl -i -X ${verb} --aws-sigv4 ${`aws:amz:${region}:execute-api`} --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" -H "x-amz-security-token: $AWS_SESSION_TOKEN" ${invokeUrl(facts)}`,
  );
}
