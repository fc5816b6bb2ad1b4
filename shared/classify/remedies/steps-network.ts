import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { namesOf } from "./names.ts";
import { run } from "./remedies.ts";
import { shell } from "./shell.ts";
import { showIntegration } from "./steps-api.ts";

/** The link's own state, the integration that goes through it, and its load balancer in `$LB_ARN`. */
export function showVpcLink(facts: RequestFacts): readonly Step[] {
  const { apiType, vpcLinkId, inRegion } = namesOf(facts);
  const asV2 = shell`aws apigatewayv2 get-vpc-link --vpc-link-id ${vpcLinkId}${inRegion}`;
  if (apiType !== "REST") {
    return [
      run("See whether the link is AVAILABLE, and its subnets and security groups.", asV2),
      ...showIntegration(facts),
      run(
        "Take the load balancer behind the listener that is the integration's URI; the next commands use it.",
        `LB_ARN=$(${shell`aws elbv2 describe-listeners --listener-arns ${"<listener-arn>"} --query ${"Listeners[0].LoadBalancerArn"} --output text${inRegion}`})`,
      ),
    ];
  }
  return [
    run(
      "See whether the link is AVAILABLE; NotFoundException means it is a VPC link V2.",
      shell`aws apigateway get-vpc-link --vpc-link-id ${vpcLinkId}${inRegion}`,
    ),
    run("If it is a V2, see its state, subnets and security groups.", asV2),
    ...showIntegration(facts),
    balancerOfRest(facts),
  ];
}

function balancerOfRest(facts: RequestFacts): Step {
  const { apiId, method, vpcLinkId, inRegion } = namesOf(facts);
  const ofV1 = shell`aws apigateway get-vpc-link --vpc-link-id ${vpcLinkId} --query ${"targetArns[0]"} --output text${inRegion}`;
  const ofV2 = shell`aws apigateway get-integration --rest-api-id ${apiId} --resource-id "$RESOURCE_ID" --http-method ${method} --query integrationTarget --output text${inRegion}`;
  return run(
    "Take the load balancer; the next commands use it. A V1 names it itself, for a V2 the integration does.",
    `LB_ARN=$(${ofV1} || ${ofV2})`,
  );
}

/** Which targets answer their health check, and why the others do not. Needs `$LB_ARN`. */
export function targetHealth(facts: RequestFacts): readonly Step[] {
  const { inRegion } = namesOf(facts);
  return [
    run(
      "List its target groups with their health checks.",
      shell`aws elbv2 describe-target-groups --load-balancer-arn "$LB_ARN" --query ${"TargetGroups[].[TargetGroupArn,Protocol,Port,HealthCheckPath]"} --output table${inRegion}`,
    ),
    run(
      "See which targets are healthy, and the reason of those that are not.",
      shell`aws elbv2 describe-target-health --target-group-arn ${"<target-group-arn>"} --query ${"TargetHealthDescriptions[].[Target.Id,Target.Port,TargetHealth.State,TargetHealth.Reason]"} --output table${inRegion}`,
    ),
  ];
}

/** Who may reach the load balancer. Needs `$LB_ARN`. */
export function loadBalancerAccess(facts: RequestFacts): Step {
  const { inRegion } = namesOf(facts);
  return run(
    "See the load balancer's state, zones and security groups, and whether they are enforced on PrivateLink traffic.",
    shell`aws elbv2 describe-load-balancers --load-balancer-arns "$LB_ARN" --query ${"LoadBalancers[0].[State.Code,Type,SecurityGroups,AvailabilityZones[].ZoneName,EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic]"}${inRegion}`,
  );
}

/** Lets the gateway's traffic in. Needs `$LB_ARN`. */
export function admitTraffic(facts: RequestFacts): readonly Step[] {
  const { apiType, inRegion } = namesOf(facts);
  const [first, forLink] =
    apiType === "REST" ? [exemptPrivateLink(facts), "For a VPC link V2, open"] : [[], "Open"];
  return [
    ...first,
    run(
      `${forLink} the listener's port in the load balancer's security group to a group of the link's own (and the targets' groups to the load balancer).`,
      shell`aws ec2 authorize-security-group-ingress --group-id ${"<lb-security-group>"} --protocol tcp --port ${"<listener-port>"} --source-group ${"<link-security-group>"}${inRegion}`,
    ),
  ];
}

/** A VPC link V1 has no security group, and its traffic comes over PrivateLink. */
function exemptPrivateLink(facts: RequestFacts): readonly Step[] {
  const { inRegion } = namesOf(facts);
  return [
    run(
      "For a VPC link V1, list the security groups of its Network Load Balancer; one that was created without any takes none later, and needs none.",
      shell`aws elbv2 describe-load-balancers --load-balancer-arns "$LB_ARN" --query ${"LoadBalancers[0].SecurityGroups"} --output text${inRegion}`,
    ),
    run(
      "Do not apply them to traffic that comes over PrivateLink. Name every group that was listed: those that are not named are taken off the load balancer.",
      shell`aws elbv2 set-security-groups --load-balancer-arn "$LB_ARN" --security-groups ${"<every-listed-security-group>"} --enforce-security-group-inbound-rules-on-private-link-traffic off${inRegion}`,
    ),
  ];
}

/** Calls the backend without the gateway. */
export function callBackend(facts: RequestFacts): Step {
  const { url } = namesOf(facts);
  return run(
    "Call the backend itself from outside its network (from inside it for a private one) and read status and timing.",
    shell`curl -sv -o /dev/null -w ${"%{http_code} connect=%{time_connect}s tls=%{time_appconnect}s total=%{time_total}s\\n"} ${url}`,
  );
}

/** What the name resolves to. */
export function resolveHost(facts: RequestFacts): Step {
  const { host } = namesOf(facts);
  return run(
    "See what the name resolves to: nothing, or a private address, cannot be reached without a VPC link.",
    shell`dig +short ${host}`,
  );
}

/** The certificate the backend shows, as the gateway sees it. */
export function showCertificate(facts: RequestFacts): readonly Step[] {
  const { host, port } = namesOf(facts);
  return [
    run(
      "See the handshake and the whole chain the backend sends.",
      shell`openssl s_client -connect ${`${host}:${port}`} -servername ${host} -showcerts </dev/null`,
    ),
    run(
      "See names and dates of its certificate.",
      `${shell`openssl s_client -connect ${`${host}:${port}`} -servername ${host} </dev/null`} | openssl x509 -noout -subject -issuer -dates -ext subjectAltName`,
    ),
  ];
}
