/** What became of a message, in words a colleague can act on. */
import type { DeskMessage } from "@wsi/shared/contract";

export interface DeliveryWords {
  tone: "quiet" | "warn" | "bad";
  text: string;
  /** What to do, when there is something to do. */
  advice: string | null;
}

/** Codes of the outbox that stand before the advice, in words. */
const becauseName: Readonly<Record<string, string>> = {
  "not-following": "对方没有关注",
  "window-closed": "超过 48 小时",
  "quota-used-up": "条数已用完",
  "too-long": "内容太长",
  "content-refused": "内容未通过",
  blocked: "对方不接收",
};

/** The reason as the server gave it, its leading code put into words or left out. */
export function reasonWords(reason: string | null): { because: string | null; advice: string | null } {
  if (reason === null || reason.trim() === "") return { because: null, advice: null };
  const [, code, rest] = /^([a-z][a-z0-9-]*)：(.*)$/s.exec(reason) ?? [];
  if (code === undefined || rest === undefined) return { because: null, advice: reason };
  return { because: becauseName[code] ?? null, advice: rest };
}

const meansName: Readonly<Record<DeskMessage["means"], string>> = {
  wechat: "已送达微信",
  mini: "已送到小程序",
  notice: "已放进小程序的消息",
  subscription: "已用订阅消息发出",
};

/** Null for what the citizen wrote and for lines of the system: nothing was to be delivered. */
export function deliveryWords(message: Pick<DeskMessage, "delivery" | "reason" | "means">): DeliveryWords | null {
  const { because, advice } = reasonWords(message.reason);
  const why = because === null ? "" : `：${because}`;
  switch (message.delivery) {
    case null:
      return null;
    case "queued":
      return { tone: "quiet", text: "发送中", advice: null };
    case "sent":
      // By WeChat there is a reason only when it did not take the card.
      return advice === null
        ? { tone: "quiet", text: meansName[message.means], advice }
        : { tone: "quiet", text: `${meansName[message.means]}，卡片改成了文字和链接`, advice };
    case "refused":
      return { tone: "bad", text: `微信没有接收${why}`, advice: advice ?? "请等市民再发一句话，或打电话联系" };
    case "failed":
      return { tone: "bad", text: `没有送达${why}`, advice: advice ?? "请稍后重试" };
    case "unknown":
      return { tone: "warn", text: "不确定是否送达", advice: advice ?? "请先问市民有没有收到，不要直接重发" };
  }
}
