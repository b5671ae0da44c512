import { fitsKind, type AttachedFile, type AttachedOf, type MessageKind, type Sendable } from "@wsi/shared/contract";
import type { Tx } from "../../db.ts";
import type { Cover, Reply } from "../../ports/messages.ts";
import { refuse, type Refusal } from "../../refusal.ts";

/** What can be said besides words: made of what the house knows, read as plain words, and put as WeChat can carry it. */

export interface Library {
  /** An answer of the knowledge base that is valid now. */
  entry(id: string): { question: string; answer: string; source: string } | undefined;
  item(code: string): { title: string } | undefined;
  /** A case of whom this talk is with, that they may see. */
  kase(tx: Tx, id: string): Promise<{ title: string; state: string } | undefined>;
  /** A file that this side of this talk uploaded. */
  file(tx: Tx, id: string): Promise<AttachedFile | undefined>;
  /** A time that is free now at a window of a hall. */
  time(
    tx: Tx,
    where: { window: string; day: string; from: string },
  ): Promise<AttachedOf["appointment-card"] | undefined>;
}

export interface Content {
  kind: MessageKind;
  /** The plain reading. */
  text: string;
  attached?: AttachedOf[MessageKind];
}

/** For each kind that is not words, how it is named in a line. */
const shown: Readonly<Record<Exclude<MessageKind, "text" | "answer">, string>> = {
  image: "[图片]",
  voice: "[语音]",
  video: "[视频]",
  file: "[文件]",
  location: "[位置]",
  link: "[链接]",
  "mini-card": "[小程序]",
  "item-card": "[办事指南]",
  "case-card": "[办件]",
  "appointment-card": "[预约]",
};

const unfit = {
  image: "这不是图片，请按文件发送",
  voice: "这不是语音，请按文件发送",
  video: "这不是视频，请按文件发送",
  file: "这个文件发不了，请换一个",
} as const;

/** One line of a list. Pictures and the like are named, never shown by their address. */
export function inShort({ kind, text }: { kind: MessageKind; text: string }): string {
  if (kind === "text" || kind === "answer") return text;
  return kind === "image" || kind === "voice" || kind === "video" ? shown[kind] : `${shown[kind]}${text}`;
}

/** Words, or something attached, or both: then the words come with it. */
export async function compose(
  tx: Tx,
  library: Library,
  { text, attach }: { text: string; attach?: Sendable | undefined },
): Promise<Content | Refusal> {
  if (attach === undefined) return text === "" ? refuse("bad-input", "请填写内容") : { kind: "text", text };
  switch (attach.kind) {
    case "image":
    case "voice":
    case "video":
    case "file": {
      const file = await library.file(tx, attach.file);
      if (!file) return refuse("not-found", "找不到这个文件，请重新上传后再发");
      const { kind, seconds } = attach;
      if (!fitsKind(kind, file.mime ?? "")) return refuse("wrong-file-type", unfit[kind]);
      return { kind, text: text || (file.name ?? ""), attached: seconds === undefined ? file : { ...file, seconds } };
    }
    case "location": {
      const { kind, ...attached } = attach;
      return { kind, text: attached.label, attached };
    }
    case "link": {
      const { kind, ...attached } = attach;
      return { kind, text: `${attached.title} ${attached.url}`, attached };
    }
    case "mini-card": {
      const { kind, ...attached } = attach;
      return { kind, text: attached.title, attached };
    }
    case "appointment-card": {
      const time = await library.time(tx, attach);
      if (!time) return refuse("conflict", "这个时段刚刚约满或不开放了，请重新选择");
      return appointmentCard(time);
    }
    case "answer": {
      const entry = library.entry(attach.entry);
      if (!entry) return refuse("not-found", "这条答案已经下线或过期，请重新查找");
      const words = `${entry.answer}\n\n依据：${entry.source}`;
      return { kind: "answer", text: words, attached: { entry: attach.entry, question: entry.question } };
    }
    case "case-card": {
      const kase = await library.kase(tx, attach.case);
      if (!kase) return refuse("not-found", "找不到这个办件，或者它不是这位市民的，请刷新后再选");
      const title = `${kase.title}（${kase.state}）`;
      return { kind: "mini-card", text: title, attached: { title, path: `cases/detail/index?id=${attach.case}` } };
    }
    case "item-card": {
      const item = library.item(attach.code);
      if (!item) return refuse("not-found", "没有这个事项，请重新选择");
      return { kind: "item-card", text: item.title, attached: { code: attach.code, title: item.title } };
    }
  }
}

/** A time at a window, offered or held, as a card and as words. */
export const appointmentCard = (attached: AttachedOf["appointment-card"]): Content => ({
  kind: "appointment-card",
  text: `${attached.title}：${attached.day} ${attached.time}，${attached.place}`,
  attached,
});

type Card = Extract<Reply, { kind: "mini-program" }>;
const card = (cover: Cover, title: string, open: string, text: string): Card => ({
  kind: "mini-program",
  cover,
  title,
  open,
  text,
});

/** The picture of a page's card, by the first word of its path. */
const coverOf: Readonly<Record<string, Cover>> = { cases: "case", apply: "item", lookups: "lookup" };

/** 「3月5日 09:30」. */
const moment = (day: string, time: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日 ${time}`;

/**
 * As an official account sends it to a follower. What leads somewhere is a card of the mini-program; an answer of the knowledge base
 * stays words, which can be read at once.
 */
export function replyOf({ kind, text, attached }: Content): Reply {
  switch (kind) {
    case "item-card": {
      const { code, title } = attached as AttachedOf["item-card"];
      return card("item", `办理：${title}`, `apply/guide/index?code=${code}`, `为您找到事项：${title}`);
    }
    case "appointment-card": {
      const { title, day, time, open } = attached as AttachedOf["appointment-card"];
      return card("appointment", `${moment(day, time)} ${title}`, open, `预约 ${text}`);
    }
    case "mini-card": {
      const { path } = attached as AttachedOf["mini-card"];
      return card(coverOf[path.split("/", 1)[0] ?? ""] ?? "service", text, path, "点下面打开：");
    }
    default:
      return { kind: "text", text };
  }
}
