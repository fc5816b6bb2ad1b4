import { present } from "../domain/present.ts";
import type { Scope, ScopeKey } from "../domain/tally.ts";
import { boundedText } from "./bounded-text.ts";

/** In characters. All four escaped stay below the 1,024 bytes of a sort key. */
const MOST = { accountId: 16, region: 24, apiId: 32, stage: 128 } as const;

/** Anything but what the names of stages, APIs and regions are made of: hostile input, or a slash. */
const FOREIGN = /[^\w.$:-]/g;
const ESCAPED = /%([0-9a-f]{4})/g;

/**
 * `123456789012/eu-west-1/a1b2c3/prod`; an unknown part is empty. Characters that no name has are
 * written as `%` and four hexadecimal digits.
 */
export function scopeKeyOf(scope: Scope): ScopeKey {
  const { accountId, region, apiId, stage } = boundedScope(scope);
  return [accountId, region, apiId, stage].map(escaped).join("/") as ScopeKey;
}

/** The scope that a key was made of. */
export function scopeOf(key: ScopeKey): Scope {
  const [accountId, region, apiId, stage] = key.split("/").map(unescaped);
  return present({ accountId, region, apiId, stage });
}

/** The four parts, each as long as a name can be; an empty one is left out. */
export function boundedScope(scope: Scope): Scope {
  return present({
    accountId: boundedText(scope.accountId, MOST.accountId),
    region: boundedText(scope.region, MOST.region),
    apiId: boundedText(scope.apiId, MOST.apiId),
    stage: boundedText(scope.stage, MOST.stage),
  });
}

function escaped(part = ""): string {
  return part.replace(FOREIGN, (unit) => `%${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function unescaped(part: string): string | undefined {
  const text = part.replace(ESCAPED, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  return text || undefined;
}
