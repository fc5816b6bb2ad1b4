import { describe, expect, test } from "vitest";
import { accessIn, ONE, read, textsIn } from "../build/parsed.ts";

const DENIED = "User is not authorized to access this resource with an explicit deny";
const REFUSED =
  "User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********9012:a1b2c3d4e5/prod/GET/orders";

describe("a client's answer that somebody quotes", () => {
  test.each([
    { line: `I get \`{"Message": "${DENIED}"}\` from it.`, fields: { "error.message": DENIED } },
    {
      line: `| \`GET /x\` | \`403 {"message": "${DENIED}"}\` |`,
      fields: { status: "403", "error.message": DENIED },
    },
    {
      line: '4. third request: `{"message":"Limit Exceeded"}`',
      fields: { "error.message": "Limit Exceeded" },
    },
    { line: `\`{"Message":"${DENIED}"`, fields: { "error.message": DENIED } },
    { line: `- Error: \`${DENIED}\``, fields: { "error.message": DENIED } },
    { line: `2. **Wrong token**, Message: "${DENIED}".`, fields: { "error.message": DENIED } },
    { line: `"Message": "${DENIED}"`, fields: { "error.message": DENIED } },
    { line: `{message: "${DENIED}"}`, fields: { "error.message": DENIED } },
    {
      line: `It says 403 { Message: '${DENIED}' }`,
      fields: { status: "403", "error.message": DENIED },
    },
    { line: `  data: { message: '${DENIED}' }`, fields: { "error.message": DENIED } },
  ])("is read in $line", ({ line, fields }) => {
    const found = read(line);
    expect(found.forms).toEqual(["client_answer"]);
    expect(accessIn(found)).toMatchObject({ fields, text: line });
  });

  test.each([
    'I get `403 {"message": "Forbidden"}` from it.',
    `The sentence \`${DENIED}\` means a policy.`,
    "- Error: `nothing works`",
    "{ message: 'Forbidden' }",
    `return { message: '${DENIED}' }`,
    `  body: { message: '${DENIED}' },`,
    `{ message: '${DENIED}', code: 1 }`,
    `  error: '${DENIED}',`,
    `  message: '{"requestId": "r", "error": {"message": "${DENIED}"}}'`,
    `"{"requestId":"r","errorMessage":"${DENIED}"}"`,
    `# ${DENIED}`,
    "### Missing Authentication Token",
    '"message": "Forbidden"',
    `"Message": "${DENIED}", "code": "x"`,
  ])("is none in %s", (line) => {
    expect(read(line).records).toEqual([]);
  });

  test.each([
    { before: "Message: ", behind: "" },
    { before: 'From all of them you get `"Message": "', behind: '"` again and again.' },
    { before: '  "Message" "', behind: "" },
    { before: "> AccessDeniedException: ", behind: ", status 403" },
  ])("may be IAM's about this very API: $before…$behind", ({ before, behind }) => {
    const found = read(`${before}${REFUSED}${behind}`);
    expect(accessIn(found)).toMatchObject({ fields: { "error.message": REFUSED } });
  });

  test.each([
    `# ${REFUSED}`,
    `- it logs {message: ${REFUSED}}`,
    "Then User: anonymous is not authorized to perform: execute-api:Invoke on resource: yours",
  ])("is none of IAM's in %s", (line) => {
    expect(read(line).records).toEqual([]);
  });

  test("is none in an entry that may go on", () => {
    const first = "Endpoint response body before transformations:";
    const found = read(`(${ONE}) ${first}`, `- Error: \`${DENIED}\``);
    expect(textsIn(found)).toEqual([`${first}\n- Error: \`${DENIED}\``]);
  });
});

test("a frame is read behind the mark of wscat", () => {
  const frame =
    '{"message": "Forbidden", "connectionId":"QmZ1eHxCoAMCEw=", "requestId":"QmZ1fGyDIAMFRgA="}';
  expect(textsIn(read(`< ${frame}`))).toEqual([frame]);
});

test("the older words for a signature that is none are the gateway's", () => {
  const message =
    "'abc.def' not a valid key=value pair (missing equal-sign) in Authorization header: 'Bearer abc.def'.";
  expect(accessIn(read(JSON.stringify({ message }))).fields).toEqual({ "error.message": message });
});

describe("a prefix all in brackets", () => {
  const TEXT = "API Key **** not authorized because method 'GET /' requires API Key";
  test.each([
    { line: `[2b4492] [2026-10-11 15:26:57] ${TEXT}`, time: Date.UTC(2026, 9, 11, 15, 26, 57) },
    { line: `[api]: ${TEXT}`, time: undefined },
  ])("is taken off: $line", ({ line, time }) => {
    const found = read(line);
    expect(textsIn(found)).toEqual([TEXT]);
    expect(found.records[0]?.time).toBe(time);
  });

  test.each(["[api] she wrote: Rate Exceeded", "[api] [] API Keys"])(
    "is none before other words: %s",
    (line) => {
      expect(read(line).records).toEqual([]);
    },
  );
});
