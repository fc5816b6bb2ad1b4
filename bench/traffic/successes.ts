import type { Call } from "./call.ts";
import {
  admitting,
  answering,
  callingBackend,
  callingFunction,
  completing,
  type Line,
  ORDER_ID,
  receiving,
  responding,
  starting,
  trailing,
} from "./phases.ts";
import type { Scenario } from "./scenario.ts";
import { escaped, piece, type Template } from "./template.ts";

/** How often each stands in traffic where nothing fails. */
export const SUCCESSES: readonly Scenario[] = [
  {
    truth: { kind: "success" },
    weight: 80,
    status: 200,
    lines: (call) => served(call, 200, ORDER),
  },
  {
    truth: { kind: "success" },
    weight: 8,
    status: 404,
    lines: (call) => served(call, 404, piece`{"message":"no such order"}`),
  },
  // The words of a failure in a body are no failure.
  {
    truth: { kind: "success" },
    weight: 2,
    status: 200,
    lines: (call) => served(call, 200, piece`{"log":"Execution failed due to a timeout error"}`),
  },
  { truth: { kind: "success" }, weight: 6, status: 204, lines: preflight },
  { truth: { kind: "success" }, weight: 10, status: 200, lines: forwarded },
];

const ORDER = piece`{"order":"${ORDER_ID}","state":"packed","lines":[{"sku":"A-17","quantity":2,"price":"19.90","title":"Lamp, brass, with a linen shade"},{"sku":"B-04","quantity":1,"price":"4.50","title":"Bulb, warm white, 6 W"},{"sku":"C-31","quantity":4,"price":"7.25","title":"Coaster, cork, set of four"},{"sku":"D-02","quantity":1,"price":"129.00","title":"Side table, oak, oiled, 45 cm"},{"sku":"E-88","quantity":6,"price":"2.10","title":"Napkin, linen, undyed, 40 by 40 cm"},{"sku":"F-19","quantity":1,"price":"54.00","title":"Mirror, round, brass frame, 30 cm"}],"delivery":{"carrier":"North Parcel","window":"2026-11-24T08:00/12:00","place":"front door"},"totals":{"net":"36.97","tax":"7.33","gross":"44.30","currency":"EUR"},"links":{"self":"/orders/${ORDER_ID}","invoice":"/orders/${ORDER_ID}/invoice"}}`;

/** A function's well-formed answer, from the first line to the last. */
export function served(call: Call, status: number, body: Template): readonly Line[] {
  return [
    ...receiving(),
    ...admitting(call),
    ...starting(call),
    ...callingFunction(call),
    ...answering(
      call,
      200,
      "x-amzn-Remapped-Content-Length=0, X-Amz-Executed-Version=$LATEST, ",
      piece`{"statusCode":${status},"headers":{"Content-Type":"application/json","Cache-Control":"no-store","Access-Control-Allow-Origin":"*"},"body":"${escaped(body)}"}`,
    ),
    ...responding(call, body),
    ...completing(call, status),
    ...trailing(call),
  ];
}

function forwarded(call: Call): readonly Line[] {
  const body = piece`{"sku":"A-17","stock":42}`;
  return [
    ...receiving(),
    ...admitting(call),
    ...starting(call),
    ...callingBackend(`https://${call.backend}/v1/items`),
    ...answering(call, 200, "", body),
    ...responding(call, body),
    ...completing(call, 200),
  ];
}

function preflight(call: Call): readonly Line[] {
  const mocked = { ...call, method: "OPTIONS", latencyMs: 0 };
  return [
    ...receiving(),
    ...admitting(mocked),
    ...starting(mocked),
    ...responding(mocked, piece``),
    ...completing(mocked, 204),
  ];
}
