import type { BroadcastBlock, BroadcastRun } from "@wsi/shared/contract";

/**
 * The body of an article as plain lines, the way editors type: a blank line between paragraphs, 「# 」 a heading, 「- 」 and 「1. 」 lists,
 * 「> 」 a quotation, **bold**, [words](https://…), and 「[图片 id 说明]」 and 「[小程序 页面 标题]」 on lines of their own.
 */
const picture = /^\[图片 ([0-9a-f-]{36})(?: ([^\]]*))?\]$/;
const card = /^\[小程序 ([^\s\]]+) ([^\]]+)\]$/;

export function runsOf(text: string): BroadcastRun[] {
  const runs: BroadcastRun[] = [];
  const parts = /\*\*([^*]+)\*\*|\[([^\]]+)\]\((https:\/\/[^\s)]+)\)/g;
  let at = 0;
  for (const found of text.matchAll(parts)) {
    if (found.index > at) runs.push({ text: text.slice(at, found.index) });
    const [, bold, words, link] = found;
    if (bold !== undefined) runs.push({ text: bold, bold: true });
    else if (words !== undefined && link !== undefined) runs.push({ text: words, link });
    at = found.index + found[0].length;
  }
  if (at < text.length) runs.push({ text: text.slice(at) });
  return runs;
}
const printRuns = (runs: readonly BroadcastRun[]) =>
  runs.map(({ text, bold, link }) => (link ? `[${text}](${link})` : bold ? `**${text}**` : text)).join("");

function blockOf(lines: readonly string[]): BroadcastBlock {
  const whole = lines.join("\n");
  const [, id, caption = ""] = picture.exec(whole) ?? [];
  if (id !== undefined) return { kind: "picture", picture: id, caption };
  const [, page, title] = card.exec(whole) ?? [];
  if (page !== undefined && title !== undefined) return { kind: "card", title, page, picture: null };
  if (lines.length === 1 && whole.startsWith("# ")) return { kind: "heading", text: whole.slice(2).trim() };
  if (lines.every((line) => line.startsWith("> ")))
    return { kind: "quote", runs: runsOf(lines.map((line) => line.slice(2)).join("\n")) };
  for (const [ordered, mark] of [
    [false, /^- /],
    [true, /^\d{1,2}\. /],
  ] as const)
    if (lines.every((line) => mark.test(line)))
      return { kind: "list", ordered, items: lines.map((line) => runsOf(line.replace(mark, ""))) };
  return { kind: "paragraph", runs: runsOf(whole) };
}

export function blocksOf(text: string): BroadcastBlock[] {
  return text
    .split(/\n\s*\n/)
    .map((part) =>
      part
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== ""),
    )
    .filter((lines) => lines.length > 0)
    .map(blockOf);
}

function printBlock(block: BroadcastBlock): string {
  switch (block.kind) {
    case "heading":
      return `# ${block.text}`;
    case "paragraph":
      return printRuns(block.runs);
    case "quote":
      return printRuns(block.runs)
        .split("\n")
        .map((line) => `> ${line}`)
        .join("\n");
    case "list":
      return block.items.map((item, at) => `${block.ordered ? `${at + 1}.` : "-"} ${printRuns(item)}`).join("\n");
    case "picture":
      return `[图片 ${block.picture}${block.caption ? ` ${block.caption}` : ""}]`;
    case "card":
      return `[小程序 ${block.page} ${block.title}]`;
  }
}
export const printBlocks = (blocks: readonly BroadcastBlock[]): string => blocks.map(printBlock).join("\n\n");
