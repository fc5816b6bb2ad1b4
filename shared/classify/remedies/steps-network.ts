import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { namesOf } from "./names.ts";
import { run } from "./remedies.ts";
import { shell } from "./shell.ts";

/** The link's own state, and its load balancer in `$LB_ARN`. */
export function showVpcLink(facts: RequestFacts): readonly Step[] {
  const { apiType, vpcLinkId, inRegion } = namesOf(facts);
  if (apiType === "REST") {
    return [
      run(
        "See whether the link is AVAILABLE (a VPC link V2 is shown by `aws apigatewayv2 get-vpc-link`).",
        shell`aws apigateway get-vpc-link --vpc-link-id ${vpcLinkId}${inRegion}`,
      ),
      run(
        "Take the load balancer it leads to; the next commands use it.",
        `LB_ARN=$(${shell`aws apigateway get-vpc-link --vpc-link-id ${vpcLinkId} --query ${"targetArns[0]"} --output text${inRegion}`})`,
      ),
    ];
  }
  return [
    run(
      "See whether the link is AVAILABLE, and its subnets and security groups.",
      shell`aws apigatewayv2 get-vpc-link --vpc-link-id ${vpcLinkId}${inRegion}`,
    ),
    run(
      "Take the load balancer behind the listener that is the integration's URI; the next commands use it.",
      `LB_ARN=$(${shell`aws elbv2 describe-listeners --listener-arns ${"<listener-arn>"} --query ${"Listeners[0].LoadBalancerArn"} --output text${inRegion}`})`,
    ),
  ];
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
  const admit = run(
    "Open the listener's port in the load balancer's security group (and the targets' groups to the load balancer).",
    shell`aws ec2 authorize-security-group-ingress --group-id ${"<lb-security-group>"} --protocol tcp --port ${"<listener-port>"} --source-group ${"<client-security-group>"}${inRegion}`,
  );
  if (apiType !== "REST") return [admit];
  return [
    run(
      "For a Network Load Balancer with security groups: do not apply them to traffic that comes over PrivateLink.",
      shell`aws elbv2 set-security-groups --load-balancer-arn "$LB_ARN" --security-groups ${"<lb-security-group>"} --enforce-security-group-inbound-rules-on-private-link-traffic off${inRegion}`,
    ),
    admit,
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
