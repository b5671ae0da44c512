import type { BroadcastDraft, SubscriptionTemplate } from "@wsi/shared/contract";
import type { Tx } from "../db.ts";

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

/**
 * Templates that the account has chosen in WeChat's library; ids are the account's own. These are for the sandbox and for trying out:
 * an operator of a real account replaces them by the ones that WeChat gave (`keepTemplates`).
 */
export const demoTemplates: readonly Omit<SubscriptionTemplate, "consenting">[] = [
  {
    id: livestreamTemplate,
    title: "直播开始提醒",
    app: "account",
    longTerm: false,
    fields: [
      { name: "thing1", label: "直播主题", max: 20 },
      { name: "time2", label: "开始时间", max: 32 },
      { name: "thing3", label: "温馨提示", max: 20 },
    ],
  },
  {
    id: "policy-notice",
    title: "政策变动通知",
    app: "account",
    longTerm: true,
    fields: [
      { name: "thing1", label: "政策名称", max: 20 },
      { name: "date2", label: "施行日期", max: 32 },
      { name: "thing3", label: "主要变化", max: 20 },
    ],
  },
  {
    id: "mini-payment-due",
    title: "缴费到期提醒",
    app: "mini-program",
    longTerm: false,
    fields: [
      { name: "thing1", label: "缴费项目", max: 20 },
      { name: "date2", label: "截止日期", max: 32 },
      { name: "thing3", label: "温馨提示", max: 20 },
    ],
  },
  {
    id: "mini-policy-change",
    title: "待遇调整通知",
    app: "mini-program",
    longTerm: false,
    fields: [
      { name: "thing1", label: "调整内容", max: 20 },
      { name: "date2", label: "开始日期", max: 32 },
    ],
  },
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
