import { describe, expect, test } from "vitest";
import { displayFor } from "../../cli/display.ts";
import { readEnvironment } from "../../cli/environment.ts";
import { createProgress } from "../../cli/progress.ts";
import { aTerminal } from "../build/terminal.ts";

describe("the environment", () => {
  test.each([
    { variables: {}, onTerminal: true, inPipe: false },
    { variables: { NO_COLOR: "1" }, onTerminal: false, inPipe: false },
    { variables: { NO_COLOR: "" }, onTerminal: true, inPipe: false },
    { variables: { FORCE_COLOR: "1" }, onTerminal: true, inPipe: true },
    { variables: { FORCE_COLOR: "0" }, onTerminal: false, inPipe: false },
    { variables: { TERM: "dumb" }, onTerminal: false, inPipe: false },
  ])("$variables means colour on a terminal $onTerminal, in a pipe $inPipe", (row) => {
    const { colour } = readEnvironment(row.variables);
    expect([colour(true), colour(false)]).toEqual([row.onTerminal, row.inPipe]);
  });

  test.each([
    { COLUMNS: "120", columns: 120 },
    { COLUMNS: "0", columns: undefined },
    { COLUMNS: "wide", columns: undefined },
    { COLUMNS: undefined, columns: undefined },
  ])("COLUMNS=$COLUMNS is a width of $columns", ({ COLUMNS, columns }) => {
    expect(readEnvironment({ COLUMNS }).columns).toBe(columns);
  });
});

describe("the width of a report", () => {
  test.each([
    { options: { width: 70 }, traits: { columns: 90 }, width: 70 },
    { options: { width: 7 }, traits: {}, width: 40 },
    { options: {}, traits: { columns: 90, variables: { COLUMNS: "80" } }, width: 90 },
    { options: {}, traits: { variables: { COLUMNS: "80" } }, width: 80 },
    { options: {}, traits: {}, width: 100 },
  ])("is $width for $options and $traits", ({ options, traits, width }) => {
    expect(displayFor(options, aTerminal(traits).terminal).width).toBe(width);
  });
});

describe("progress", () => {
  test("is shown after a second, then five times a second, and taken away", async () => {
    const fake = aTerminal({ isTerminal: true });
    const progress = createProgress(fake.terminal, 200_000_000);
    await progress.advance(50_000_000);
    expect(fake.error()).toBe("");
    fake.wait(1000);
    await progress.advance(50_000_000);
    await progress.advance(10_000_000);
    expect(fake.error()).toBe("\r\u001b[Kread 100 of 200 MB (50 %)");
    fake.wait(200);
    await progress.advance(0);
    expect(fake.error()).toContain("\r\u001b[Kread 110 of 200 MB (55 %)");
    await progress.clear();
    await progress.clear();
    expect(fake.error().endsWith("(55 %)\r\u001b[K")).toBe(true);
  });

  test("gives no share of what it does not know", async () => {
    for (const total of [undefined, 0, 5_000_000]) {
      const fake = aTerminal({ isTerminal: true });
      const progress = createProgress(fake.terminal, total);
      fake.wait(1000);
      await progress.advance(6_000_000);
      expect(fake.error()).toBe("\r\u001b[Kread 6 MB");
    }
  });

  test.each([
    { name: "in a pipe", traits: { isTerminal: false } },
    { name: "in CI", traits: { isTerminal: true, variables: { CI: "true" } } },
  ])("is never shown $name", async ({ traits }) => {
    const fake = aTerminal(traits);
    const progress = createProgress(fake.terminal, 1);
    fake.wait(5000);
    await progress.advance(1);
    await progress.clear();
    expect(fake.error()).toBe("");
  });
});
