import { keepAccessRow } from "./access-row.ts";
import { AnswerHead } from "./answer-head.ts";
import { type Block, type BlockHost, readWholeJson } from "./block.ts";
import { messageIn } from "./client-answer.ts";
import { within } from "./context.ts";
import { isFoldedOpening } from "./folded-text.ts";
import { createJsonLines, isJsonOpening, type JsonLines } from "./json-lines.ts";
import { isObject, parsedJson } from "./json-value.ts";

/** What the gateway answers by itself is far shorter. */
const LONGEST_BODY = 64 * 1024;

/** What a client got over HTTP: the head of the answer, and its body if that is JSON. */
export class AnswerBlock implements Block {
  readonly #host: BlockHost;
  readonly #head = new AnswerHead();
  #body: JsonLines | undefined;
  #length = 0;

  constructor(host: BlockHost) {
    this.#host = host;
  }

  take(text: string, isEnded: boolean): string | undefined {
    if (this.#body === undefined && !isJsonOpening(text)) {
      this.#head.add(text);
      return undefined;
    }
    this.#body ??= createJsonLines();
    this.#length += text.length;
    const step = this.#body.take(text, isEnded);
    return step.kind === "closed" ? this.#settled(this.#body, step.rest) : undefined;
  }

  isBrokenBy(text: string): boolean {
    if (this.#body !== undefined) {
      return this.#length > LONGEST_BODY || this.#body.isBrokenBy(text);
    }
    const isBody = this.#head.isRefusal && isJsonOpening(text);
    return isFoldedOpening(text) || (!isBody && !this.#head.goesOnWith(text));
  }

  abandon(): void {
    if (this.#body === undefined) this.#settle(undefined, "");
    else this.#settled(this.#body, "");
  }

  /** What is left of the line once both the head and the body are a record, or counted as none. */
  #settled(body: JsonLines, rest: string): string {
    const text = body.text().trim();
    const document = parsedJson(text);
    const message = isObject(document) ? messageIn(document) : undefined;
    const isTaken = this.#settle(message, text);
    const isRead = isTaken || readWholeJson(text, this.#host);
    return isRead ? rest : this.#host.leave(body.lines, "wrong_shape", rest);
  }

  /** Keeps the answer if the gateway gave it; true when the body is part of it. */
  #settle(message: string | undefined, body: string): boolean {
    const { place, context, asked, leave } = this.#host;
    const request = asked.take(place.line);
    const isOurs = this.#head.isOurs(message, request);
    const { lines } = this.#head;
    if (!isOurs) {
      for (const line of lines.filter((one) => one.trim() !== ""))
        leave([line], "not_a_log_line", "");
      return false;
    }
    const fields = this.#head.fieldsWith(message, request);
    const row = { fields, known: new Set<never>(), unset: [], count: 1, isApplication: false };
    const text = [...lines, ...(message === undefined ? [] : [body])].join("\n").trim();
    const moment = this.#head.moment;
    keepAccessRow(row, text, "client_answer", {
      ...this.#host,
      context: within(context, { moment }),
    });
    return message !== undefined;
  }
}
