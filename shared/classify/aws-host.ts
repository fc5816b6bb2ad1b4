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
  const labels = host.replace(AWS_SUFFIX, "").split(".");
  if (labels.some((label) => CUSTOMER_HOSTS.has(label))) return undefined;
  const last = labels.at(-1) ?? "";
  const legacy = S3_WITH_REGION.exec(last)?.[1];
  if (legacy !== undefined) return { service: "s3", region: legacy };
  const before = labels.at(-2);
  if (before === undefined || !REGION.test(last)) return { service: last };
  return { service: before, region: last };
}
