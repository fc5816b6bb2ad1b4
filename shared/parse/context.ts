import type { Form, LogRecord, Origin, Place, Unreadable } from "../domain/record.ts";
import { isExecutionGroup, originOfExecutionGroup } from "./origin.ts";
import type { Moment } from "./time.ts";

/** What is known of a text before it is read: where it stood and what it was wrapped in. */
export type Context = {
  readonly input: string;
  readonly origin: Origin;
  /** As `origin`, with what the log group's name says of an execution log in it. */
  readonly executionOrigin: Origin;
  readonly moment: Moment | undefined;
  /** Fixed for a text inside a document; else the physical line counts. */
  readonly place: Place | undefined;
  /** Every message in it is of an execution log, known or not. */
  readonly isExecution: boolean;
  /** The place of the next event of the document that begins on a line. */
  readonly numbered: (document: Place) => Place;
  /** How many documents it is wrapped in. */
  readonly depth: number;
};

export function contextOf(input: string): Context {
  return {
    input,
    origin: {},
    executionOrigin: {},
    moment: undefined,
    place: undefined,
    isExecution: false,
    numbered: numbering(),
    depth: 0,
  };
}

/** Where a line stands: that of a document inside another is where the outer one begins. */
export function placeAt(context: Context, line: number): Place {
  return context.place ?? { input: context.input, line };
}

function numbering(): Context["numbered"] {
  let current = 0;
  let event = 0;
  return ({ input, line }) => {
    event = line === current ? event + 1 : 1;
    current = line;
    return { input, line, event };
  };
}

/** The context of a text that stands in another one, with what its wrapping adds. */
export function within(
  context: Context,
  added: {
    readonly origin?: Origin | undefined;
    readonly moment?: Moment | undefined;
    readonly place?: Place;
  },
): Context {
  const { input, numbered, depth } = context;
  const { origin, executionOrigin } =
    added.origin === undefined ? context : origins(context, added.origin);
  return {
    input,
    origin,
    executionOrigin,
    moment: added.moment ?? context.moment,
    place: added.place ?? context.place,
    isExecution: context.isExecution || isExecutionGroup(added.origin?.logGroup),
    numbered,
    depth,
  };
}

function origins(context: Context, added: Origin): Pick<Context, "origin" | "executionOrigin"> {
  const origin = { ...context.origin, ...added };
  const told = origin.logGroup === undefined ? {} : originOfExecutionGroup(origin.logGroup);
  return { origin, executionOrigin: { ...told, ...origin } };
}

/** Takes what was read. */
export type Sink = {
  record(record: LogRecord): void;
  unreadable(unreadable: Unreadable): void;
  form(form: Form): void;
};

export type Collected = Sink & {
  readonly forms: ReadonlySet<Form>;
  take(): { readonly records: readonly LogRecord[]; readonly unreadable: readonly Unreadable[] };
};

const EXCERPT_CHARACTERS = 400;

export function createSink(): Collected {
  let records: LogRecord[] = [];
  let unreadable: Unreadable[] = [];
  const forms = new Set<Form>();
  return {
    forms,
    record: (record) => records.push(record),
    unreadable: (found) => unreadable.push(found),
    form: (form) => forms.add(form),
    take() {
      const taken = { records, unreadable };
      records = [];
      unreadable = [];
      return taken;
    },
  };
}

export function unreadable(code: Unreadable["code"], place: Place, text: string): Unreadable {
  return { code, place, excerpt: text.slice(0, EXCERPT_CHARACTERS) };
}
