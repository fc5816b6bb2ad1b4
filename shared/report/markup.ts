import { escapeHtml } from "./escape.ts";

/** A piece of HTML made by `html`, so known to be escaped. */
export type Markup = { readonly markup: string };

type Hole = string | number | Markup | readonly Markup[];

/** HTML with everything but other markup escaped, so that no log text can become a tag. */
export function html(parts: TemplateStringsArray, ...holes: readonly Hole[]): Markup {
  return { markup: String.raw({ raw: parts }, ...holes.map(markupOf)) };
}

/** Nothing at all. */
export const NO_MARKUP: Markup = { markup: "" };

function markupOf(hole: Hole): string {
  if (typeof hole === "string") return escapeHtml(hole);
  if (typeof hole === "number") return String(hole);
  return "markup" in hole ? hole.markup : hole.map(({ markup }) => markup).join("");
}
