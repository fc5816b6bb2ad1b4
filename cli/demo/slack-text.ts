import { assertNever } from "../../shared/domain/result.ts";
import type { SlackBlock, SlackMessage, SlackText } from "../../shared/domain/slack.ts";
import { visible } from "../../shared/report/escape.ts";
import { hanging, wrapped } from "../../shared/report/layout.ts";
import type { Paint } from "../../shared/report/paint.ts";

const LINK = /<([^|<>]{1,4000})\|([^<>]{1,200})>/g;
const BOLD = /\*([^*\n]{1,200})\*/g;
const CODE = /`([^`\n]{1,400})`/g;
const FAINT = /(^|\s)_([^_\n]{1,200})_(?=\s|$)/g;
const ENTITY = /&(amp|lt|gt);/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">" };
const ZERO_WIDTH = /\u200b/g;
const FENCE = "```";

/** A Slack message as a terminal can show it: its markup read, links by their names. */
export function slackLines(message: SlackMessage, width: number, paint: Paint): readonly string[] {
  return message.blocks.flatMap((block, at) => {
    const lines = blockLines(block, width, paint);
    const isApart = at > 0 && block.type !== "context";
    return isApart ? ["", ...lines] : lines;
  });
}

function blockLines(block: SlackBlock, width: number, paint: Paint): readonly string[] {
  switch (block.type) {
    case "header":
      return wrapped(shown(block.text.text), width).map(paint.title);
    case "section":
      return "fields" in block
        ? block.fields.flatMap((field) => fieldLines(field, width, paint))
        : textLines(block.text, width, paint);
    case "context":
      return block.elements.flatMap((element) =>
        wrapped(shown(unlinked(element.text)), width).map(paint.faint),
      );
    case "divider":
      return ["─".repeat(width)];
    default:
      return assertNever(block);
  }
}

/** A name and its text on one line, where Slack has them below each other. */
function fieldLines({ text }: SlackText, width: number, paint: Paint): readonly string[] {
  const [name = "", ...rest] = text.split("\n");
  const label = `${shown(name.replace(BOLD, "$1"))}  `;
  const [first = "", ...more] = hanging(
    label.padEnd(NAME_WIDTH),
    painted(rest.join(" "), paint),
    width,
  );
  return [paint.label(first.slice(0, label.length)) + first.slice(label.length), ...more];
}

const NAME_WIDTH = "How often  ".length;

/** Between fences everything is as it is. */
function textLines({ text }: SlackText, width: number, paint: Paint): readonly string[] {
  let isCode = false;
  return text.split("\n").flatMap((line) => {
    if (line === FENCE) {
      isCode = !isCode;
      return [];
    }
    return isCode ? [`  ${shown(line)}`] : wrapped(painted(line, paint), width);
  });
}

function painted(text: string, paint: Paint): string {
  const plain = unlinked(text);
  return shown(plain)
    .replace(BOLD, (_, words) => paint.title(words))
    .replace(CODE, (_, words) => paint.label(words))
    .replace(FAINT, (_, before, words) => before + paint.faint(words));
}

function unlinked(text: string): string {
  return text.replace(LINK, (_, _address, name) => `${name} ↗`);
}

/** What escapes stand for; nothing that a terminal would act on. */
function shown(text: string): string {
  return visible(text.replace(ZERO_WIDTH, "").replace(ENTITY, (_, name) => ENTITIES[name] ?? ""));
}
