import { type Outcome, played, type Run } from "./model.ts";

/** What is wrong after a run, in words; nothing when each failing request counts once and is told of. */
export async function wrongAfter(run: Run): Promise<readonly string[]> {
  return wrongIn(await played(run));
}

function wrongIn(outcome: Outcome): readonly string[] {
  const { expected, aggregated, inIncidents, untold, toldTwice } = outcome;
  return [
    ...(aggregated === expected ? [] : [`${expected} failed, ${aggregated} in the aggregates`]),
    ...(inIncidents === expected ? [] : [`${expected} failed, ${inIncidents} in the incidents`]),
    ...wrongCauses(outcome),
    ...untold.map((id) => `nobody was told of ${id}`),
    ...(outcome.died === 0 ? toldTwice.map((id) => `${id} was announced twice`) : []),
  ];
}

/** A request that could not be looked up in time is counted, but its cause may stay unknown. */
function wrongCauses({ causes, expectedCauses, wasThrottled }: Outcome): readonly string[] {
  if (wasThrottled) return [];
  return [...new Set([...Object.keys(causes), ...Object.keys(expectedCauses)])]
    .filter((cause) => causes[cause] !== expectedCauses[cause])
    .map(
      (cause) => `${cause}: ${expectedCauses[cause] ?? 0} failed, ${causes[cause] ?? 0} counted`,
    );
}
