import type { AccessFields } from "../domain/record.ts";
import type { EntriesByKind } from "./entry.ts";
import type { Statement } from "./statement.ts";

/** A gateway response type, and the record that names it. */
export type ResponseType = { readonly at: number; readonly type: string };

/** What the gateway answers in `x-amzn-ErrorType` for each of its response types. */
const TYPE_BY_EXCEPTION: Readonly<Record<string, string>> = {
  accessdenied: "ACCESS_DENIED",
  authorizerconfiguration: "AUTHORIZER_CONFIGURATION_ERROR",
  badrequest: "DEFAULT_4XX",
  expiredtoken: "EXPIRED_TOKEN",
  forbidden: "DEFAULT_4XX",
  incompletesignature: "INVALID_SIGNATURE",
  internalservererror: "DEFAULT_5XX",
  invalidsignature: "INVALID_SIGNATURE",
  limitexceeded: "QUOTA_EXCEEDED",
  missingauthenticationtoken: "MISSING_AUTHENTICATION_TOKEN",
  toomanyrequests: "THROTTLED",
  unauthorized: "UNAUTHORIZED",
  unrecognizedclient: "INVALID_SIGNATURE",
};

const TYPE = /^[\s"']{0,8}([A-Z][A-Z0-9_]{5,50})/;
const ERROR_TYPE_HEADER = /x-amzn-errortype"?\s{0,4}[:=]\s{0,4}"?([a-z]{4,60}?)exception/;
const LONE_EXCEPTION = /^([a-z]{4,60}?)exception$/;

/** The response types that entries, statements and fields name, in order. */
export function responseTypesIn(
  byKind: EntriesByKind,
  statements: readonly Statement[],
  access: readonly { readonly at: number; readonly fields: AccessFields }[],
): readonly ResponseType[] {
  const announced = byKind.get("gateway_response") ?? [];
  return [
    ...announced.flatMap(({ at, value }) => typeNamed(value, at)),
    ...statements.flatMap(({ at, said }) => typeOfException(said, at)),
    ...access.flatMap(({ at, fields }) => typeInField(fields["error.responseType"] ?? "", at)),
  ];
}

/** An access log has the type; a client's answer, the exception by which the gateway tells it. */
function typeInField(text: string, at: number): readonly ResponseType[] {
  return [...typeNamed(text, at), ...typeOfException(text.toLowerCase(), at)];
}

function typeNamed(text: string, at: number): readonly ResponseType[] {
  const type = TYPE.exec(text)?.[1];
  return type === undefined ? [] : [{ at, type }];
}

function typeOfException(said: string, at: number): readonly ResponseType[] {
  const exception = (ERROR_TYPE_HEADER.exec(said) ?? LONE_EXCEPTION.exec(said))?.[1];
  const type = exception === undefined ? undefined : TYPE_BY_EXCEPTION[exception];
  return type === undefined ? [] : [{ at, type }];
}
