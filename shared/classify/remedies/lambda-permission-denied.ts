import { namesOf } from "./names.ts";
import { PAGES } from "./pages.ts";
import type { Remedies } from "./remedies.ts";
import { say } from "./remedies.ts";
import { showIntegration } from "./steps-api.ts";
import { functionSettings } from "./steps-function.ts";
import { permitRoute, showPermission } from "./steps-permission.ts";

/** The gateway may not invoke the function. */
export const lambdaPermissionDeniedRemedies: Remedies<"lambda_permission_denied"> = {
  invalid_permissions: (facts) => ({
    meaning:
      "API Gateway is not allowed to invoke the function, or the function, alias or version it calls does not exist.",
    confirm: [
      showPermission(facts),
      functionSettings(
        facts,
        "If that says ResourceNotFoundException, see whether what the gateway calls exists: this names it if it does, and then only its policy is missing.",
        "FunctionArn",
      ),
      ...showIntegration(facts),
    ],
    fix: [
      permitRoute(facts),
      say(
        "If the function, alias or version does not exist, no permission mends it: deploy it again under this name, or have the integration call one that exists.",
      ),
      say(
        "If the integration names a stage variable, repeat this for every function and alias the variable can stand for.",
      ),
      say(
        "If the integration has credentials (a role), the permission counts for nothing: give that role lambda:InvokeFunction on the function instead.",
      ),
    ],
    caution:
      "A statement id that is taken already is refused: remove the old one with remove-permission, or choose another. Takes effect within seconds, without a redeploy.",
    page: namesOf(facts).apiType === "HTTP" ? PAGES.httpTroubleshooting : PAGES.lambdaPermissions,
  }),
};
