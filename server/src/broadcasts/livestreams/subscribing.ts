import type { CitizenSubscription } from "@wsi/shared/contract";
import { sql } from "kysely";
import { identityOf } from "../../citizens/index.ts";
import type { Tx } from "../../db.ts";
import { refuse, type Refusal } from "../../refusal.ts";
import type { Asker } from "./wishes.ts";

/** Consents to subscription messages of the mini-program, which only the person's own tap in it can give. */

/** More than anybody needs; WeChat itself keeps the true count, and a send beyond it is refused there. */
const mostLeft = 20;

export async function subscriptionsOf(tx: Tx, asker: Pick<Asker, "openid">): Promise<CitizenSubscription[]> {
  const rows = await tx
    .selectFrom("subscription_templates as t")
    .leftJoin("subscription_consents as s", (join) =>
      join.onRef("s.template_id", "=", "t.id").on("s.openid", "=", asker.openid),
    )
    .select(["t.id", "t.title", "t.long_term", "s.credits", "s.refused_at"])
    .where("t.app", "=", "mini-program")
    .orderBy("t.title")
    .execute();
  return rows.map((row) => ({
    template: row.id,
    title: row.title,
    longTerm: row.long_term,
    left: row.long_term ? Number((row.credits ?? 0) > 0 && row.refused_at === null) : (row.credits ?? 0),
  }));
}

/** Takes in what was chosen in WeChat's dialog. A no to a lasting one takes it back; to a single one it changes nothing. */
export async function keepDecisions(
  tx: Tx,
  asker: Asker,
  decided: readonly { template: string; accepted: boolean }[],
  now: Date,
): Promise<Refusal | undefined> {
  const known = new Map((await subscriptionsOf(tx, asker)).map((one) => [one.template, one]));
  if (decided.some(({ template }) => !known.has(template))) return refuse("not-found", "没有这种通知，请刷新后再试");
  for (const { template, accepted } of decided) {
    const lasting = known.get(template)?.longTerm === true;
    if (!accepted && !lasting) continue;
    await sql`insert into subscription_consents as s (openid, template_id, credits, refused_at, updated_at, identity)
      values (${asker.openid}, ${template}, ${accepted ? 1 : 0}, ${accepted ? null : now}, ${now}, ${identityOf(asker)})
      on conflict (openid, template_id) do update set
        credits = case when ${lasting} then excluded.credits else least(s.credits + excluded.credits, ${mostLeft}) end,
        refused_at = excluded.refused_at, updated_at = excluded.updated_at, identity = excluded.identity`.execute(tx);
  }
  return undefined;
}
