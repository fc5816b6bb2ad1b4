import type { Notice } from "../../domain/notice.ts";

export type IncidentNotice = Extract<Notice, { readonly count: number }>;
export type DigestNotice = Extract<Notice, { readonly kind: "digest" }>;
export type BlindNotice = Extract<Notice, { readonly kind: "blind" }>;
