declare module "dynalite" {
  import type { Server } from "node:http";

  /** DynamoDB in this process: in memory, or kept under `path`. */
  function dynalite(options: {
    readonly path?: string;
    readonly createTableMs?: number;
    readonly deleteTableMs?: number;
    readonly updateTableMs?: number;
  }): Server;
  export = dynalite;
}
