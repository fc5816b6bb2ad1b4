/** What a request comes to. */
export type Outcome =
  | "ok"
  | "not_found"
  | "object_body"
  | "timeout"
  | "throttled"
  | "authorizer_forbidden";

/** What the gateway calls for a route. */
export type Backend =
  | { readonly kind: "function"; readonly name: string; readonly qualifier?: string }
  | { readonly kind: "host"; readonly url: string };

export type Route = {
  readonly method: string;
  readonly resource: string;
  readonly backend: Backend;
  /** Requests a minute. */
  readonly rate: number;
};

export type Stage = {
  readonly apiId: string;
  readonly apiName: string;
  readonly name: string;
  /** Function of the authorizer that is asked before each call. */
  readonly authorizer?: string;
  readonly routes: readonly Route[];
};

/** Something that goes wrong from one minute on, before another. */
export type Trouble = {
  readonly from: number;
  readonly to: number;
  readonly api: string;
  /** Method and resource; all routes of the stage when absent. */
  readonly route?: string;
  /** The share of requests that it strikes. */
  readonly share: number;
  /** `unlogged`: they are answered, and leave no line. */
  readonly outcome: Outcome | "unlogged";
  /** What somebody did; absent when it follows from the end of the one before. */
  readonly begins?: string;
  readonly ends: string;
};

export const ACCOUNT = "123456789012";
export const REGION = "eu-central-1";
const ORDERS = "k3l4m5n6o7";
const ACCOUNTS = "p8q9r0s1t2";

export const STAGES: readonly Stage[] = [
  {
    apiId: ORDERS,
    apiName: "orders",
    name: "prod",
    routes: [
      { method: "GET", resource: "/orders/{orderId}", rate: 9, backend: called("orders-read") },
      { method: "POST", resource: "/orders", rate: 6, backend: called("orders-create", "live") },
      {
        method: "GET",
        resource: "/stock/{sku}",
        rate: 4,
        backend: { kind: "host", url: "https://stock.example.com/v1/items" },
      },
      { method: "GET", resource: "/reports/daily", rate: 1, backend: called("reports") },
    ],
  },
  {
    apiId: ACCOUNTS,
    apiName: "accounts",
    name: "v1",
    authorizer: "accounts-authorizer",
    routes: [
      { method: "GET", resource: "/profile", rate: 4, backend: called("profile") },
      { method: "POST", resource: "/addresses", rate: 2, backend: called("addresses") },
    ],
  },
];

/** In the order they begin. */
export const TROUBLES: readonly Trouble[] = [
  {
    from: 12,
    to: 47,
    api: ORDERS,
    route: "POST /orders",
    share: 1,
    outcome: "object_body",
    begins: "orders-create is deployed: it now returns its body as an object",
    ends: "orders-create is rolled back",
  },
  {
    from: 30,
    to: 285,
    api: ORDERS,
    route: "GET /reports/daily",
    share: 0.9,
    outcome: "timeout",
    begins: "the reports table grows: GET /reports/daily takes longer than the gateway waits",
    ends: "the reports table gets an index",
  },
  {
    from: 80,
    to: 95,
    api: ACCOUNTS,
    share: 1,
    outcome: "authorizer_forbidden",
    begins: "a clean-up takes away the permission to call accounts-authorizer",
    ends: "the permission is given back",
  },
  {
    from: 116,
    to: 122,
    api: ORDERS,
    route: "GET /orders/{orderId}",
    share: 0.1,
    outcome: "throttled",
    begins: "a sale begins: now and then orders-read is out of concurrency",
    ends: "the sale is popular: orders-read is out of concurrency most of the time",
  },
  {
    from: 122,
    to: 132,
    api: ORDERS,
    route: "GET /orders/{orderId}",
    share: 0.9,
    outcome: "throttled",
    ends: "orders-read gets more concurrency",
  },
  {
    from: 150,
    to: 165,
    api: ORDERS,
    route: "POST /orders",
    share: 1,
    outcome: "object_body",
    begins: "orders-create is deployed again, with the same mistake",
    ends: "orders-create is rolled back again",
  },
  {
    from: 200,
    to: 235,
    api: ACCOUNTS,
    share: 1,
    outcome: "unlogged",
    begins: "somebody switches off the execution log of accounts/v1",
    ends: "the execution log of accounts/v1 is on again",
  },
];

/** How long it lasts, with time for the last incident to end. */
export const STORY_MINUTES = 305;

function called(name: string, qualifier?: string): Backend {
  return { kind: "function", name, ...(qualifier === undefined ? {} : { qualifier }) };
}

/** A change of the story: what somebody did, in a sentence. */
export type Turn = { readonly minute: number; readonly text: string };

/** In order of time. */
export const TURNS: readonly Turn[] = TROUBLES.flatMap(({ from, to, begins, ends }) => [
  ...(begins === undefined ? [] : [{ minute: from, text: begins }]),
  { minute: to, text: ends },
]).sort((a, b) => a.minute - b.minute);
