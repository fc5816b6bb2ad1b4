import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { namesOf } from "./names.ts";
import { run } from "./remedies.ts";
import { shell } from "./shell.ts";

/** Whether AWS knows of trouble with a service. The Health API lives in us-east-1. */
export function lookForOutage(facts: RequestFacts, service: "APIGATEWAY" | "LAMBDA" | "WAF"): Step {
  const { region } = namesOf(facts);
  const filter = `services=${service},regions=${region},eventStatusCodes=open`;
  return run(
    "See whether AWS Health knows of trouble (needs a support plan with the Health API; else https://health.aws.amazon.com/).",
    shell`aws health describe-events --region us-east-1 --filter ${filter}`,
  );
}
