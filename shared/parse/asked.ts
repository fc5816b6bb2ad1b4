import type { AccessFields } from "../domain/record.ts";

/** What was asked of the gateway, as a command line or the head of a request tells it. */
export type Asked = {
  /** Takes a line that says nothing by itself. */
  note(line: string, number: number): void;
  /** What was asked last, not far above line `number`. An answer takes it away. */
  take(number: number): AccessFields;
};

const COMMAND = /(?:^|[\s$`])curl\s/;
const METHOD = /\s(?:-X|--request)[ =]?["']?([A-Z]{3,7})(?![A-Za-z])/;
const REQUEST_LINE = /^[\s>]{0,10}([A-Z]{3,7}) (\/[^\s?#]{0,1000})(?:[?#]\S{0,2000})? HTTP\/[123]/;
const PLACE =
  /(?:https?:\/\/|Host: )([a-z0-9]{1,30}\.execute-api\.[a-z0-9-]{1,30}\.amazonaws\.com(?:\.cn)?)(?::443)?(\/[^\s"'`?#<>()]{0,1000})?/i;
const LONGEST_LINE = 4000;
/** An answer stands this many lines below its request, at most. */
const FARTHEST = 60;

export function createAsked(): Asked {
  let fields: AccessFields = {};
  let noted = 0;
  return {
    note(line, number) {
      const found = askedIn(line.slice(0, LONGEST_LINE));
      if (found === undefined) return;
      fields = COMMAND.test(line) ? found : { ...fields, ...found };
      noted = number;
    },
    take(number) {
      const told = number - noted > FARTHEST ? {} : fields;
      fields = {};
      return told;
    },
  };
}

function askedIn(line: string): AccessFields | undefined {
  const place = PLACE.exec(line);
  const request = REQUEST_LINE.exec(line);
  const method = METHOD.exec(line)?.[1];
  if (place === null && request === null && !COMMAND.test(line)) return undefined;
  const path = request?.[2] ?? place?.[2];
  const httpMethod = request?.[1] ?? method;
  return {
    ...(place?.[1] !== undefined && { domainName: place[1] }),
    ...(path !== undefined && { path }),
    ...(httpMethod !== undefined && { httpMethod }),
  };
}
