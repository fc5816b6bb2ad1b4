import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import shape from "./table.json" with { type: "json" };

/**
 * What creates the table where no template does: locally and in tests. The shape is that of
 * `table.json`, which the template takes whole; what an emulator need not have is left out.
 */
export function tableOfShape(name: string): CreateTableCommandInput {
  const { TimeToLiveSpecification: _, PointInTimeRecoverySpecification: __, ...rest } = shape;
  return { TableName: name, ...(rest as Omit<CreateTableCommandInput, "TableName">) };
}
