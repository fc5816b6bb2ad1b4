import { clientAddresses } from "./client-addresses.ts";
import { elementValues } from "./element-values.ts";
import { keyedValues } from "./keyed-values.ts";
import { knownTokens } from "./known-tokens.ts";
import { personalValues } from "./personal-values.ts";
import { plainView } from "./plain-view.ts";
import { randomText } from "./random-text.ts";
import { type Finder, filled } from "./span.ts";

/** These read quotes and backslashes, so they see the text as written, too. */
const BY_NAME: readonly Finder[] = [keyedValues, elementValues];
const BY_VALUE: readonly Finder[] = [knownTokens, personalValues, clientAddresses, randomText];

/** What is masked may have hidden, or glued together, something else: enough for all but the contrived. */
const MAX_PASSES = 4;

/** The text with secrets and personal values masked: same length, same structure, names kept. */
export function maskedText(written: string): string {
  let masked = written;
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const before = masked;
    masked = maskedOnce(before);
    if (masked === before) break;
  }
  return masked;
}

function maskedOnce(written: string): string {
  const view = plainView(written);
  const inView = [...BY_NAME, ...BY_VALUE].flatMap((find) => find(view.text));
  const asWritten = view.text === written ? [] : BY_NAME.flatMap((find) => find(written));
  return filled(written, [...asWritten, ...inView.flatMap(view.asWritten)]);
}
