import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { stageArn } from "./arns.ts";
import { namesOf } from "./names.ts";
import { run, say } from "./remedies.ts";
import { shell } from "./shell.ts";
import { windowAround } from "./time-window.ts";

/** The web ACL in front of the stage, its ARN kept in `$WEB_ACL_ARN`. */
export function showWebAcl(facts: RequestFacts): readonly Step[] {
  const { apiType, inRegion } = namesOf(facts);
  if (apiType !== "REST") {
    return [
      say(
        "Only stages of REST APIs take a web ACL: look at the CloudFront distribution in front of this API.",
      ),
    ];
  }
  return [
    run(
      "See which rules the stage's web ACL has.",
      shell`aws wafv2 get-web-acl-for-resource --resource-arn ${stageArn(facts)} --query ${"WebACL.Rules[].[Priority,Name,VisibilityConfig.MetricName]"} --output table${inRegion}`,
    ),
    run(
      "Keep its ARN for the next commands.",
      `WEB_ACL_ARN=$(${shell`aws wafv2 get-web-acl-for-resource --resource-arn ${stageArn(facts)} --query WebACL.ARN --output text${inRegion}`})`,
    ),
  ];
}

/** Which rule blocked, among the requests WAF keeps samples of (3 hours). Needs `$WEB_ACL_ARN`. */
export function sampledBlocks(facts: RequestFacts): Step {
  const { inRegion } = namesOf(facts);
  const { start, end } = windowAround(facts);
  return run(
    "See the requests a rule matched, for each rule's metric name (WAF keeps samples for three hours; its log keeps all).",
    shell`aws wafv2 get-sampled-requests --web-acl-arn "$WEB_ACL_ARN" --rule-metric-name ${"<rule-metric-name>"} --scope REGIONAL --time-window ${`StartTime=${start},EndTime=${end}`} --max-items 100${inRegion}`,
  );
}

/** Counts instead of blocking, for one rule. */
export function countInstead(facts: RequestFacts): readonly Step[] {
  const { inRegion } = namesOf(facts);
  return [
    run(
      "Save the web ACL with its lock token.",
      shell`aws wafv2 get-web-acl --name ${"<web-acl-name>"} --scope REGIONAL --id ${"<web-acl-id>"} --output json${inRegion} > web-acl.json`,
    ),
    run(
      "Save its Rules as rules.json, set the rule's Action (of a rule group: RuleActionOverrides) to Count or narrow it, and put them back.",
      shell`aws wafv2 update-web-acl --name ${"<web-acl-name>"} --scope REGIONAL --id ${"<web-acl-id>"} --lock-token ${"<lock-token>"} --default-action ${"Allow={}"} --visibility-config ${"SampledRequestsEnabled=true,CloudWatchMetricsEnabled=true,MetricName=<metric-name>"} --rules file://rules.json${inRegion}`,
    ),
  ];
}
