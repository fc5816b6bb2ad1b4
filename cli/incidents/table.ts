import type { Store } from "../../shared/ports.ts";
import {
  EMBEDDED_FOLDER,
  EMBEDDED_TABLE,
  hasEmbeddedTable,
  openEmbeddedTable,
} from "../embedded-table.ts";
import { UsageError } from "../failure.ts";

/**
 * Lets `use` read the deployed table of this name, or the embedded one. Throws UsageError with what to do
 * where the table cannot be read.
 */
export async function withTable<Answer>(
  name: string | undefined,
  use: (store: Store) => Promise<Answer>,
): Promise<Answer> {
  return name === undefined || name === EMBEDDED_TABLE
    ? await withEmbedded(use)
    : await withDeployed(name, use);
}

async function withEmbedded<Answer>(use: (store: Store) => Promise<Answer>): Promise<Answer> {
  if (!hasEmbeddedTable()) {
    throw new UsageError(
      `${EMBEDDED_FOLDER}: no incidents are kept in this folder; give --table NAME of a deployed table, or fill one here by apigw-triage demo`,
    );
  }
  const table = await openEmbeddedTable("as_left");
  try {
    if (table.unkept === undefined) return await use(table.store);
    throw new UsageError(
      `${EMBEDDED_FOLDER}: cannot be read (${table.unkept}); wait until it is free, or give --table NAME of a deployed table`,
    );
  } finally {
    await table.close();
  }
}

async function withDeployed<Answer>(
  name: string,
  use: (store: Store) => Promise<Answer>,
): Promise<Answer> {
  const [{ DynamoDBClient }, { DynamoDBDocumentClient }, { createTable }] = await Promise.all([
    import("@aws-sdk/client-dynamodb"),
    import("@aws-sdk/lib-dynamodb"),
    import("../../shared/adapters/table/table.ts"),
  ]);
  const client = new DynamoDBClient({});
  try {
    return await use(createTable(DynamoDBDocumentClient.from(client), name));
  } catch (error) {
    throw usageErrorOf(error, name) ?? error;
  } finally {
    client.destroy();
  }
}

const NO_CREDENTIALS = "no AWS credentials; set AWS_PROFILE, or sign in by aws sso login";
const REFUSED = "AWS refuses these credentials; check AWS_PROFILE, or sign in again";
const NO_REGION = "no AWS region, or none there is; set AWS_REGION";
const UNREACHABLE = "DynamoDB cannot be reached; check the network and AWS_ENDPOINT_URL_DYNAMODB";

/** By the name or the code of an error of the SDK. */
const WORDS: Readonly<Record<string, string>> = {
  ResourceNotFoundException:
    "no such table in this account and region; its name is an output of the deployment",
  AccessDeniedException:
    "these credentials may not read it; dynamodb:Query, GetItem and BatchGetItem are needed",
  CredentialsProviderError: NO_CREDENTIALS,
  TokenProviderError: NO_CREDENTIALS,
  ExpiredTokenException: REFUSED,
  UnrecognizedClientException: REFUSED,
  InvalidSignatureException: REFUSED,
  ECONNREFUSED: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
  TimeoutError: UNREACHABLE,
};

/** What is no bug, in one line; `undefined` for anything else. */
function usageErrorOf(error: unknown, table: string): UsageError | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = "code" in error ? String(error.code) : "";
  const words = WORDS[error.name] ?? WORDS[code] ?? regionWords(error) ?? shapeWords(error);
  if (words === undefined) return undefined;
  return new UsageError(`--table ${table}: ${words}`, { cause: error });
}

/** `Region is missing`, `Region not accepted: …`: errors without a name of their own. */
function regionWords({ message }: Error): string | undefined {
  return message.startsWith("Region ") ? NO_REGION : undefined;
}

/** A table of somebody else has other keys and indexes. */
function shapeWords({ name, message }: Error): string | undefined {
  return name === "ValidationException"
    ? `is no table of apigw-triage, or its name is none (${message})`
    : undefined;
}
