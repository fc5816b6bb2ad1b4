import { expect, test } from "vitest";
import { parseDelivery } from "../../shared/parse/delivery.ts";

test.each([
  ["JSON that breaks off", '{"messageType":"DATA_MESSAGE"', "broken_json"],
  ["a document of another kind", '{"hello":"world"}', "wrong_shape"],
])("%s has nothing but a piece that cannot be read", (_, json, code) => {
  expect(parseDelivery(json)).toMatchObject({ records: [], unreadable: [{ code, excerpt: json }] });
});

test("the records of a delivery say where they come from", () => {
  const json = JSON.stringify({
    messageType: "DATA_MESSAGE",
    owner: "123456789012",
    logGroup: "API-Gateway-Execution-Logs_a1b2c3d4e5/prod",
    logStream: "stream-1",
    logEvents: [
      {
        id: "39",
        timestamp: 1_795_165_423_140,
        message: "(7c1d1c56-0000-4aaa-8bbb-000000000001) Starting execution",
      },
    ],
  });
  expect(parseDelivery(json)).toMatchObject({
    records: [
      {
        requestId: "7c1d1c56-0000-4aaa-8bbb-000000000001",
        time: 1_795_165_423_140,
        origin: { apiId: "a1b2c3d4e5", stage: "prod" },
      },
    ],
    unreadable: [],
  });
});
