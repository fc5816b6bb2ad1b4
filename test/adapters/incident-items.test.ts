import { describe, expect, test } from "vitest";
import {
  changeUpdate,
  claimUpdate,
  clearUpdate,
  settleUpdate,
  willUpdate,
} from "../../shared/adapters/table/incident-changes.ts";
import {
  historyQuery,
  incidentIn,
  incidentItem,
} from "../../shared/adapters/table/incident-items.ts";
import { incidentKey } from "../../shared/adapters/table/keys.ts";
import { at } from "../build/judgements.ts";
import {
  aFault,
  aFullIncident,
  anIncident,
  FINGERPRINT,
  minute,
  owedToAll,
} from "../build/stored.ts";

const KEY = { pk: `fault#${FINGERPRINT}`, sk: "episode#00000001" };
const DAY = 86_400;

describe("an incident as an item", () => {
  test("shows what lists and queries need", () => {
    expect(incidentItem(anIncident())).toMatchObject({
      ...KEY,
      type: "incident",
      version: 1,
      live: "live",
      apiId: "a1b2c3d4e5",
      cause: "malformed_proxy_response",
      reason: "body_not_string",
      stage: "prod",
      target: "orders:live",
      route: "POST /orders",
      state: "open",
      openedAt: "2026-11-22T10:00:59.000Z",
      owed: new Set(["opened#1#people", "opened#1#chat", "opened#1#machines"]),
      expiresAt: at(59) / 1_000 + 400 * DAY,
    });
  });

  test.each([
    { name: "open and owing nothing", incident: anIncident({ owed: [] }), live: "live" },
    { name: "resolved and owing", incident: aFullIncident(), live: "live" },
    { name: "resolved and owing nothing", incident: aFullIncident({ owed: [] }), live: undefined },
  ])("that is $name has live = $live", ({ incident, live }) => {
    const item = incidentItem(incident);
    expect(item).toEqual(expect.objectContaining(live === undefined ? {} : { live }));
    expect("live" in item).toBe(live !== undefined);
  });

  test("has no empty set and no empty key, which DynamoDB refuses", () => {
    const fault = aFault({ apiId: "" });
    const item = incidentItem(anIncident({ fault, owed: [] }));
    expect(Object.keys(item)).not.toContain("owed");
    expect(Object.keys(item)).not.toContain("apiId");
    expect(incidentIn(item).fault).toEqual(fault);
  });

  test("of an API whose name is too long for a key is in no list of an API", () => {
    const itemOf = (apiId: string) => incidentItem(anIncident({ fault: aFault({ apiId }) }));
    expect(itemOf("a".repeat(1_024))).toMatchObject({ apiId: "a".repeat(1_024) });
    expect(Object.keys(itemOf("a".repeat(1_025)))).not.toContain("apiId");
  });

  test.each([
    { id: `${FINGERPRINT}-1`, key: KEY },
    { id: "v1:a-b-12345678", key: { pk: "fault#v1:a-b", sk: "episode#12345678" } },
    { id: `${FINGERPRINT}-123456789`, key: undefined },
    { id: `${FINGERPRINT}`, key: undefined },
    { id: "-1", key: undefined },
  ])("of id $id has the key $key", ({ id, key }) => {
    expect(incidentKey(id)).toEqual(key);
  });

  test("is asked for by API or cause, newest first", () => {
    const period = { from: minute(0), to: minute(1) };
    expect(historyQuery({ by: "api", apiId: "a1", ...period })).toEqual({
      IndexName: "by-api",
      KeyConditionExpression: "apiId = :name AND openedAt BETWEEN :from AND :last",
      ExpressionAttributeValues: {
        ":name": "a1",
        ":from": "2026-11-22T10:00:00.000Z",
        ":last": "2026-11-22T10:00:59.999Z",
      },
      ScanIndexForward: false,
    });
    expect(historyQuery({ by: "cause", cause: "tls_failure", ...period })).toMatchObject({
      IndexName: "by-cause",
      KeyConditionExpression: "cause = :name AND openedAt BETWEEN :from AND :last",
    });
  });
});

