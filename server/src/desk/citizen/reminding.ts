import { dropReplyConsent, spendReplyConsent, type ReplyConsent } from "../../citizens/index.ts";
import type { Tx } from "../../db.ts";
import { put, type Handler } from "../../outbox/index.ts";
import type { SubscriptionMessages } from "../../ports/account.ts";
import type { Clock } from "../../ports/clock.ts";
import { isRefusal } from "../../refusal.ts";
import { lockConversation, remark } from "../talk/conversation.ts";
import { announce } from "../feed.ts";

/**
 * The phone rings for what the desk put into the inbox of the mini-program: a subscription message 客服回复提醒, for who agreed to one. It holds a
 * few words only; the whole answer is in the inbox, and stays there when WeChat refuses the message.
 */

export const REMINDER_PARCEL = "wechat.desk-reminder";
const OPENS = "me/notices/index";

interface Reminder {
  conversationId: string;
  messageId: string;
  openid: string;
  templateId: string;
  values: Record<string, string>;
}

const cut = (text: string, most: number): string => {
  const letters = Array.from(text.replace(/\s+/g, " ").trim());
  return letters.length <= most ? letters.join("") : `${letters.slice(0, most - 1).join("")}…`;
};

const inBeijing = (at: Date): string =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");

/** Each account words the template's fields by itself: what a field wants is told by its kind and its label. */
function valuesOf({ fields }: ReplyConsent, said: { about: string; at: Date }): Record<string, string> {
  const value = ({ name, label }: { name: string; label: string }): string => {
    if (/^(time|date)/.test(name)) return inBeijing(said.at);
    if (/咨询|问题|主题/.test(label)) return said.about === "" ? "您的社保咨询" : said.about;
    return "客服已回复，点开查看全文";
  };
  return Object.fromEntries(fields.map((field) => [field.name, cut(value(field), field.max)]));
}

/** True when the person agreed to such a message, and it goes now. In the transaction that keeps the answer. */
export async function remindOfReply(
  tx: Tx,
  {
    conversationId,
    messageId,
    personId,
    about,
  }: Omit<Reminder, "openid" | "templateId" | "values"> & { personId: string; about: string },
  now: Date,
): Promise<boolean> {
  const consent = await spendReplyConsent(tx, personId, now);
  if (!consent) return false;
  const { openid, templateId } = consent;
  const payload: Reminder = {
    conversationId,
    messageId,
    openid,
    templateId,
    values: valuesOf(consent, { about, at: now }),
  };
  await put(tx, { key: `remind:${messageId}`, kind: REMINDER_PARCEL, payload });
  return true;
}

/** Never repeated: WeChat knows no key of ours. */
export function remindingHandler(parts: {
  clock: Clock;
  subscriptions: Pick<SubscriptionMessages, "send">;
}): Handler<Reminder> {
  return {
    repeatable: false,
    deliver: ({ openid, templateId, values }) => parts.subscriptions.send(openid, { templateId, values, open: OPENS }),
    async settled(tx, { conversationId, messageId, openid, templateId }, result) {
      const now = parts.clock.now();
      const talk = await lockConversation(tx, conversationId);
      if (isRefusal(talk)) return;
      if (result.outcome === "refused") await dropReplyConsent(tx, { openid, templateId }, now);
      const happenings = [{ conversationId, messageId }];
      if (result.outcome === "sent" || result.outcome === "unknown")
        await tx
          .updateTable("desk_messages")
          .set(result.outcome === "sent" ? { delivery: "sent" } : { delivery: "unknown", reason: result.advice })
          .where("id", "=", messageId)
          .execute();
      else {
        await tx
          .updateTable("desk_messages")
          .set({ means: "notice", delivery: "sent" })
          .where("id", "=", messageId)
          .execute();
        const words = `订阅消息没有发出（${result.advice}），市民打开小程序「消息」时能看到`;
        happenings.push({ conversationId, messageId: (await remark(tx, conversationId, words, now)) ?? messageId });
      }
      await announce(tx, happenings, now);
    },
  };
}
