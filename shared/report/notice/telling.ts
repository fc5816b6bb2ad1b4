import type { Notice } from "../../domain/notice.ts";
import type { Remedy } from "../../domain/remedy.ts";
import type { Links } from "./links.ts";

/** Name and version of the document that the machines topic carries. */
export const NOTICE_SCHEMA = "apigw-triage/notice/v1";

/** Everything a message is made of. */
export type Telling = {
  readonly notice: Notice;
  /** What to do about the failed request; blind notices and unclassified failures bring their own. */
  readonly remedy?: Remedy;
  readonly links: Links;
};
