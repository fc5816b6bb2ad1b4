import type { Links } from "./links.ts";

/** Links as a notice has them, or its document, where one that is not there is null. */
type SomeLinks = { readonly [K in keyof Links]?: string | null };

/** In reading order. */
const NAMES = {
  incident: "Incident",
  logLines: "Log lines of this request",
  logGroup: "Log group",
  trace: "X-Ray trace",
  stage: "API in the console",
  function: "Function",
} as const satisfies Partial<Record<keyof Links, string>>;

/** The links that are there, with what they lead to. */
export function namedLinks(
  links: SomeLinks,
): readonly { readonly name: string; readonly address: string }[] {
  const keys = Object.keys(NAMES) as readonly (keyof typeof NAMES)[];
  return keys.flatMap((key) => {
    const address = links[key];
    return typeof address === "string" ? [{ name: NAMES[key], address }] : [];
  });
}
