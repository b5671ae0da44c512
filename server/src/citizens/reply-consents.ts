import { sql } from "kysely";
import type { Db, Tx } from "../db.ts";

/** Consents to hear by a subscription message of the mini-program that the desk has answered: one consent, one message. */

/** How the template is called in WeChat's library; its id is the account's own. */
export const replyTemplate = "客服回复提醒";

export interface ReplyConsent {
  /** Of the mini-program. */
  openid: string;
  templateId: string;
  longTerm: boolean;
  fields: readonly { name: string; label: string; max: number }[];
}

const consentsOf = (db: Db | Tx, personId: string) =>
  db
    .selectFrom("bindings as b")
    .innerJoin("subscription_consents as s", "s.identity", "b.identity")
    .innerJoin("subscription_templates as t", "t.id", "s.template_id")
    .select(["s.openid", "t.id as templateId", "t.long_term as longTerm", "t.fields"])
    .where("b.person_id", "=", personId)
    .where("t.app", "=", "mini-program")
    .where("t.title", "=", replyTemplate)
    .where("s.credits", ">", 0)
    .orderBy("s.updated_at", "desc");

/** Talks keep their person as text: what is no id of the ledger's has no binding. */
const isId = (personId: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(personId);

export const mayRemindOfReply = async (db: Db | Tx, personId: string): Promise<boolean> =>
  isId(personId) && (await consentsOf(db, personId).limit(1).executeTakeFirst()) !== undefined;

/** Uses one up: a message of unknown fate may have used it at WeChat. Undefined when there is none. */
export async function spendReplyConsent(tx: Tx, personId: string, now: Date): Promise<ReplyConsent | undefined> {
  if (!isId(personId)) return undefined;
  const consent = await consentsOf(tx, personId).limit(1).forUpdate("s").executeTakeFirst();
  if (consent && !consent.longTerm)
    await tx
      .updateTable("subscription_consents")
      .set((row) => ({ credits: row("credits", "-", 1), updated_at: now }))
      .where("openid", "=", consent.openid)
      .where("template_id", "=", consent.templateId)
      .execute();
  return consent;
}

/** WeChat says that they consent no more, whatever we had counted. */
export const dropReplyConsent = (
  tx: Tx,
  { openid, templateId }: Pick<ReplyConsent, "openid" | "templateId">,
  now: Date,
) =>
  sql`update subscription_consents set credits = 0, updated_at = ${now}
    where openid = ${openid} and template_id = ${templateId}`.execute(tx);
