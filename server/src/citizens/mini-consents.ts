import { beijingMoment } from "@wsi/shared/case";
import { beginningOf } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Db, Tx } from "../db.ts";

/** Consents to subscription messages of the mini-program that the machine sends by itself: one consent, one message. */

/** How the templates are called in WeChat's library; their ids are the account's own. */
export const miniTemplates = { reply: "客服回复提醒", livestream: "直播开始提醒" } as const;
type Purpose = keyof typeof miniTemplates;

interface TemplateField {
  name: string;
  label: string;
  /** WeChat's limit, in characters. */
  max: number;
}
export interface MiniConsent {
  /** Of the mini-program. */
  openid: string;
  templateId: string;
  longTerm: boolean;
  fields: readonly TemplateField[];
}
/** Somebody bound, by any of their WeChats, or one WeChat. */
type Whose = { personId: string } | { identity: string };

const consentsOf = (db: Db | Tx, purpose: Purpose, whose: Whose) =>
  db
    .selectFrom("subscription_consents as s")
    .innerJoin("subscription_templates as t", "t.id", "s.template_id")
    .select(["s.openid", "t.id as templateId", "t.long_term as longTerm", "t.fields"])
    .where("t.app", "=", "mini-program")
    .where("t.title", "=", miniTemplates[purpose])
    .where("s.credits", ">", 0)
    .where((where) =>
      "identity" in whose
        ? where("s.identity", "=", whose.identity)
        : where("s.identity", "in", (q) =>
            q.selectFrom("bindings").select("identity").where("person_id", "=", whose.personId),
          ),
    )
    .orderBy("s.updated_at", "desc");

/** Talks keep their person as text: what is no id of the ledger's has no binding. */
const isId = (personId: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(personId);
const mayBe = (whose: Whose): boolean => "identity" in whose || isId(whose.personId);

export const hasConsent = async (db: Db | Tx, purpose: Purpose, whose: Whose): Promise<boolean> =>
  mayBe(whose) && (await consentsOf(db, purpose, whose).limit(1).executeTakeFirst()) !== undefined;

/** Uses one up: a message of unknown fate may have used it at WeChat. Undefined when there is none. */
export async function spendConsent(
  tx: Tx,
  purpose: Purpose,
  whose: Whose,
  now: Date,
): Promise<MiniConsent | undefined> {
  if (!mayBe(whose)) return undefined;
  const consent = await consentsOf(tx, purpose, whose).limit(1).forUpdate("s").executeTakeFirst();
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
export const dropConsent = (tx: Tx, { openid, templateId }: Pick<MiniConsent, "openid" | "templateId">, now: Date) =>
  sql`update subscription_consents set credits = 0, updated_at = ${now}
    where openid = ${openid} and template_id = ${templateId}`.execute(tx);

const cut = (text: string, most: number): string => {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= most ? line : `${beginningOf(line, most - 1)}…`;
};

/**
 * The values of a message. Each account words the fields of a template by itself: a moment is told by the field's kind, anything else by
 * its label, which `words` answers. Cut to what WeChat takes.
 */
export const fillFields = (
  { fields }: Pick<MiniConsent, "fields">,
  at: Date,
  words: (label: string) => string,
): Record<string, string> =>
  Object.fromEntries(
    fields.map(({ name, label, max }) => [
      name,
      cut(/^(time|date)/.test(name) ? beijingMoment(at) : words(label), max),
    ]),
  );
