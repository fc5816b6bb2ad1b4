import type { Reading } from "./reading.ts";
import { says } from "./sentence.ts";

const SENTENCE = "authorizer error";
const TYPE = "AUTHORIZER_CONFIGURATION_ERROR";

/** The records in which the gateway says that the authorizer is at fault, but not why. */
export function authorizerMarkers({ statements, responseTypes }: Reading): readonly number[] {
  const said = statements.filter((statement) => says(statement.said, SENTENCE));
  const typed = responseTypes.filter(({ type }) => type === TYPE);
  return [...said, ...typed].map(({ at }) => at);
}

/** `Authorizer error`, which follows only what kept the gateway from calling the authorizer. */
export function authorizerErrorAt({ statements }: Reading): number | undefined {
  return statements.find(({ said }) => says(said, SENTENCE))?.at;
}