describe("a change of an incident", () => {
  test("sets what changed, adds what is owed, and brings it back among the live", () => {
    const change = { count: 7, lastSeen: at(90), owe: owedToAll("reminder", 2) };
    expect(changeUpdate(KEY, 4, change)).toEqual({
      Key: KEY,
      UpdateExpression:
        "SET #count = :count, #lastSeen = :lastSeen, #revision = :revision, #expiresAt = :expiresAt, #live = :live ADD owed :owe",
      ConditionExpression: "revision = :seen",
      ExpressionAttributeNames: {
        "#count": "count",
        "#lastSeen": "lastSeen",
        "#revision": "revision",
        "#expiresAt": "expiresAt",
        "#live": "live",
      },
      ExpressionAttributeValues: {
        ":count": 7,
        ":lastSeen": "2026-11-22T10:01:30.000Z",
        ":revision": 5,
        ":expiresAt": at(90) / 1_000 + 400 * DAY,
        ":live": "live",
        ":owe": new Set(["reminder#2#people", "reminder#2#chat", "reminder#2#machines"]),
        ":seen": 4,
      },
      ReturnValues: "ALL_NEW",
    });
  });

  test("that owes nothing leaves the set alone", () => {
    expect(changeUpdate(KEY, 1, { count: 7, owe: [] })).toMatchObject({
      UpdateExpression: "SET #count = :count, #revision = :revision",
      ExpressionAttributeValues: { ":count": 7, ":revision": 2, ":seen": 1 },
    });
  });

  test("is claimed again by who has claimed it: the SDK repeats what got no answer", () => {
    expect(claimUpdate(KEY, minute(10), 120_000, "me")).toEqual({
      Key: KEY,
      UpdateExpression: "SET claimedAt = :now, claimedBy = :by",
      ConditionExpression:
        "attribute_exists(owed) AND (attribute_not_exists(claimedAt) OR claimedBy = :by" +
        " OR claimedAt <= :over OR claimedAt >= :future)",
      ExpressionAttributeValues: {
        ":now": "2026-11-22T10:10:00.000Z",
        ":by": "me",
        ":over": "2026-11-22T10:08:00.000Z",
        ":future": "2026-11-22T10:12:00.000Z",
      },
      ReturnValues: "ALL_NEW",
    });
  });

  test("clears what was published, of an incident that is there", () => {
    expect(clearUpdate(KEY, owedToAll("opened").slice(0, 1))).toEqual({
      Key: KEY,
      UpdateExpression: "REMOVE claimedAt, claimedBy DELETE owed :published",
      ConditionExpression: "attribute_exists(pk)",
      ExpressionAttributeValues: { ":published": new Set(["opened#1#people"]) },
      ReturnValues: "ALL_NEW",
    });
  });

  test("takes it from the live ones only if it is resolved and owes nothing, as the table sees it", () => {
    expect(settleUpdate(KEY)).toMatchObject({
      UpdateExpression: "REMOVE live",
      ConditionExpression:
        "#state = :resolved AND attribute_not_exists(owed) AND attribute_exists(live)",
    });
  });

  const resolve = { by: "ana", at: at(5) };
  const resolveAttribute = { by: "ana", at: "2026-11-22T10:00:05.000Z" };
  test.each([
    {
      name: "says one thing and takes back another",
      will: { resolve, silence: null },
      update: {
        UpdateExpression: "SET #resolve = :resolve REMOVE #silence",
        ExpressionAttributeNames: { "#resolve": "resolve", "#silence": "silence" },
        ExpressionAttributeValues: { ":resolve": resolveAttribute },
      },
    },
    {
      name: "takes back",
      will: { acknowledged: null, silence: null },
      update: {
        UpdateExpression: "REMOVE #acknowledged, #silence",
        ExpressionAttributeNames: { "#acknowledged": "acknowledged", "#silence": "silence" },
      },
    },
    { name: "says nothing", will: {}, update: {} },
  ])("by a person who $name is asked for an incident that is there", ({ will, update }) => {
    expect(willUpdate(KEY, will)).toEqual({
      Key: KEY,
      ConditionExpression: "attribute_exists(pk)",
      ...update,
    });
  });
});
