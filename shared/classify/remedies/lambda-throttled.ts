import { PAGES } from "./pages.ts";
import type { Remedies } from "./remedies.ts";
import { say } from "./remedies.ts";
import { limitMet, raiseConcurrency, showConcurrency } from "./steps-concurrency.ts";

/** Lambda refused to run the function because too many of it, or of the account's, ran already. */
export const lambdaThrottledRemedies: Remedies<"lambda_throttled"> = {
  concurrency_limit: (facts) => ({
    meaning: `Lambda refused the call because ${limitMet(facts)}.`,
    confirm: showConcurrency(facts),
    fix: [
      ...raiseConcurrency(facts),
      say(
        "Make it shorter: concurrency is requests a second times seconds each. Or throttle at the gateway, so clients get a 429 they can retry instead of a 500.",
      ),
    ],
    caution:
      "What is reserved for one function is taken from all others in the region; more at once may be too much for the database behind.",
    page: PAGES.lambdaConcurrency,
  }),
};
