import { createHash } from "node:crypto";

/** A CloudFormation resource. */
export type Resource = {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
};
/** By logical id. */
export type Resources = Readonly<Record<string, Resource>>;

/** A value that CloudFormation works out. */
export type Value = string | Readonly<Record<string, unknown>>;

export const ref = (id: string): Value => ({ Ref: id });
export const arnOf = (id: string): Value => ({ "Fn::GetAtt": [id, "Arn"] });
export const sub = (text: string): Value => ({ "Fn::Sub": text });

/** `Prefix` and a digest of `subject`: the same as long as the subject is, whatever stands beside it. */
export function logicalId(prefix: string, subject: string): string {
  return `${prefix}${createHash("sha256").update(subject).digest("hex").slice(0, 12)}`;
}
