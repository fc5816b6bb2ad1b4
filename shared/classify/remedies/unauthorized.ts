import { namesOf } from "./names.ts";
import { PAGES } from "./pages.ts";
import { type Remedies, say } from "./remedies.ts";
import { showRoute } from "./steps-api.ts";
import { showAuthorizer, testAuthorizer } from "./steps-authorizer.ts";

/** The caller did not say who it is, or not in a way that counts. */
export const unauthorizedRemedies: Remedies<"unauthorized"> = {
  none: (facts) => ({
    meaning: "The caller sent no token, an expired one, or not where the authorizer looks for it.",
    confirm: [showAuthorizer(facts), ...testAuthorizer(facts), ...showRoute(facts)],
    fix: [
      say(
        "Have the client send the token exactly in the identity source (usually the Authorization header), for every request, browsers' preflights excepted.",
      ),
      say(
        "Have it renew tokens before they expire; check issuer, audience and the clock of whoever signs them.",
      ),
      say(
        "If OPTIONS requests are refused, take the authorizer off them: preflights carry no token.",
      ),
    ],
    caution: "Some 401s are normal. A rise after a release of the client or the authorizer is not.",
    page: namesOf(facts).apiType === "HTTP" ? PAGES.jwtAuthorizer : PAGES.lambdaAuthorizer,
  }),
};
