import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { namesOf } from "./names.ts";
import { PAGES } from "./pages.ts";
import { type Remedies, say } from "./remedies.ts";
import { changeIntegration, redeploy, showIntegration } from "./steps-api.ts";
import { callBackend } from "./steps-network.ts";

/** The backend's answer does not fit through the gateway. */
export const responseTooLargeRemedies: Remedies<"response_too_large"> = {
  integration_limit_10mb: (facts) => ({
    meaning:
      "The backend's answer is larger than the 10 MB that API Gateway passes on, and that limit cannot be raised.",
    confirm: [...showIntegration(facts), callBackend(facts)],
    fix: [
      say(
        "Put large results into S3 and answer 303 with a presigned URL (or a CloudFront URL): they then bypass the gateway.",
      ),
      say("Or return pages: a limit and a cursor, or Range requests for files."),
      ...streamed(facts),
    ],
    caution:
      "A presigned URL works for whoever holds it until it expires. Paging changes what clients must do.",
    page: namesOf(facts).apiType === "HTTP" ? PAGES.httpQuotas : PAGES.restQuotas,
  }),
};

function streamed(facts: RequestFacts): readonly Step[] {
  if (namesOf(facts).apiType !== "REST") return [];
  return [
    changeIntegration(
      facts,
      "Or stream it (HTTP_PROXY as here; a function must be written for it): more than 10 MB, up to 15 minutes.",
      [{ op: "replace", path: "/responseTransferMode", value: "STREAM" }],
      [],
    ),
    redeploy(facts),
  ];
}
