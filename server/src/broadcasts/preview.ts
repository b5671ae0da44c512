import type { Db, Tx } from "../db.ts";
import { inTransaction } from "../db.ts";
import { PortFault } from "../ports/fault.ts";
import { makeDraft } from "./material.ts";
import type { BroadcastParts } from "./parts.ts";
import { findBroadcast, getDraft } from "./record.ts";

type Shown = { sent: true } | { sent: false; message: string };
const no = (message: string): Shown => ({ sent: false, message });

/** Sends the present version to one follower, to look at on a phone. Uses no quota of the audience and leaves no row in the ledger. */
export async function previewTo(db: Db, parts: BroadcastParts, id: string, openid: string): Promise<Shown | undefined> {
  const draft = await inTransaction(db, async (tx: Tx) => {
    const broadcast = await findBroadcast(tx, id);
    return broadcast && getDraft(tx, broadcast);
  });
  if (!draft) return undefined;
  const { content } = draft;
  const { account } = parts;
  try {
    switch (content.kind) {
      case "articles": {
        const made = await makeDraft({ ...parts, db }, content.articles);
        if (made.outcome === "refused") return no(made.advice);
        const sent = await account.mass.preview(openid, { kind: "articles", mediaId: made.mediaId });
        await account.articles.dropDraft(made.mediaId);
        return sent.outcome === "done" ? { sent: true } : no(sent.advice);
      }
      case "text": {
        if (draft.means === "mass") {
          const sent = await account.mass.preview(openid, { kind: "text", text: content.text });
          return sent.outcome === "done" ? { sent: true } : no(sent.advice);
        }
        const buttons = content.open === null ? {} : { buttons: [{ label: "点这里查看", open: content.open }] };
        const sent = await account.messages.send(openid, { kind: "text", text: content.text, ...buttons });
        return sent.outcome === "sent" ? { sent: true } : no(sent.advice);
      }
      case "template": {
        const { templateId, values, open } = content;
        const sent = await account.subscriptions.send(openid, {
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
