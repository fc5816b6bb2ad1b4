import type { RequestFacts } from "../../domain/verdict.ts";
import { wholeApiArn } from "./arns.ts";
import { namesOf } from "./names.ts";
import { PAGES } from "./pages.ts";
import { changesIn, changesOr, type Remedies, type RemedyFor, say } from "./remedies.ts";
import { forgetDecisions, lintAuthorizer, type ResponseKind } from "./steps-authorizer.ts";
import { raiseEvidence } from "./steps-evidence.ts";
import { releaseSteps } from "./steps-function.ts";

/** The authorizer ran, and the gateway cannot use its answer. */
export const authorizerMalformedResponseRemedies: Remedies<"authorizer_malformed_response"> = {
  invalid_policy: mendAnswer(
    "The authorizer's policyDocument is not a policy the gateway can read.",
    "Return policyDocument with Version 2012-10-17 and a Statement list of Action execute-api:Invoke, Effect Allow or Deny, and a Resource of at most 512 characters.",
    { kinds: ["iam"] },
  ),
  invalid_json: mendAnswer(
    "The authorizer's answer is not JSON of the expected form, or has fields that do not belong there.",
    "Return only principalId, policyDocument, context and usageIdentifierKey; statusCode, headers and body are a proxy response, which an authorizer must not return.",
    {
      onHttp:
        "With simple responses on return only isAuthorized and context, else principalId, policyDocument and context; in a policy's context only text, numbers and booleans. Never statusCode, headers and body.",
    },
  ),
  missing_principal: mendAnswer(
    "The authorizer's answer has no principalId, so the gateway cannot tell who the caller is.",
    "Return principalId as text, also with Deny: the user's id, or a fixed word such as anonymous.",
    { kinds: ["iam"] },
  ),
  invalid_context: mendAnswer(
    "The authorizer's context holds something the gateway does not take: an object, a list or null.",
    "Return context as a flat object of text, numbers and booleans; put anything nested through JSON.stringify first.",
  ),
  missing_is_authorized: mendAnswer(
    "The authorizer's simple response has no isAuthorized, so the gateway has no decision.",
    "Return { isAuthorized: true } or false as a boolean on every path; an IAM policy needs simple responses switched off in the authorizer.",
    { kinds: ["simple"] },
  ),
  unknown: (facts, findings) => ({
    meaning:
      "The gateway could not use the authorizer's answer; the log does not show what is wrong with it.",
    confirm: [...lintAuthorizer(facts), ...raiseEvidence(facts)],
    fix: [
      ...changesIn(findings),
      say(wholeAnswer(facts)),
      ...releaseSteps(facts),
      ...forgetDecisions(facts),
    ],
    caution: CAUTION,
    page: pageFor(facts),
  }),
};

const CAUTION =
  "Until it is mended every caller of the protected routes is refused with 500. Never mend it by returning Allow for everybody.";

/** What is different where an HTTP API refused the answer. */
type OnHttp = { readonly kinds?: readonly ResponseKind[]; readonly onHttp?: string };

function mendAnswer(
  meaning: string,
  change: string,
  { kinds, onHttp = change }: OnHttp = {},
): RemedyFor {
  return (facts, findings) => ({
    meaning,
    confirm: lintAuthorizer(facts, kinds),
    fix: [
      ...changesOr(findings, namesOf(facts).apiType === "HTTP" ? onHttp : change),
      say(wholeAnswer(facts)),
      ...releaseSteps(facts),
      ...forgetDecisions(facts),
    ],
    caution: CAUTION,
    page: pageFor(facts),
  });
}

function wholeAnswer(facts: RequestFacts): string {
  const resource = wholeApiArn(facts);
  const statement = { Action: "execute-api:Invoke", Effect: "Allow", Resource: resource };
  const answer = {
    principalId: "user",
    policyDocument: { Version: "2012-10-17", Statement: [statement] },
    context: { tenant: "text" },
  };
  const simple =
    'A simple response that lets the caller in (false refuses): {"isAuthorized":true,"context":{}}. An IAM response';
  const kind = namesOf(facts).apiType === "HTTP" ? simple : "A whole answer";
  return `${kind} that lets the caller in (Effect Deny refuses): ${JSON.stringify(answer)}.`;
}

function pageFor(facts: RequestFacts): string {
  return namesOf(facts).apiType === "HTTP" ? PAGES.httpAuthorizer : PAGES.authorizerOutput;
}
