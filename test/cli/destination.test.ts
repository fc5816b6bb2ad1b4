import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { run } from "../../cli/program.ts";
import { EXECUTION_LOG, QUIET_LOG } from "../build/logs.ts";
import { aFolder, aTerminal } from "../build/terminal.ts";

let folder = "";
beforeAll(async () => {
  folder = await aFolder({ "quiet.log": QUIET_LOG, "prose.txt": "once upon a time\n" });
});

async function analyze(args: string) {
  const fake = aTerminal();
  const paths = args.replaceAll("@", `${folder}/`);
  const exitCode = await run(["analyze", ...paths.split(" ")], fake.terminal);
  return { exitCode, error: fake.error() };
}

describe("results", () => {
  test("keep an old report until there is a new one", async () => {
    await writeFile(`${folder}/old.html`, "an old report, longer than a new one may be");
    await analyze("@prose.txt --output @old.html");
    expect(await readFile(`${folder}/old.html`, "utf8")).toContain("an old report");
    await analyze("@quiet.log --format ndjson --output @old.html");
    expect(await readFile(`${folder}/old.html`, "utf8")).toBe("");
  });

  test("that a full disk refuses are told by the name of their file", async () => {
    const { exitCode, error } = await analyze("@quiet.log --output /dev/full");
    expect(exitCode).toBe(2);
    expect(error).toContain("apigw-triage: /dev/full: cannot be written (");
    expect(error).toContain("; give another --output\n");
  });

  test.each([
    { name: "the log", args: "@own.log --output @own.log" },
    { name: "the log by another way", args: "@own.log --output @../$/own.log" },
    { name: "the log by its unknowns", args: "@own.log --unknowns @own.log" },
    { name: "a log of the folder", args: "@ --output @own.log" },
    { name: "the report by the unknowns", args: "@own.log --output @both --unknowns @both" },
  ])("are never written over $name", async ({ args }) => {
    await writeFile(`${folder}/own.log`, EXECUTION_LOG);
    const { exitCode, error } = await analyze(args.replace("$", basename(folder)));
    expect(exitCode).toBe(2);
    expect(error).toContain("would overwrite what is read or written already; give another file\n");
    expect(await readFile(`${folder}/own.log`, "utf8")).toBe(EXECUTION_LOG);
  });
});
