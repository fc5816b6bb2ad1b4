import { describe, expect, test } from "vitest";
import { classify } from "../../../shared/classify/classify.ts";
import { authorizerDeniedRemedies } from "../../../shared/classify/remedies/authorizer-denied.ts";
import { authorizerFailureRemedies } from "../../../shared/classify/remedies/authorizer-failure.ts";
import { authorizerMalformedResponseRemedies } from "../../../shared/classify/remedies/authorizer-malformed-response.ts";
import { backendErrorRemedies } from "../../../shared/classify/remedies/backend-error.ts";
import { malformedProxyResponseRemedies } from "../../../shared/classify/remedies/malformed-proxy-response.ts";
import type { RemedyFacts } from "../../../shared/classify/remedies/remedies.ts";
import { unauthorizedRemedies } from "../../../shared/classify/remedies/unauthorized.ts";
import { remedyFor } from "../../../shared/classify/remedy.ts";
import type { AccessFields } from "../../../shared/domain/record.ts";
import type { Remedy } from "../../../shared/domain/remedy.ts";
import type { RequestFacts } from "../../../shared/domain/verdict.ts";
import { accessTrace, SEND_TO_FUNCTION, traceOf } from "../trace-of.ts";
import { BY_AUTHORIZER, commandsOf, HTTP, REST, sentencesOf, WEBSOCKET } from "./facts.ts";

const HTTP_AUTHORIZER: RequestFacts = { apiType: "HTTP", target: { kind: "authorizer" } };

function remedyOf(lines: readonly string[]): Remedy {
  return remedyFor(classify(traceOf(lines)));
}

function remedyOfRow(fields: AccessFields): Remedy {
  return remedyFor(classify(accessTrace(fields)));
}

function whole(remedy: Remedy): string {
  return [...sentencesOf(remedy), ...commandsOf(remedy)].join("\n");
}

describe("a caller who is not known", () => {
  const STARTED = "Starting authorizer: w3x4y5 for request: id-1";
  const REFUSED = "Unauthorized request: id-1";

  test.each([
    {
      name: "whose authorizer's function ran was refused by it, and its log comes first",
      lines: [STARTED, SEND_TO_FUNCTION, REFUSED],
      meaning: "ran and refused",
      first: "aws logs filter-log-events --log-group-name /aws/lambda/orders ",
    },
    {
      name: "whose authorizer's answer is shown was refused by the function as well",
      lines: [STARTED, 'Authorizer result body before parsing: {"errorMessage":"Unauthorized"}'],
      meaning: "ran and refused",
      first: "aws logs filter-log-events ",
    },
    {
      name: "whose authorizer called no function did not show who they are",
      lines: [STARTED, REFUSED],
      meaning: "called no function: the identity source was missing or empty",
      first: "aws apigateway get-authorizer ",
    },
    {
      name: "of whom the log says no more may have any token",
      lines: [REFUSED],
      meaning: "sent no token, an expired one, or not where",
      first: "aws apigateway get-authorizers ",
    },
  ])("$name", ({ lines, meaning, first }) => {
    const remedy = remedyOf(lines);
    expect(remedy.meaning).toContain(meaning);
    expect(commandsOf(remedy)[0]).toContain(first);
  });

  test("of an HTTP API is known by a token, and nothing is called to see it", () => {
    const remedy = remedyOfRow({ requestId: "AbCdEfGhIjKlMno=", "error.message": "Unauthorized" });
    expect(whole(remedy)).toContain("iss, aud or client_id, exp, nbf and scope");
    expect(whole(remedy)).toContain("aws apigatewayv2 get-authorizers ");
    expect(whole(remedy)).not.toContain("lambda invoke");
  });

  test("of a WebSocket API sends no preflight, and its authorizer is asked as one", () => {
    const text = whole(unauthorizedRemedies.none(WEBSOCKET, []));
    expect(text).not.toContain("preflights carry no token");
    expect(text).toContain('"type":"REQUEST","methodArn":');
  });
});

describe("a row that does not say how an authorizer failed", () => {
  const failed: AccessFields = { status: "500", "error.responseType": "AUTHORIZER_FAILURE" };

  test("is not said to be an error of its function", () => {
    const remedy = remedyOfRow(failed);
    expect(remedy.meaning).toContain("does not tell whether its function threw an error");
    expect(commandsOf(remedy)[0]).toContain("get-authorizers ");
    expect(remedy.fix[0]?.text).toContain("with Cognito there is no function");
    expect(whole(remedy)).toContain("--metric-name Duration");
  });

  test.each([
    [
      "its words",
      { ...failed, "authorizer.error": "The function returned the following error: x" },
    ],
  ])("is, by %s", (_, fields) => {
    expect(remedyOfRow(fields).meaning).toContain("threw an error, so there was no decision");
  });

  test("is, in an execution log", () => {
    const shown = 'Authorizer result body before parsing: {"errorType":"Error","errorMessage":"x"}';
    expect(remedyOf([shown]).meaning).toContain("threw an error, so there was no decision");
  });
});

