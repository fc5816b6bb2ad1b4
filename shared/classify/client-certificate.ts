import type { Statement } from "./statement.ts";

const REFUSED = "access denied. reason:";
const CERTIFICATE = /certificate|\bcert\b/;

/** A custom domain with mutual TLS did not accept the client's certificate; no backend's is meant. */
export function refusesClientCertificate({ said }: Statement): boolean {
  return said.startsWith(REFUSED) && CERTIFICATE.test(said);
}
