import { describe, expect, it } from "vitest";
import type { ChatItem } from "../src/world/chats.ts";
import { previewOf } from "./preview.ts";

const item = (seq: number): ChatItem => ({ kind: "text", text: `第 ${seq} 条`, seq, at: seq * 1000, from: "account" });

describe("the last message in the list of chats", () => {
  const last = (content: Partial<ChatItem>) => previewOf({ ...item(1), ...content } as ChatItem);

  it("is one line of words, without its markup", () => {
    expect(last({ text: '先续保。\n\n<a href="https://example.com/">去办</a>' } as Partial<ChatItem>)).toBe(
      "先续保。 去办",
    );
    expect(last({ kind: "menu", head: "满意吗？", choices: [], tail: "" } as Partial<ChatItem>)).toBe("满意吗？");
  });

  it("names what is no text, and leaves what oneself wrote as written", () => {
    expect(last({ kind: "image", mediaId: "m1", url: "/m1" } as Partial<ChatItem>)).toBe("[图片]");
    expect(last({ from: "me", text: "<a href=1>" } as Partial<ChatItem>)).toBe("<a href=1>");
  });
});
