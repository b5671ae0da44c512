import { describe, expect, it } from "vitest";
import { deliveryWords, reasonWords } from "./delivery.ts";

describe("what became of a message", () => {
  it("says nothing of what was not to be delivered", () => {
    expect(deliveryWords({ delivery: null, reason: null, means: "wechat" })).toBeNull();
  });
  it("always says what to do when it did not arrive or nobody knows", () => {
    for (const delivery of ["refused", "failed", "unknown"] as const)
      expect(deliveryWords({ delivery, reason: null, means: "wechat" })?.advice).toBeTruthy();
  });
  it("says by which way it arrived", () => {
    expect(deliveryWords({ delivery: "sent", reason: null, means: "notice" })?.text).toBe("已放进小程序的消息");
    expect(deliveryWords({ delivery: "sent", reason: null, means: "wechat" })?.text).toBe("已送达微信");
  });
  it("says that a card went in words, and why", () => {
    const why = "小程序没有关联到服务号，请管理员在公众平台「小程序管理」里关联";
    expect(deliveryWords({ delivery: "sent", reason: why, means: "wechat" })).toEqual({
      tone: "quiet",
      text: "已送达微信，卡片改成了文字和链接",
      advice: why,
    });
  });
  it("puts the code before a reason into words and shows no code it does not know", () => {
    expect(reasonWords("window-closed：请等市民留言")).toEqual({ because: "超过 48 小时", advice: "请等市民留言" });
    expect(reasonWords("some-new-code：请重试")).toEqual({ because: null, advice: "请重试" });
    expect(reasonWords("请重试：现在")).toEqual({ because: null, advice: "请重试：现在" });
    expect(deliveryWords({ delivery: "refused", reason: "window-closed：请等市民留言", means: "wechat" })?.text).toBe(
      "微信没有接收：超过 48 小时",
    );
  });
});
