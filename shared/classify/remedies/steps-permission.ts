import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { authorizerArn, routeArn } from "./arns.ts";
import { type Names, namesOf } from "./names.ts";
import { run } from "./remedies.ts";
import { shell } from "./shell.ts";

const NOT_IN_STATEMENT_IDS = /[^A-Za-z0-9_-]+/g;
const LONGEST_STATEMENT_ID = 100;

/** Who may invoke the function now. */
export function showPermission(facts: RequestFacts): Step {
  const { function: name, qualifier, inFunctionRegion } = namesOf(facts);
  return run(
    "See who may invoke exactly what the gateway calls: an alias or version has a policy of its own. ResourceNotFoundException means that it has none, or that the function, alias or version does not exist.",
    shell`aws lambda get-policy --function-name ${name}${qualifier} --query Policy --output text${inFunctionRegion}`,
  );
}

/** Lets the failing route call the function. */
export function permitRoute(facts: RequestFacts): Step {
  const names = namesOf(facts);
  return run(
    "Let this route, on every stage, invoke the function.",
    permission(names, `apigateway-${names.apiId}-${names.routeKey}`, routeArn(facts)),
  );
}

/** Lets the authorizer call its function. */
export function permitAuthorizer(facts: RequestFacts): Step {
  const names = namesOf(facts);
  return run(
    "Let the authorizer invoke its function.",
    permission(
      names,
      `apigateway-${names.apiId}-authorizer-${names.authorizerId}`,
      authorizerArn(facts),
    ),
  );
}

function permission(names: Names, statementId: string, sourceArn: string): string {
  const { function: name, qualifier, inFunctionRegion } = names;
  const id = statementId.replaceAll(NOT_IN_STATEMENT_IDS, "-").slice(0, LONGEST_STATEMENT_ID);
  return shell`aws lambda add-permission --function-name ${name}${qualifier} --statement-id ${id} --action lambda:InvokeFunction --principal apigateway.amazonaws.com --source-arn ${sourceArn}${inFunctionRegion}`;
}
