import type { Form } from "../domain/record.ts";
import { assertNever } from "../domain/result.ts";
import type { ApiType, Grade, Target, Verdict } from "../domain/verdict.ts";

const FORM_WORDS: Readonly<Record<Form, string>> = {
  execution_text: "execution log",
  console_test: "console test",
  delivered_json: "delivered execution log",
  subscription_envelope: "CloudWatch Logs subscription",
  filter_log_events_json: "filter-log-events output",
  insights_json: "Logs Insights JSON",
  insights_csv: "Logs Insights CSV",
  console_csv: "console CSV",
  access_json: "access log (JSON)",
  access_clf: "access log (CLF)",
  access_csv: "access log (CSV)",
  access_xml: "access log (XML)",
  client_answer: "client's answer",
  bare_text: "text without prefixes",
  table_text: "table",
};

const GRADE_WORDS: Readonly<Record<Grade, string>> = {
  A: "the data trace shows what was sent and answered",
  B: "execution log at INFO, without payloads",
  C: "execution log at ERROR, failing lines only",
  D: "access log only",
};

const RAISED_BY: Readonly<Record<Exclude<Grade, "A">, string>> = {
  B: "Data tracing on this stage would show the payload itself (it logs bodies: test stages first).",
  C: "Execution logging at INFO would show the whole request, data tracing the payload too.",
  D: "Execution logging on this stage would show the gateway's own lines and, with data tracing, the payload.",
};
const HTTP_RAISED_BY =
  "HTTP APIs have no execution log: log $context.integrationErrorMessage, $context.authorizer.error, $context.error.message and $context.error.responseType.";

/** The form of an input, in a reader's words. */
export function formWords(form: Form): string {
  return FORM_WORDS[form];
}

/** What a grade rests on. */
export function gradeWords(grade: Grade): string {
  return `${grade}: ${GRADE_WORDS[grade]}`;
}

/** The setting that would raise a grade; nothing raises A. */
export function raisedBy(grade: Grade, apiType: ApiType | undefined): string | undefined {
  if (grade === "A") return undefined;
  return grade === "D" && apiType === "HTTP" ? HTTP_RAISED_BY : RAISED_BY[grade];
}

/** What the gateway called: `function orders-api:live`. */
export function targetWords(target: Target): string {
  switch (target.kind) {
    case "function":
      return joined("function", joined(target.name, target.qualifier, ":"));
    case "host":
      return joined("host", target.host);
    case "vpc_link":
      return joined("VPC link", joined(target.id, target.host, " to "));
    case "aws_service":
      return joined("AWS service", target.service);
    case "authorizer":
      return joined("authorizer", joined(target.id, target.function, ", function "));
    default:
      return assertNever(target);
  }
}

/** What became of a request: `malformed_proxy_response / body_not_string`, `success`. */
export function verdictWords(verdict: Verdict): string {
  if (verdict.kind !== "failed") return verdict.kind;
  return `${verdict.diagnosis.cause} / ${verdict.diagnosis.reason}`;
}

/** `POST /orders`; the method may be unknown, or part of the route already. */
export function routeWords(method: string | undefined, route: string): string {
  const isNamedAlready = method === undefined || route.startsWith(`${method} `);
  return isNamedAlready ? route : `${method} ${route}`;
}

function joined(first: string | undefined, second: string | undefined, by = " "): string {
  return [first, second].filter((part) => part !== undefined && part !== "").join(by);
}
