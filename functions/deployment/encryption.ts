import ownKey from "./key.json" with { type: "json" };
import { arnOf, type Resource, type Resources, ref, type Value } from "./resource.ts";
import type { Settings } from "./settings.ts";

/** The customer's key, the service's own, or none: then AWS's own keys do. */
export function keyArn(settings: Settings): Value | undefined {
  if (settings.encryption === "aws") return undefined;
  return settings.encryption === "own" ? arnOf("Key") : settings.encryption;
}

/** The key of `encryption: own`, and what the functions may do with either kind of key. */
export function encryptionResources(settings: Settings): Resources {
  const key = keyArn(settings);
  if (key === undefined) return {};
  const kept = settings.keepHistory ? "Retain" : "Delete";
  const made = { ...ownKey, DeletionPolicy: kept, UpdateReplacePolicy: "Retain" };
  return { ...(settings.encryption === "own" && { Key: made }), UseOfKey: useOf(key) };
}

/** What lies in a bucket, and what a topic, table or log group is told to be encrypted with. */
export function encryptionProperties(settings: Settings): {
  readonly bucket: Readonly<Record<string, unknown>>;
  readonly topicKey: Value;
  readonly logGroup: Readonly<Record<string, unknown>>;
} {
  const key = keyArn(settings);
  if (key === undefined) {
    return {
      bucket: { SSEAlgorithm: "AES256" },
      topicKey: ref("AWS::NoValue"),
      logGroup: {},
    };
  }
  return {
    bucket: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: key },
    topicKey: key,
    logGroup: { KmsKeyId: key },
  };
}

function useOf(key: Value): Resource {
  return {
    Type: "AWS::IAM::Policy",
    Properties: {
      PolicyName: "use-of-key",
      Roles: [ref("ClassifyLogsRole"), ref("SweepIncidentsRole"), ref("NotifySlackRole")],
      PolicyDocument: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: ["kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"],
            Resource: key,
          },
        ],
      },
    },
  };
}
