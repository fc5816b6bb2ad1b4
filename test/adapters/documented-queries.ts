import { readFileSync } from "node:fs";
import type { QueryCommandInput } from "@aws-sdk/lib-dynamodb";

/** A question of docs/data-model.md, and its three ways to ask. */
export type DocumentedQuery = {
  readonly question: string;
  readonly cli: string;
  readonly sdk: string;
  readonly partiql: string;
};

const DOCUMENT = new URL("../../docs/data-model.md", import.meta.url);
const BLOCK = /```(sh|js|sql)\n([^`]+)```/g;
const WORD = /'[^']*'|"[^"]*"|[^\s'"\\]+/g;
const QUOTES = /^['"]|['"]$/g;

/** In the order of the document. */
export function documentedQueries(): readonly DocumentedQuery[] {
  const [, ...sections] = readFileSync(DOCUMENT, "utf8").split("\n### ");
  return sections
    .map((section) => {
      const blocks = new Map([...section.matchAll(BLOCK)].map(([, form, text]) => [form, text]));
      const [question = ""] = section.split("\n");
      const block = (form: string) => blocks.get(form) ?? "";
      return { question, cli: block("sh"), sdk: block("js"), partiql: block("sql") };
    })
    .filter(({ question }) => question.endsWith("?"));
}

/** The request that the AWS CLI makes of a command line; values of type S only. */
export function requestOfCli(command: string, table: string): QueryCommandInput {
  const words = [...command.matchAll(WORD)].map(([word]) => word.replace(QUOTES, ""));
  const after = (option: string) => words[words.indexOf(option) + 1] ?? "";
  const has = (option: string) => words.includes(option);
  const json = (option: string) => JSON.parse(after(option));
  const values: Record<string, { S: string }> = json("--expression-attribute-values");
  return {
    TableName: after("--table-name").replace("$TABLE", table),
    KeyConditionExpression: after("--key-condition-expression"),
    ExpressionAttributeValues: Object.fromEntries(
      Object.entries(values).map(([name, { S }]) => [name, S]),
    ),
    ...(has("--index-name") && { IndexName: after("--index-name") }),
    ...(has("--no-scan-index-forward") && { ScanIndexForward: false }),
    ...(has("--projection-expression") && {
      ProjectionExpression: after("--projection-expression"),
      ExpressionAttributeNames: json("--expression-attribute-names"),
    }),
  };
}
