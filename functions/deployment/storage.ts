import table from "../../shared/adapters/table/table.json" with { type: "json" };
import { keyArn } from "./encryption.ts";
import type { Resource } from "./resource.ts";
import type { Settings } from "./settings.ts";

/** The table, in the one shape it has everywhere, with this installation's key and fate. */
export function tableResource(settings: Settings): Resource {
  const key = keyArn(settings);
  const encryption = key && {
    SSESpecification: { SSEEnabled: true, SSEType: "KMS", KMSMasterKeyId: key },
  };
  return {
    Type: "AWS::DynamoDB::Table",
    Properties: { ...table, ...encryption },
    // A removed table can be restored for 35 days from the backup that point-in-time recovery leaves.
    DeletionPolicy: settings.keepHistory ? "RetainExceptOnCreate" : "Delete",
    UpdateReplacePolicy: "Retain",
  };
}
