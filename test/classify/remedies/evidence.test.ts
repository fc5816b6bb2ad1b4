import { describe, expect, test } from "vitest";
import { malformedProxyResponseRemedies } from "../../../shared/classify/remedies/malformed-proxy-response.ts";
import { commandsOf, HTTP } from "./facts.ts";

describe("an HTTP API", () => {
  test("is told to write the error fields into its access log", () => {
    const commands = commandsOf(malformedProxyResponseRemedies.unknown(HTTP, []));
    const command = commands.find((each) => each.includes("--access-log-settings")) ?? "";
    expect(command).toContain(
      `aws apigatewayv2 update-stage --api-id a1b2c3d4e5 --stage-name '$default' --access-log-settings '{"DestinationArn":"arn:aws:logs:eu-west-1:123456789012:log-group:/aws/apigateway/a1b2c3d4e5-access","Format":"{`,
    );
    for (const field of [
      "integrationErrorMessage",
      "error.message",
      "error.responseType",
      "authorizer.error",
    ]) {
      expect(command).toContain(`$context.${field}\\"`);
    }
  });
});
