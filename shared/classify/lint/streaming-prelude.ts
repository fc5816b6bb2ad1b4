/** What stands between the metadata of a streamed response and its body. */
const DELIMITER = "\0".repeat(8);

/**
 * The JSON metadata that a function with response streaming writes before its body, or undefined
 * when `text` has no such delimiter.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
 */
export function preludeOf(text: string): string | undefined {
  const end = text.indexOf(DELIMITER);
  return end >= 0 && text.trimStart().startsWith("{") ? text.slice(0, end) : undefined;
}
