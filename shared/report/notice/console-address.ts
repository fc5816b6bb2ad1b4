const REGION = /^[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/;
const LONE_SURROGATE = /\p{Cs}/gu;
const LEFT_BARE = /[!'()*~]/g;
const HOSTS: Readonly<Record<string, string>> = {
  "cn-": "console.amazonaws.cn",
  "us-gov-": "console.amazonaws-us-gov.com",
  "eusc-": "console.amazonaws-eusc.eu",
};

/** Where the console of a region is; nothing for a text that is no region's name. */
export function consoleOf(region: string | undefined): string | undefined {
  if (region === undefined || !REGION.test(region)) return undefined;
  const prefix = Object.keys(HOSTS).find((each) => region.startsWith(each));
  return `https://${region}.${HOSTS[prefix ?? ""] ?? "console.aws.amazon.com"}`;
}

/** `text` as one part of an address, without any character that ends one in a text. */
export function encoded(text: string): string {
  return encodeURIComponent(text.replace(LONE_SURROGATE, "")).replace(
    LEFT_BARE,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** As the part of a CloudWatch address that follows `#` wants it: `/` becomes `$252F`. */
export function fragmentPart(text: string): string {
  return encoded(encoded(text)).replaceAll("%", "$");
}

/** The query within that part: `?a=b` becomes `$3Fa$3Db`, `"` in a value `$2522`. */
export function fragmentQuery(values: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(values).map(([name, value]) => `${name}=${encoded(value)}`);
  return encoded(`?${pairs.join("&")}`).replaceAll("%", "$");
}
