import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { invokeUrl, routeArn } from "./arns.ts";
import { namesOf } from "./names.ts";
import { run } from "./remedies.ts";
import { shell } from "./shell.ts";
import { policy } from "./steps-evidence.ts";

/** Whether the caller's own policies let it invoke the route. */
export function checkCaller(facts: RequestFacts): Step {
  return run(
    "Ask IAM whether the caller's policies allow it, and which statement decides (resource policies apart).",
    shell`aws iam simulate-principal-policy --policy-source-arn ${"<caller-role-or-user-arn>"} --action-names execute-api:Invoke --resource-arns ${routeArn(facts)} --query ${"EvaluationResults[].[EvalDecision,MatchedStatements]"}`,
  );
}

/** Lets a role invoke the route. */
export function allowCaller(facts: RequestFacts): Step {
  const document = policy([
    { Effect: "Allow", Action: "execute-api:Invoke", Resource: routeArn(facts) },
  ]);
  return run(
    "Allow the caller's role to invoke this route.",
    shell`aws iam put-role-policy --role-name ${"<caller-role>"} --policy-name invoke-api --policy-document ${document}`,
  );
}

/** A correctly signed request, to compare with the client's. Credentials come from the environment. */
export function signedRequest(facts: RequestFacts): Step {
  const { method, region } = namesOf(facts);
  return run(
    "Send one that is surely signed right, with the caller's credentials in the environment, and compare.",
    shell`curl -i -X ${method} --aws-sigv4 ${`aws:amz:${region}:execute-api`} --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" -H "x-amz-security-token: $AWS_SESSION_TOKEN" ${invokeUrl(facts)}`,
  );
}
