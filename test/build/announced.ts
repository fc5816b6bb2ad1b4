import type { NoticeDocument } from "../../shared/report/notice/document.ts";
import { documentOf, type Published } from "./world.ts";

/** The incidents of which a notice says that they are open, alone or as the entries of a digest. */
export function announcedBy(published: Published): readonly string[] {
  const document = documentOf(published) as NoticeDocument;
  if (document.kind === "digest") {
    return document.entries.filter(isOpening).map(({ incidentId }) => incidentId);
  }
  return document.kind !== "blind" && isOpening(document) ? [document.incident.id] : [];
}

function isOpening({ kind }: { readonly kind: string }): boolean {
  return kind === "opened" || kind === "reopened";
}
