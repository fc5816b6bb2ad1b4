import type { IncomingMessage } from "node:http";
import type { Call } from "./aws.ts";

type Attribute = { readonly S?: string };
type TableRequest = {
  readonly IndexName?: string;
  readonly UpdateExpression?: string;
  readonly Item?: Readonly<Record<string, Attribute>>;
  readonly Key?: Readonly<Record<string, Attribute>>;
  readonly RequestItems?: Readonly<
    Record<string, { readonly Keys: readonly Readonly<Record<string, Attribute>>[] }>
  >;
  readonly ExpressionAttributeValues?: Readonly<Record<string, Attribute>>;
};

/** Which call of which service a request is. */
export function callIn(incoming: IncomingMessage, bytes: Buffer): Call {
  const body = bytes.toString();
  const target = String(incoming.headers["x-amz-target"] ?? "");
  const [service = "", action = ""] = target.split(".");
  if (service.startsWith("DynamoDB")) {
    return { name: `dynamodb ${action} ${partOf(JSON.parse(body))}`, body };
  }
  if (service.startsWith("Logs")) return { name: `logs ${action}`, body };
  if (action !== "") return { name: `cloudwatch ${action}`, body };
  const form = new URLSearchParams(body);
  if (form.get("Action") !== null) {
    const topic = form.get("TopicArn")?.split("-").at(-1) ?? "";
    return { name: `sns ${form.get("Action")} ${topic}`.trim(), body };
  }
  return { name: "apigateway GetRestApi", body };
}

/** The part of the table that a request is about. */
function partOf(asked: TableRequest): string {
  const { IndexName, Item, Key, RequestItems, UpdateExpression } = asked;
  if (IndexName !== undefined) return `index ${IndexName}`;
  if (Item?.["type"]?.S === "tally") return `tally of a ${Item["name"]?.S?.split(":")[0]}`;
  if (Item?.["type"]?.S !== undefined) return Item["type"].S;
  if (UpdateExpression !== undefined) return `incident ${UpdateExpression.split(",")[0]}`;
  const [batch] = Object.values(RequestItems ?? {});
  const values = Object.values(asked.ExpressionAttributeValues ?? {});
  const pk = Key?.["pk"]?.S ?? batch?.Keys[0]?.["pk"]?.S ?? values[0]?.S ?? "";
  return pk.split("#")[0] ?? "";
}
