import type { AccessFields } from "../domain/record.ts";
import { isGateways } from "./client-answer.ts";
import { isShortAnswer } from "./short-answers.ts";
import { httpTimeIn, type Moment } from "./time.ts";

const MARKS = /^(?:\s|<|&lt;){1,40}/;
const STATUS_LINE = /^HTTP\/[123](?:\.[01])? ([1-5]\d\d)(?!\d)/i;
const HEADER = /^([A-Za-z][\w-]{1,60}): {0,4}(.{0,4000})/;
/** A header by which the gateway says what is wrong. */
const TELLING = /^(?:x-amzn-errortype|www-authenticate):/i;
/** What curl says between an answer's headers and its body. */
const NOISE = /^(?:\\?\* |\{ \[\d{1,9} bytes data\])/;
const EXCEPTION = /^([A-Z][A-Za-z]{3,60}Exception)(?![A-Za-z])/;
/** As a JWT authorizer writes it: others part the attributes by commas. */
const REFUSED_TOKEN =
  /^Bearer (?:scope="[^"]{0,1000}" )?(error="\w{1,40}" error_description="[^"]{1,500}")/;
/** Only the gateway says so in a header of its own. */
const AUTHORIZER_FAULT = "AuthorizerConfigurationException";
const FORBIDDEN = "ForbiddenException";
const FIRST_ERROR = 400;
const LONGEST_HEAD = 64 * 1024;
const STAGE = /^\/([\w$-]{1,128})(?:\/|$)/;

export function isAnswerOpening(text: string): boolean {
  const line = bare(text);
  return STATUS_LINE.test(line) || TELLING.test(line);
}

/** The exception that the header of the gateway names. */
export function exceptionIn(header: string): string | undefined {
  return EXCEPTION.exec(header)?.[1];
}

/** The head of an answer over HTTP, as curl and its like print it: a status line, headers, a blank line. */
export class AnswerHead {
  readonly lines: string[] = [];
  readonly #headers = new Map<string, string>();
  #status: string | undefined;
  #length = 0;
  #isOver = false;

  add(text: string): void {
    const line = bare(text);
    this.lines.push(text);
    this.#length += text.length + 1;
    this.#status ??= STATUS_LINE.exec(line)?.[1];
    const [, name, value] = HEADER.exec(line) ?? [];
    if (name !== undefined && value !== undefined)
      this.#headers.set(name.toLowerCase(), value.trim());
    this.#isOver ||= line === "";
  }

  goesOnWith(text: string): boolean {
    const line = bare(text);
    if (this.#length > LONGEST_HEAD) return false;
    if (line === "" || NOISE.test(line)) return true;
    return !this.#isOver && HEADER.test(line);
  }

  /** The answer says that the request failed, or does not tell. */
  get isRefusal(): boolean {
    return this.#status === undefined || Number(this.#status) >= FIRST_ERROR;
  }

  get moment(): Moment | undefined {
    return httpTimeIn(this.#headers.get("date") ?? "");
  }

  /** Whether the gateway passed the answer on or gave it, rather than any other server. */
  isOurs(message: string | undefined, asked: AccessFields): boolean {
    const isSigned = this.#headers.has("x-amz-apigw-id") || this.#headers.has("apigw-requestid");
    const isAsked = asked.domainName !== undefined && this.#exception !== undefined;
    const isSaid = this.#exception === AUTHORIZER_FAULT || this.#refusedToken !== undefined;
    const isOurs = isSigned || isAsked || isSaid || (message !== undefined && isGateways(message));
    return this.isRefusal && isOurs;
  }

  fieldsWith(message: string | undefined, asked: AccessFields): AccessFields {
    const requestId = this.#headers.get("x-amzn-requestid") ?? this.#headers.get("apigw-requestid");
    // Posts show one answer's headers again and again, and change the first id only: two would join requests.
    const extendedRequestId =
      requestId === undefined ? this.#headers.get("x-amz-apigw-id") : undefined;
    const stage = requestId === this.#headers.get("apigw-requestid") ? undefined : stageIn(asked);
    return withoutUnset({
      ...asked,
      stage,
      status: this.#status,
      requestId,
      extendedRequestId,
      "error.responseType": this.#exception,
      "error.message": this.#wordsOf(message),
      "authorizer.error": this.#refusedToken,
    });
  }

  get #exception(): string | undefined {
    return exceptionIn(this.#headers.get("x-amzn-errortype") ?? "");
  }

  get #refusedToken(): string | undefined {
    return REFUSED_TOKEN.exec(this.#headers.get("www-authenticate") ?? "")?.[1];
  }

  /** The message, if the gateway may have written it: to all that it answers by itself it puts an exception. */
  #wordsOf(message: string | undefined): string | undefined {
    if (message === undefined) return this.#exception === FORBIDDEN ? "Forbidden" : this.#exception;
    const isItsOwn = this.#exception !== undefined || isGateways(message);
    return isItsOwn || isShortAnswer(message) ? message : undefined;
  }
}

/** The line without the marks of curl and of Markdown. */
function bare(text: string): string {
  return text.slice(0, LONGEST_HEAD).replace(MARKS, "").replaceAll("\\_", "_").trimEnd();
}

/** A REST API's own address begins its path with the stage: a domain of one's own does not. */
function stageIn({ domainName, path = "" }: AccessFields): string | undefined {
  return domainName === undefined ? undefined : STAGE.exec(path)?.[1];
}

function withoutUnset(fields: { readonly [name: string]: string | undefined }): AccessFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value));
}
