import type { Remedy, Step } from "../../domain/remedy.ts";
import { namesOf } from "./names.ts";
import { PAGES } from "./pages.ts";
import { type Remedies, type RemedyFacts, say } from "./remedies.ts";
import { showRoute } from "./steps-api.ts";
import { showAuthorizer, testAuthorizer } from "./steps-authorizer.ts";
import { functionLogs } from "./steps-function.ts";

/** The caller did not say who it is, or not in a way that counts. */
export const unauthorizedRemedies: Remedies<"unauthorized"> = {
  none: (facts) => {
    if (namesOf(facts).apiType === "HTTP") return tokenRefused(facts);
    if (hasRun(facts)) return functionRefused(facts);
    return notIdentified(facts);
  },
};

const NORMAL =
  "Some 401s are normal. A rise after a release of the client or the authorizer is not.";
const RENEW = say(
  "Have it renew tokens before they expire; check issuer, audience and the clock of whoever signs them.",
);
const SEND_TOKEN = say(
  "Have the client send the token exactly in the identity source (usually the Authorization header), for every request, browsers' preflights excepted.",
);
const DECODE = say(
  "Decode the token (its middle part is base64url JSON) on your own machine, since who has it can use it, and look at iss, aud or client_id, exp, nbf and scope.",
);

/** Whether the log shows a call of the authorizer's function, or its answer. */
function hasRun({ target, said }: RemedyFacts): boolean {
  const isCalled = target?.kind === "authorizer" && target.function !== undefined;
  return isCalled || said?.authorizerAnswer !== undefined;
}

/** Whether the log shows the authorizer begin: where it called its function, that would be shown as well. */
function hasBegun({ authorizerId }: RemedyFacts): boolean {
  return authorizerId !== undefined;
}

function functionRefused(facts: RemedyFacts): Remedy {
  return {
    meaning: "The authorizer's function ran and refused the caller: it threw Unauthorized.",
    confirm: [functionLogs(facts), showAuthorizer(facts), ...testAuthorizer(facts)],
    fix: [
      say(
        "If the caller should get in, find the check in the function that failed: expired token, wrong issuer or audience, a key it could not fetch.",
      ),
      RENEW,
      ...preflights(facts),
    ],
    caution: NORMAL,
    page: PAGES.lambdaAuthorizer,
  };
}

function notIdentified(facts: RemedyFacts): Remedy {
  return {
    meaning: hasBegun(facts)
      ? "The authorizer began and called no function: the identity source was missing or empty or did not match the validation expression, or a Cognito authorizer refused the token."
      : "The caller sent no token, an expired one, or not where the authorizer looks for it.",
    confirm: [showAuthorizer(facts), ...showRoute(facts), DECODE, ...testAuthorizer(facts)],
    fix: [SEND_TOKEN, RENEW, ...preflights(facts)],
    caution: NORMAL,
    page: PAGES.lambdaAuthorizer,
  };
}

/** Most authorizers of HTTP APIs are JWT authorizers, which have no function to call. */
function tokenRefused(facts: RemedyFacts): Remedy {
  return {
    meaning:
      "The caller sent no token, an expired one, or one that the route's authorizer refuses.",
    confirm: [DECODE, showAuthorizer(facts), ...showRoute(facts), ...compared()],
    fix: [SEND_TOKEN, RENEW, ...preflights(facts)],
    caution: NORMAL,
    page: PAGES.jwtAuthorizer,
  };
}

function compared(): readonly Step[] {
  return [
    say(
      "Compare: iss must be the authorizer's Issuer to the letter, aud (or client_id) one of its Audience, exp in the future; the token must stand where IdentitySource says.",
    ),
    say(
      "If the authorizer is of type REQUEST it has a function: without an identity source that function was not called; else it answered Unauthorized itself, and its own log tells why.",
    ),
  ];
}

/** A browser asks before a request, not before it opens a WebSocket. */
function preflights(facts: RemedyFacts): readonly Step[] {
  if (namesOf(facts).apiType === "WEBSOCKET") return [];
  return [
    say(
      "If OPTIONS requests are refused, take the authorizer off them: preflights carry no token.",
    ),
  ];
}
