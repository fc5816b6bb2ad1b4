const AWS_SUFFIX = /\.amazonaws\.com(?:\.cn)?$/;
const REGION = /^(?:[a-z]{2,4}-[a-z-]{2,20}-\d|region|<region>)$/;
const S3_WITH_REGION = /^s3-([a-z]{2,4}-[a-z-]{2,20}-\d)$/;

/** Hosts under amazonaws.com that customers run themselves. */
const CUSTOMER_HOSTS: ReadonlySet<string> = new Set([
  "compute",
  "compute-1",
  "elb",
  "execute-api",
  "rds",
  "vpce",
]);

/** The AWS service a host belongs to, if it is an endpoint of one. */
export function awsServiceAt(
  host: string,
): { readonly service: string; readonly region?: string } | undefined {
  if (!AWS_SUFFIX.test(host)) return undefined;
  const name = host.replace(AWS_SUFFIX, "");
  if (name.split(".").some((label) => CUSTOMER_HOSTS.has(label))) return undefined;
  const last = lastLabel(name);
  const legacy = S3_WITH_REGION.exec(last)?.[1];
  if (legacy !== undefined) return { service: "s3", region: legacy };
  if (!REGION.test(last)) return { service: last };
  return { service: lastLabel(name.slice(0, -last.length - 1)), region: last };
}

function lastLabel(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}
