import type { BroadcastDraft, SubscriptionTemplate } from "@wsi/shared/contract";
import { sql } from "kysely";
import { miniTemplates } from "../../citizens/index.ts";
import { inTransaction, type Db, type Tx } from "../../db.ts";
import { PortFault } from "../../ports/fault.ts";
import { isRefusal, refuse, type Refusal } from "../../refusal.ts";
import type { BroadcastParts } from "../parts.ts";

/** Templates the account has at WeChat. `count`: also how many consent, which is a scan; null leaves it at 0. */
export async function listTemplates(tx: Tx, count: "consenting" | null): Promise<SubscriptionTemplate[]> {
  const rows = await tx.selectFrom("subscription_templates").selectAll().orderBy("title").execute();
  const consents =
    count === null
      ? []
      : await tx
          .selectFrom("subscription_consents as s")
          .innerJoin("subscription_templates as t", "t.id", "s.template_id")
          .select((q) => ["s.template_id", q.fn.countAll<number>().as("n")])
          .where((q) =>
            q.or([q("s.credits", ">", 0), q.and([q("t.long_term", "=", true), q("s.refused_at", "is", null)])]),
          )
          .groupBy("s.template_id")
          .execute();
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    app: row.app,
    longTerm: row.long_term,
    fields: row.fields,
    consenting: consents.find((one) => one.template_id === row.id)?.n ?? 0,
  }));
}

/** The mini-program's template that a broadcast goes out by; undefined for all others, which go to followers. */
export async function miniTemplateOf(
  tx: Tx,
  { content }: Pick<BroadcastDraft, "content">,
): Promise<string | undefined> {
  if (content.kind !== "template") return undefined;
  const row = await tx
    .selectFrom("subscription_templates")
    .select("id")
    .where("id", "=", content.templateId)
    .where("app", "=", "mini-program")
    .executeTakeFirst();
  return row?.id;
}

/** The template for reminders of livestreams. */
export const livestreamTemplate = "livestream-reminder";

/** How many characters WeChat lets a field take, by the kind that stands in its name. */
const mostOf = { thing: 20, time: 32, date: 32 } as const;
type FieldName = `${keyof typeof mostOf}${number}`;

const demo = (
  id: string,
  title: string,
  app: SubscriptionTemplate["app"],
  fields: Partial<Record<FieldName, string>>,
  longTerm = false,
): Omit<SubscriptionTemplate, "consenting"> => ({
  id,
  title,
  app,
  longTerm,
  fields: (Object.entries(fields) as [FieldName, string][]).map(([name, label]) => ({
    name,
    label,
    max: mostOf[name.replace(/\d+$/, "") as keyof typeof mostOf],
  })),
});

/**
 * Templates that the account has chosen in WeChat's library; ids are the account's own. These are for the sandbox and for trying out:
 * those of a real account are brought by `refreshTemplates`.
 */
export const demoTemplates: readonly Omit<SubscriptionTemplate, "consenting">[] = [
  demo(livestreamTemplate, "直播开始提醒", "account", { thing1: "直播主题", time2: "开始时间", thing3: "温馨提示" }),
  demo("policy-notice", "政策变动通知", "account", { thing1: "政策名称", date2: "施行日期", thing3: "主要变化" }, true),
  demo("mini-payment-due", "缴费到期提醒", "mini-program", {
    thing1: "缴费项目",
    date2: "截止日期",
    thing3: "温馨提示",
  }),
  demo("mini-desk-reply", miniTemplates.reply, "mini-program", {
    thing1: "咨询内容",
    thing2: "回复内容",
    time3: "回复时间",
  }),
  demo("mini-livestream", miniTemplates.livestream, "mini-program", {
    thing1: "直播主题",
    time2: "开始时间",
    thing3: "温馨提示",
  }),
  demo("mini-policy-change", "待遇调整通知", "mini-program", { thing1: "调整内容", date2: "开始日期" }),
];

/** Adds templates, or brings them up to date. */
export async function keepTemplates(
  tx: Tx,
  templates: readonly Omit<SubscriptionTemplate, "consenting">[],
): Promise<void> {
  for (const one of templates) {
    const row = { title: one.title, app: one.app, long_term: one.longTerm, fields: JSON.stringify(one.fields) };
    await tx
      .insertInto("subscription_templates")
      .values({ id: one.id, ...row })
      .onConflict((same) => same.column("id").doUpdateSet(row))
      .execute();
  }
}

/** As long as WeChat's own ids. Shorter ones are for trying out, and stay. */
const idLength = 43;
/** It was brought from WeChat, not put in for trying out. */
export const isOfWechat = (id: string): boolean => id.length === idLength;

/**
 * Brings the list in line with WeChat's, of the account and of the mini-program: new ones come, those taken away there go. Consents stay,
 * since a template may come back. Nothing changes when WeChat does not answer.
 */
export async function refreshTemplates(
  db: Db,
  { account }: Pick<BroadcastParts, "account">,
): Promise<SubscriptionTemplate[] | Refusal> {
  const apps = [
    { app: "account", messages: account.subscriptions },
    { app: "mini-program", messages: account.miniSubscriptions },
  ] as const;
  try {
    const told = await Promise.all(
      apps.map(async ({ app, messages }) => {
        const found = await messages.templates();
        return found.outcome === "refused" ? refuse("refused", found.advice) : { app, templates: found.templates };
      }),
    );
    return await inTransaction(db, async (tx) => {
      for (const one of told) {
        if (isRefusal(one)) return one;
        await keepTemplates(
          tx,
          one.templates.map((template) => ({ ...template, app: one.app })),
        );
      }
      const ids = told.flatMap((one) => (isRefusal(one) ? [] : one.templates.map((template) => template.id)));
      await sql`delete from subscription_templates where length(id) = ${idLength} and id <> all(${ids})`.execute(tx);
      return listTemplates(tx, "consenting");
    });
  } catch (error) {
    if (!(error instanceof PortFault)) throw error;
    return refuse("unavailable", "微信暂时没有应答，模板还是原来的，请稍后再试");
  }
}
