import { encryptionProperties } from "./encryption.ts";
import type { Settings } from "./settings.ts";

type Extensions = Readonly<
  Record<string, { readonly Properties: Readonly<Record<string, unknown>> }>
>;

const NAMES = ["classifyLogs", "sweepIncidents", "notifySlack"] as const;

/** What the settings add to the functions and log groups that osls makes. */
export function functionExtensions(settings: Settings): Extensions {
  const { logGroup } = encryptionProperties(settings);
  return Object.fromEntries(
    NAMES.flatMap((name) => {
      const id = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
      const reserved = settings.concurrency[name];
      const concurrency = reserved === undefined ? {} : { ReservedConcurrentExecutions: reserved };
      return [
        [`${id}LambdaFunction`, { Properties: concurrency }],
        [`${id}LogGroup`, { Properties: { LogGroupClass: "STANDARD", ...logGroup } }],
      ];
    }),
  );
}