describe("an authorizer that cannot be reached", () => {
  test.each([
    { apiType: "REST", shown: "path=/authorizerUri,value=arn:aws:apigateway:" },
    { apiType: "WEBSOCKET", shown: "--authorizer-uri arn:aws:apigateway:" },
  ] as const)("of a $apiType API is a function, with its URI", ({ apiType, shown }) => {
    const text = whole(authorizerFailureRemedies.unreachable({ ...BY_AUTHORIZER, apiType }, []));
    expect(text).toContain(shown);
    expect(text).not.toContain("issuer");
  });

  test("of an HTTP API is an issuer", () => {
    const text = whole(authorizerFailureRemedies.unreachable(HTTP_AUTHORIZER, []));
    expect(text).toContain("<issuer>/.well-known/openid-configuration");
    expect(text).not.toContain("authorizerUri,");
  });

  test("names the role of the authorizer, not of an integration", () => {
    const text = whole(authorizerFailureRemedies.permission(BY_AUTHORIZER, []));
    expect(text).toContain("--role-name '<authorizer-role>' --policy-name apigateway-authorizer ");
    expect(text).not.toContain("<integration-role>");
  });
});

describe("a resource policy", () => {
  test.each([
    { facts: REST, named: true },
    { facts: HTTP, named: false },
    { facts: WEBSOCKET, named: false },
  ])("is named for a $facts.apiType API: $named", ({ facts, named }) => {
    const { policy_deny, unknown } = authorizerDeniedRemedies;
    for (const remedy of [policy_deny(facts, []), unknown(facts, [])]) {
      expect(sentencesOf(remedy).join("\n").includes("resource policy")).toBe(named);
    }
  });

  test.each(["policy_deny", "policy_no_match", "unknown"] as const)(
    "%s of a WebSocket API has no cache to flush",
    (reason) => {
      expect(authorizerDeniedRemedies[reason](WEBSOCKET, []).caution).not.toContain("cache");
    },
  );
});

describe("the payload format of an HTTP API", () => {
  const checksOf = (remedy: Remedy) =>
    commandsOf(remedy).filter((command) => command.startsWith("apigw-triage check-"));

  test.each([
    { reason: "missing_status_code", formats: ["http-1.0"] },
    { reason: "body_not_string", formats: ["http-2.0", "http-1.0"] },
  ] as const)("is looked up; $reason leaves $formats", ({ reason, formats }) => {
    const remedy = malformedProxyResponseRemedies[reason](HTTP, []);
    expect(commandsOf(remedy)[1]).toContain("get-integration ");
    expect(checksOf(remedy)).toEqual(
      formats.map((format) => `apigw-triage check-response answer.json --api ${format}`),
    );
  });

  test.each([
    { reason: "missing_is_authorized", kinds: ["simple"] },
    { reason: "missing_principal", kinds: ["iam"] },
    { reason: "invalid_json", kinds: ["simple", "iam"] },
  ] as const)("of its authorizer as well; $reason leaves $kinds", ({ reason, kinds }) => {
    const remedy = authorizerMalformedResponseRemedies[reason](HTTP_AUTHORIZER, []);
    expect(commandsOf(remedy)[0]).toContain("get-authorizers ");
    expect(checksOf(remedy)).toEqual(
      kinds.map(
        (kind) => `apigw-triage check-authorizer answer.json --api http-2.0 --response ${kind}`,
      ),
    );
  });

  test("decides which fields an authorizer may answer", () => {
    const { invalid_json } = authorizerMalformedResponseRemedies;
    expect(whole(invalid_json(HTTP_AUTHORIZER, []))).not.toContain("usageIdentifierKey");
    expect(whole(invalid_json(BY_AUTHORIZER, []))).toContain("usageIdentifierKey");
  });
});

test("a backend that the log does not show is not said to be one of HTTP, nor called", () => {
  const { target: _, ...facts } = REST;
  const known: RemedyFacts = facts;
  const remedy = backendErrorRemedies.http_backend_5xx(known, []);
  expect(remedy.meaning).toContain("does not show whether that is an HTTP backend");
  expect(whole(remedy)).not.toContain("curl");
});
