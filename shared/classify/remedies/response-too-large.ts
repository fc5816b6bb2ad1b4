import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { invocationUri } from "./arns.ts";
import { namesOf } from "./names.ts";
import { PAGES } from "./pages.ts";
import { type Remedies, say } from "./remedies.ts";
import type { Patch } from "./shell.ts";
import { changeIntegration, redeploy, showIntegration } from "./steps-api.ts";
import { callBackend } from "./steps-network.ts";

/** The backend's answer does not fit through the gateway. */
export const responseTooLargeRemedies: Remedies<"response_too_large"> = {
  integration_limit_10mb: (facts) => ({
    meaning:
      "The backend's answer is larger than the 10 MB that API Gateway passes on, and that limit cannot be raised.",
    confirm: [...showIntegration(facts), ...(isService(facts) ? [] : [callBackend(facts)])],
    fix: [
      say(
        isInS3(facts)
          ? "The object is in S3 already: answer 303 with a presigned URL of it (or a CloudFront URL), which bypasses the gateway."
          : "Put large results into S3 and answer 303 with a presigned URL (or a CloudFront URL): they then bypass the gateway.",
      ),
      say("Or return pages: a limit and a cursor, or Range requests for files."),
      ...streamed(facts),
    ],
    caution:
      "A presigned URL works for whoever holds it until it expires. Paging changes what clients must do.",
    page: namesOf(facts).apiType === "HTTP" ? PAGES.httpQuotas : PAGES.restQuotas,
  }),
};

/** Only proxy integrations of REST APIs stream: an AWS service is called by none. */
function streamed(facts: RequestFacts): readonly Step[] {
  if (namesOf(facts).apiType !== "REST" || isService(facts)) return [];
  const stream: Patch = { op: "replace", path: "/responseTransferMode", value: "STREAM" };
  const uri: Patch = { op: "replace", path: "/uri", value: invocationUri(facts, true) };
  return [
    changeIntegration(
      facts,
      "Or stream it, as only HTTP_PROXY and AWS_PROXY integrations can (a function must be written for it): more than 10 MB, up to 15 minutes.",
      facts.target?.kind === "function" ? [uri, stream] : [stream],
      [],
    ),
    say(
      "A stream has no cache, no content encoding and no templates, ends after 5 idle minutes (30 s on an edge-optimized API), is slowed to 2 MB a second after the first 10 MB, and is billed by its size.",
    ),
    redeploy(facts),
  ];
}

function isService({ target }: RequestFacts): boolean {
  return target?.kind === "aws_service";
}

function isInS3({ target }: RequestFacts): boolean {
  return target?.kind === "aws_service" && target.service === "s3";
}
