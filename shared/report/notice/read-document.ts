import * as v from "valibot";
import type { Result } from "../../domain/result.ts";
import { type NoticeDocument, noticeDocument } from "./document.ts";

/** Why a text is no notice: it is no JSON, or has another form. `detail` names the first field. */
export type ForeignDocument = {
  readonly code: "not_json" | "not_a_notice";
  readonly detail: string;
};

/** The document that a message of the machines topic carries; fields it does not know are let go. */
export function readDocument(text: string): Result<NoticeDocument, ForeignDocument> {
  const value = parsed(text);
  if (value === undefined) {
    return { ok: false, error: { code: "not_json", detail: `${text.length} characters` } };
  }
  const result = v.safeParse(noticeDocument, value, { abortEarly: true });
  if (result.success) return { ok: true, value: result.output };
  const [issue] = result.issues;
  const path = v.getDotPath(issue) ?? "the whole";
  return {
    ok: false,
    error: { code: "not_a_notice", detail: `${path}: wanted ${issue.expected}` },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
