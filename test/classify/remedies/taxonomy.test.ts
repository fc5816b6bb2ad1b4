import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type DocumentedRule, documentedRules, taxonomy } from "../../../docs/generate-taxonomy.ts";
import { CAUSES, REASONS } from "../../../shared/domain/cause.ts";

const written = readFileSync(new URL("../../../docs/taxonomy.md", import.meta.url), "utf8");

const rule: DocumentedRule = {
  cause: "some_cause",
  summary: "It says <b> and *why* in `code<b>`.",
  spec: "https://docs.aws.amazon.com/x.html",
  statuses: [500, 502],
  looksFor: "a line",
  remedies: {
    some_reason: () => ({
      meaning: "It means a_b.",
      confirm: [{ text: "See it.", command: "aws x '<y>'" }],
      fix: [{ text: "Mend it." }, { text: "Or not." }],
      caution: "It costs.",
      page: "https://docs.aws.amazon.com/y.html",
    }),
  },
};

describe("docs/taxonomy.md", () => {
  test("is what the rules and remedies say now: node docs/generate-taxonomy.ts", () => {
    expect(taxonomy(documentedRules())).toBe(written);
  });

  test.each(CAUSES)("has %s with all its reasons", (cause) => {
    const section = written.split("\n## ").find((text) => text.startsWith(`${cause}\n`)) ?? "";
    for (const reason of REASONS[cause]) expect(section).toContain(`\n### ${reason}\n`);
  });

  test("escapes what Markdown would read as markup, but not code and commands", () => {
    const text = taxonomy([rule]);
    expect(text).toContain("It says \\<b\\> and \\*why\\* in `code<b>`.");
    expect(text).toContain(
      "### some_reason\n\nIt means a\\_b.\n\nConfirm:\n\n1. See it.\n\n   ```sh\n   aws x '<y>'\n   ```",
    );
    expect(text).toContain(
      "Usual status: 500, 502. Recognised by: a line.\n\nPage: <https://docs.aws.amazon.com/x.html>\n",
    );
    expect(text).toContain("Fix:\n\n1. Mend it.\n2. Or not.\n\nCaution: It costs.");
    expect(text).toContain("- [some_cause](#some_cause) (500, 502): some_reason");
  });
});
