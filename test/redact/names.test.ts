import { describe, expect, test } from "vitest";
import { redactText } from "../../shared/redact/redact.ts";

const SENSITIVE = [
  "password",
  "newPassword2",
  "user_password",
  "DB_PASS",
  "passwd",
  "pwd",
  "clientSecret",
  "SecretString",
  "token",
  "access_token",
  "accesstoken",
  "refreshToken",
  "X-Amz-Security-Token",
  "authorizationToken",
  "Authorization",
  "proxy-authorization",
  "Cookie",
  "Set-Cookie",
  "cookies",
  "x-api-key",
  "apiKey",
  "APIKey",
  "usageIdentifierKey",
  "secretAccessKey",
  "private_key",
  "sessionId",
  "JSESSIONID",
  "session",
  "sig",
  "X-Amz-Signature",
  "ssn",
  "creditCard",
  "card_number",
  "cvv",
  "pin",
  "otp",
  "method.request.header.Authorization",
  "email",
  "phone_number",
  "dateOfBirth",
  "iban",
  "lastName",
  "API Key",
  "Credit Card Number",
  "Verification Code",
] as const;

const HARMLESS = [
  "statusCode",
  "body",
  "headers",
  "multiValueHeaders",
  "isBase64Encoded",
  "errorMessage",
  "errorType",
  "stackTrace",
  "principalId",
  "policyDocument",
  "context",
  "isAuthorized",
  "tokenizer",
  "tokenType",
  "secretArn",
  "passwordPolicy",
  "sessionTimeout",
  "cookieDomain",
  "invalid_token",
  "expiredToken",
  "maxTokens",
  "hasPassword",
  "keyboard",
  "shipping",
  "code",
  "key",
  "id",
  "requestId",
  "accountId",
  "pass",
  "fileName",
  "functionName",
  "Phone Model",
] as const;

describe("a value is masked for the sake of its name", () => {
  test.each(SENSITIVE)("%s is sensitive", (name) => {
    expect(redactText(`{"${name}":"green tea"}`, "masked")).toBe(`{"${name}":"*********"}`);
  });

  test.each(HARMLESS)("%s is not", (name) => {
    expect(redactText(`{"${name}":"green tea"}`, "masked")).toBe(`{"${name}":"green tea"}`);
  });

  test.each([
    { case: "the words before it belong to another string", text: '["Card ","x"],"Number":"7"' },
    { case: "it is a value itself", text: '{"grant_type":"refresh_token","id":"green tea"}' },
    { case: "it stands in a scope operator", text: "Token::parse failed" },
    { case: "a pair names something else", text: '{"Name":"colour","Value":"green tea"}' },
    {
      case: "another pair has been named since",
      text: '{"Name":"password"},{"Name":"x","Value":"y"}',
    },
  ])("nothing is masked where $case", ({ text }) => {
    expect(redactText(text, "masked")).toBe(text);
  });
});

describe("a pair names its value", () => {
  test.each([
    ['{"Name":"password","Value":"tea"}', '{"Name":"password","Value":"***"}'],
    ['{"key": "api_key", "value": "tea"}', '{"key": "api_key", "value": "***"}'],
    [
      '{"ParameterKey":"DbPassword","ParameterValue":"tea"}',
      '{"ParameterKey":"DbPassword","ParameterValue":"***"}',
    ],
    [
      '{\\"name\\":\\"email\\",\\"value\\":\\"tea\\"}',
      '{\\"name\\":\\"email\\",\\"value\\":\\"***\\"}',
    ],
  ])("%s", (text, expected) => {
    expect(redactText(text, "masked")).toBe(expected);
  });
});
