import type { Db, Tx } from "../../db.ts";
import { inTransaction } from "../../db.ts";
import { PortFault } from "../../ports/fault.ts";
import { makeDraft } from "./material.ts";
import type { BroadcastParts } from "../parts.ts";
import { miniTemplateOf } from "./templates.ts";
import { findBroadcast, getDraft } from "../record.ts";

type Shown = { sent: true } | { sent: false; message: string };
const no = (message: string): Shown => ({ sent: false, message });

/** WeChat's openids are 28 characters that begin with o; a WeChat name 微信号 has at most 20. */
const isOpenid = (to: string): boolean => /^o[\w-]{24,63}$/.test(to);

/** Sends the present version to one follower, to look at on a phone. Uses no quota of the audience and leaves no row in the ledger. */
export async function previewTo(db: Db, parts: BroadcastParts, id: string, to: string): Promise<Shown | undefined> {
  const draft = await inTransaction(db, async (tx: Tx) => {
    const broadcast = await findBroadcast(tx, id);
    if (!broadcast) return undefined;
    const found = await getDraft(tx, broadcast);
    return { ...found, mini: (await miniTemplateOf(tx, found)) !== undefined };
  });
  if (!draft) return undefined;
  const { content, mini } = draft;
  const { account } = parts;
  const receiver = isOpenid(to) ? { openid: to } : { wechatName: to };
  const named = () => no("客服消息和订阅通知的预览只认 openid；图文和群发文字才能填微信号");
  try {
    switch (content.kind) {
      case "articles": {
        const made = await makeDraft({ ...parts, db }, content.articles);
        if (made.outcome === "refused") return no(made.advice);
        const sent = await account.mass.preview(receiver, { kind: "articles", mediaId: made.mediaId });
        await account.articles.dropDraft(made.mediaId);
        return sent.outcome === "done" ? { sent: true } : no(sent.advice);
      }
      case "text": {
        if (draft.means === "mass") {
          const sent = await account.mass.preview(receiver, { kind: "text", text: content.text });
          return sent.outcome === "done" ? { sent: true } : no(sent.advice);
        }
        if (!isOpenid(to)) return named();
        const buttons = content.open === null ? {} : { buttons: [{ label: "点这里查看", open: content.open }] };
        const sent = await account.messages.send(to, { kind: "text", text: content.text, ...buttons });
        return sent.outcome === "sent" ? { sent: true } : no(sent.advice);
      }
      case "template": {
        if (!isOpenid(to)) return named();
        const by = mini ? account.miniSubscriptions : account.subscriptions;
        const { templateId, values, open } = content;
        const sent = await by.send(to, {
          templateId,
          values,
          ...(open === null ? {} : { open }),
        });
        return sent.outcome === "sent" ? { sent: true } : no(sent.advice);
      }
      case "notice":
        return no("站内通知不经过微信，请在右边看预览");
    }
  } catch (error) {
    if (!(error instanceof PortFault)) throw error;
    return no("微信暂时没有应答，请稍后再试；如果手机上已经收到，就不用再试了");
  }
}
