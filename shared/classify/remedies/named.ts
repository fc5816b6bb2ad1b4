import { printable } from "./shell.ts";

const LONGEST_NAME = 512;
/** Read by the AWS CLI as an option, or as the name of a file to send: never a name of a resource. */
const MISREAD = /^(?:-|fileb?:)/i;

/** `value` if it can be the name of something, printable and bounded. */
export function named(value: string | undefined): string | undefined {
  if (value === undefined || value.length > LONGEST_NAME) return undefined;
  const text = printable(value, LONGEST_NAME).trim();
  return text === "" || MISREAD.test(text) ? undefined : text;
}

/** The first of `values` that can be a name, else the placeholder. */
export function orElse(placeholder: string, ...values: readonly (string | undefined)[]): string {
  return values.map(named).find((name) => name !== undefined) ?? placeholder;
}

/** An option for a command, or nothing. */
export function option(name: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [name, value];
}

export function partitionOf(region = ""): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
