import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CATALOGUE } from "../../shared/classify/catalogue.ts";
import { CAUSES, REASONS } from "../../shared/domain/cause.ts";
import { labelledRequests, titleOf } from "../corpus/labelled-request.ts";

const ACCOUNTS = /(?<=:)\d{12}(?=:)/g;
const ADDRESSES = /\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/g;
const RESERVED = /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\./;
const ROOT = new URL("../../", import.meta.url);
const requests = labelledRequests();
const taxonomy = readFileSync(new URL("docs/taxonomy.md", ROOT), "utf8");
const reasons = CAUSES.flatMap((cause) => REASONS[cause].map((reason) => ({ cause, reason })));

describe("every cause", () => {
  test.each(CAUSES)("%s has exactly one rule", (cause) => {
    expect(CATALOGUE.filter((rule) => rule.cause === cause)).toHaveLength(1);
  });

  test.each(CAUSES)("%s has a file for its rule and one for its remedies", (cause) => {
    const file = `${cause.replaceAll("_", "-")}.ts`;
    expect(existsSync(new URL(`shared/classify/rules/${file}`, ROOT))).toBe(true);
    expect(existsSync(new URL(`shared/classify/remedies/${file}`, ROOT))).toBe(true);
  });

  test.each(CAUSES)("%s has a heading in docs/taxonomy.md", (cause) => {
    expect(taxonomy.split("\n")).toContainEqual(expect.stringMatching(`^#+ .*\\b${cause}\\b`));
  });

  test.each(CAUSES)("%s has a hit and two near misses of its own", (cause) => {
    const own = requests.filter(({ file }) => file === cause);
    expect(own.filter(({ kind }) => kind === "hit").length).toBeGreaterThanOrEqual(1);
    expect(own.filter(({ kind }) => kind === "near_miss").length).toBeGreaterThanOrEqual(2);
  });
});

describe("every reason", () => {
  test.each(reasons)("$cause/$reason has a hit", ({ cause, reason }) => {
    const hits = requests.filter(
      (request) => request.kind === "hit" && request.cause === cause && request.reason === reason,
    );
    expect(hits.map(({ file }) => file)).toContain(cause);
  });
});

describe("every labelled request", () => {
  test("has a name of its own within its file", () => {
    const titles = requests.map(titleOf);
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
  });

  test("is a hit of its file's cause, or a near miss of another one", () => {
    const astray = requests.filter(
      ({ kind, file, cause }) => (kind === "hit") !== (cause === file),
    );
    expect(astray.map(titleOf)).toEqual([]);
  });

  test("is labelled with a cause and a reason that exist", () => {
    const known = new Set(reasons.map(({ cause, reason }) => `${cause}/${reason}`));
    known.add("success/none").add("unclassified/none");
    const unknown = requests.filter(({ cause, reason }) => !known.has(`${cause}/${reason}`));
    expect(unknown.map(titleOf)).toEqual([]);
  });

  test("names no account, address or host but those reserved for examples", () => {
    const text = requests.flatMap(({ lines }) => lines).join("\n");
    const accounts = text.match(ACCOUNTS) ?? [];
    expect(new Set(accounts)).toEqual(new Set(["123456789012"]));
    const addresses = text.match(ADDRESSES) ?? [];
    expect(addresses.filter((address) => !RESERVED.test(address))).toEqual([]);
  });
});
