import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createSecretReader, type SecretPlace } from "../../shared/adapters/slack-secret.ts";
import { type LocalServer, localServer } from "../build/local-server.ts";

let aws: LocalServer;
beforeAll(async () => {
  aws = await localServer();
});
beforeEach(() => {
  vi.stubEnv("AWS_ENDPOINT_URL", aws.url);
  vi.stubEnv("AWS_REGION", "eu-west-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => aws.close());

const PARAMETER: SecretPlace = { kind: "parameter", name: "/triage/slack" };
const SECRET: SecretPlace = { kind: "secret", name: "triage/slack" };
const ANSWERS = {
  parameter: (text: string) => ({ body: JSON.stringify({ Parameter: { Value: text } }) }),
  secret: (text: string) => ({ body: JSON.stringify({ SecretString: text }) }),
};

test("a parameter is read decrypted", async () => {
  aws.answer(ANSWERS.parameter("https://hooks.example.com/T000"));
  expect(await createSecretReader(PARAMETER)()).toBe("https://hooks.example.com/T000");
  expect(aws.seen.at(-1)?.headers["x-amz-target"]).toBe("AmazonSSM.GetParameter");
  expect(JSON.parse(aws.seen.at(-1)?.body ?? "")).toEqual({
    Name: "/triage/slack",
    WithDecryption: true,
  });
});

test("a secret is read from Secrets Manager", async () => {
  aws.answer(ANSWERS.secret("xoxb-000"));
  expect(await createSecretReader(SECRET)()).toBe("xoxb-000");
  expect(aws.seen.at(-1)?.headers["x-amz-target"]).toBe("secretsmanager.GetSecretValue");
});

test.each([PARAMETER, SECRET])("a $kind is asked for once in five minutes", async (place) => {
  aws.answer(ANSWERS[place.kind]("first"), ANSWERS[place.kind]("second"));
  const read = createSecretReader(place);
  expect(await read()).toBe("first");
  expect(await read()).toBe("first");
  vi.useFakeTimers({ now: Date.now() + 301_000, toFake: ["Date"] });
  expect(await read()).toBe("second");
  vi.useRealTimers();
});

test.each([
  { name: "with line feeds around it", text: " xoxb-000\n", value: "xoxb-000" },
  { name: "as the console writes it", text: '{"token":" xoxb-000 "}', value: "xoxb-000" },
  { name: "of several values, whole", text: '{"a":"1","b":"2"}', value: '{"a":"1","b":"2"}' },
  { name: "of none, whole", text: "{}", value: "{}" },
])("a secret $name is $value", async ({ text, value }) => {
  aws.answer(ANSWERS.secret(text));
  expect(await createSecretReader(SECRET)()).toBe(value);
});

test.each([
  { place: PARAMETER, answer: ANSWERS.parameter(" ") },
  { place: SECRET, answer: ANSWERS.secret(" ") },
  { place: SECRET, answer: { body: "{}" } },
  { place: PARAMETER, answer: { body: "{}" } },
])("a $place.kind that is empty is named", async ({ place, answer }) => {
  aws.answer(answer);
  await expect(createSecretReader(place)()).rejects.toThrow(
    `bad_secret: ${place.kind} ${place.name} is empty`,
  );
});
