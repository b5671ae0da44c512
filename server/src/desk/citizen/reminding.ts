import { dropConsent, fillFields, spendConsent } from "../../citizens/index.ts";
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

const words =
  (about: string) =>
  (label: string): string =>
    /咨询|问题|主题/.test(label) ? about || "您的社保咨询" : "客服已回复，点开查看全文";

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
  const consent = await spendConsent(tx, "reply", { personId }, now);
  if (!consent) return false;
  const { openid, templateId } = consent;
  const payload: Reminder = {
    conversationId,
    messageId,
    openid,
    templateId,
    values: fillFields(consent, now, words(about)),
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
      if (result.outcome === "refused") await dropConsent(tx, { openid, templateId }, now);
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
