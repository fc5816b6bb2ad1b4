import type { Step } from "../../domain/remedy.ts";
import { stageArn } from "./arns.ts";
import { namesOf } from "./names.ts";
import { type RemedyFacts, run } from "./remedies.ts";
import { shell, word } from "./shell.ts";
import { windowAround } from "./time-window.ts";

const PLACE = /:wafv2:([a-z0-9-]{1,30}):[^:]{0,30}:(regional|global)\//;
const RULES = "WebACL.Rules[].[Priority,Name,VisibilityConfig.MetricName]";

/** What a web ACL has and an update does not take. */
const READ_ONLY =
  ".ARN, .Capacity, .LabelNamespace, .ManagedByFirewallManager, .RetrofittedByFirewallManager, .PreProcessFirewallManagerRuleGroups, .PostProcessFirewallManagerRuleGroups";

type WebAcl = {
  /** The ARN as one word of a shell: as logged, or `"$WEB_ACL_ARN"`. */
  readonly arn: string;
  readonly scope: "REGIONAL" | "CLOUDFRONT";
  readonly inRegion: readonly string[];
};

/** The rules of the web ACL in front of the API; its ARN is kept in `$WEB_ACL_ARN` if no log has it. */
export function showWebAcl(facts: RemedyFacts): readonly Step[] {
  const { arn, inRegion } = webAclOf(facts);
  const rules = run(
    "See which rules the web ACL has.",
    `aws wafv2 get-web-acl --arn ${arn}${shell` --query ${RULES} --output table${inRegion}`}`,
  );
  return facts.said?.webAclArn === undefined ? [findWebAcl(facts), rules] : [rules];
}

/** Which rule blocked, among the requests WAF keeps samples of (3 hours). Needs `showWebAcl` before. */
export function sampledBlocks(facts: RemedyFacts): Step {
  const { arn, scope, inRegion } = webAclOf(facts);
  const { start, end } = windowAround(facts);
  return run(
    "See the requests a rule matched, for each rule's metric name (WAF keeps samples for three hours; its log keeps all).",
    `aws wafv2 get-sampled-requests --web-acl-arn ${arn}${shell` --rule-metric-name ${"<rule-metric-name>"} --scope ${scope} --time-window ${`StartTime=${start},EndTime=${end}`} --max-items 100${inRegion}`}`,
  );
}

/** Counts instead of blocking, for one rule; all else is sent back as it was. Needs `showWebAcl` before. */
export function countInstead(facts: RemedyFacts): readonly Step[] {
  const { arn, scope, inRegion } = webAclOf(facts);
  const request = `(.WebACL + {Scope: "${scope}", LockToken}) | del(${READ_ONLY}) | with_entries(select(.value != ""))`;
  return [
    run(
      "Save the web ACL with its lock token.",
      `aws wafv2 get-web-acl --arn ${arn}${shell` --output json${inRegion} > web-acl.json`}`,
    ),
    run(
      "Make an update of the whole of it: rules, default action, visibility, custom responses and all.",
      shell`jq ${request} web-acl.json > web-acl-update.json`,
    ),
    run(
      "In that file set the rule's Action (of a rule group: RuleActionOverrides) to Count or narrow it, and send it; if the lock token is old by then, begin again.",
      shell`aws wafv2 update-web-acl --cli-input-json file://web-acl-update.json${inRegion}`,
    ),
  ];
}

/** HTTP and WebSocket APIs take no web ACL themselves. */
function findWebAcl(facts: RemedyFacts): Step {
  const { apiType, inRegion } = namesOf(facts);
  if (apiType === "REST") {
    return run(
      "Take the stage's web ACL; the next commands use its ARN.",
      `WEB_ACL_ARN=$(${shell`aws wafv2 get-web-acl-for-resource --resource-arn ${stageArn(facts)} --query WebACL.ARN --output text${inRegion}`})`,
    );
  }
  return run(
    "Only stages of REST APIs take a web ACL, so take that of the CloudFront distribution in front; the next commands use its ARN.",
    `WEB_ACL_ARN=$(${shell`aws cloudfront get-distribution-config --id ${"<distribution-id>"} --query DistributionConfig.WebACLId --output text`})`,
  );
}

function webAclOf(facts: RemedyFacts): WebAcl {
  const { apiType, inRegion } = namesOf(facts);
  const { webAclArn } = facts.said ?? {};
  const arn = webAclArn === undefined ? '"$WEB_ACL_ARN"' : word(webAclArn);
  const [, region, kind = apiType === "REST" ? "regional" : "global"] = PLACE.exec(arn) ?? [];
  // CloudFront's web ACLs are kept in one region, wherever the API is.
  if (kind === "global") return { arn, scope: "CLOUDFRONT", inRegion: ["--region", "us-east-1"] };
  return {
    arn,
    scope: "REGIONAL",
    inRegion: region === undefined ? inRegion : ["--region", region],
  };
}
