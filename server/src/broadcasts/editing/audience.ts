import { addMonths, monthOf } from "@wsi/shared/values";
import { beijingDay, beijingInstant } from "@wsi/shared/case";
import type { BroadcastAudience, BroadcastDraft, ExclusionReason } from "@wsi/shared/contract";
import { sql, type RawBuilder } from "kysely";
import type { Tx } from "../../db.ts";
import type { AudienceTags } from "../parts.ts";

/** WeChat: a follower of a service account gets at most four mass messages in a calendar month, whatever the way. */
export const massQuota = 4;
/** A message of the follower lets us write for so long. Taps allow a minute only, which no broadcast meets. */
const windowMs = 48 * 3_600_000;
const spokenKinds = ["text", "image", "voice", "video", "location", "link"];

/** The first instant of a month in Beijing. */
export const monthBegins = (month: string): Date => beijingInstant(`${month}-01`);

/** Other mass broadcasts of the month that may have used up somebody's four: none, as long as there are fewer than four. */
export async function rivalsOf(tx: Tx, broadcastId: string, now: Date): Promise<string[]> {
  const from = monthBegins(monthOf(beijingDay(now)));
  const rows = await tx
    .selectFrom("broadcasts")
    .select("id")
    .where("means", "=", "mass")
    .where("id", "<>", broadcastId)
    .where("started_at", "is not", null)
    .where((q) => q.or([q("finished_at", "is", null), q("finished_at", ">=", from)]))
    .execute();
  return rows.length < massQuota ? [] : rows.map((row) => row.id);
}

/**
 * Who ever agreed to a template of the mini-program, by the openid they have there: they need not follow the account. Tags are those of
 * the same WeChat as a follower.
 */
function agreed(template: string, audience: BroadcastAudience, tags: AudienceTags): RawBuilder<unknown> {
  const follower = sql<string>`(select f.openid from followers f where f.unionid = s.identity limit 1)`;
  const within = () => {
    switch (audience.to) {
      case "all":
        return sql``;
      case "tags": {
        const some = audience.anyOf.length > 0 ? sql`and ${tags.carries(follower, audience.anyOf)}` : sql``;
        const none =
          audience.noneOf.length > 0 ? sql`and ${tags.carries(follower, audience.noneOf)} is not true` : sql``;
        return sql`${some} ${none}`;
      }
      case "openids":
        return sql`and s.openid = any(${audience.openids})`;
      case "reminders":
        return sql`and exists (select from livestream_wishes w
          where w.livestream_id = ${audience.livestream} and w.identity = s.identity)`;
    }
  };
  return sql`select s.openid, (select b.person_id from bindings b where b.identity = s.identity) as person_id,
      false as gone, true as known
    from subscription_consents s where s.template_id = ${template} ${within()}`;
}

/**
 * The candidates in the order of openid, after `after`, at most `most`: openid, person_id, gone, known. `miniTemplate`: they are people of
 * the mini-program (see `agreed`).
 */
export function candidates(
  audience: BroadcastAudience,
  tags: AudienceTags,
  after: string,
  most: number | null,
  miniTemplate?: string,
): RawBuilder<unknown> {
  const limit = most === null ? sql`` : sql`order by 1 limit ${most}`;
  if (miniTemplate !== undefined)
    return sql`select * from (${agreed(miniTemplate, audience, tags)}) a where a.openid > ${after}
      ${most === null ? sql`` : sql`order by 1 limit ${most}`}`;
  const known = (where: RawBuilder<unknown>) =>
    sql`select f.openid, f.person_id, f.unfollowed_at is not null as gone, true as known
        from followers f where f.openid > ${after} ${where} ${limit}`;
  const listed = (list: RawBuilder<unknown>) =>
    sql`select l.openid, f.person_id, f.unfollowed_at is not null as gone, f.openid is not null as known
        from (${list}) l left join followers f on f.openid = l.openid where l.openid > ${after} ${limit}`;
  switch (audience.to) {
    case "all":
      return known(sql``);
    case "tags": {
      const openid = sql<string>`f.openid`;
      const some = audience.anyOf.length > 0 ? sql`and ${tags.carries(openid, audience.anyOf)}` : sql``;
      const none = audience.noneOf.length > 0 ? sql`and not ${tags.carries(openid, audience.noneOf)}` : sql``;
      return known(sql`${some} ${none}`);
    }
    case "openids":
      return listed(
        sql`select distinct one as openid from jsonb_array_elements_text(${JSON.stringify(audience.openids)}::jsonb) one`,
      );
    case "reminders":
      return listed(sql`select openid from livestream_reminders where livestream_id = ${audience.livestream}`);
  }
}

export interface Judging {
  draft: Pick<BroadcastDraft, "means" | "content">;
  rivals: readonly string[];
  now: Date;
}

/** Why a candidate `c` gets nothing, as SQL; null: gets it. The order says which reason is told when there are several. */
export function reason({ draft, rivals, now }: Judging): RawBuilder<ExclusionReason | null> {
  if (draft.means === "inbox") return sql`case when c.person_id is null then 'not-bound' end`;
  const cases = [
    sql`when not c.known then 'never-followed'`,
    sql`when c.gone then 'unfollowed'`,
    sql`when exists (select from broadcast_blocks b where b.openid = c.openid) then 'blocked'`,
  ];
  if (draft.means === "mass" && rivals.length > 0) {
    const month = monthBegins(monthOf(beijingDay(now)));
    cases.push(sql`when (
      select count(*) from broadcast_recipients r
      where r.broadcast_id in (${sql.join(rivals.map((id) => sql`${id}::uuid`))}) and r.openid = c.openid and r.at >= ${month}
        and r.state in ('sending', 'sent', 'delivered', 'unknown')) >= ${massQuota} then 'quota'`);
  }
  if (draft.means === "subscription" && draft.content.kind === "template")
    cases.push(sql`when not exists (
      select from subscription_consents s left join subscription_templates t on t.id = s.template_id
      where s.openid = c.openid and s.template_id = ${draft.content.templateId}
        and (s.credits > 0 or (t.long_term and s.refused_at is null))) then 'no-consent'`);
  if (draft.means === "service")
    // Not correlated, so that PostgreSQL hashes it once a statement.
    cases.push(sql`when c.openid not in (
      select i.openid from inbound i
      where i.received_at > ${new Date(now.getTime() - windowMs)} and i.kind in (${sql.join(spokenKinds)})) then 'window-closed'`);
  return sql`case ${sql.join(cases, sql` `)} end`;
}

/** Counts of everybody in the audience by reason; `null` are those who would get it. */
export async function countAudience(
  tx: Tx,
  judging: Judging,
  audience: BroadcastAudience,
  tags: AudienceTags,
  miniTemplate?: string,
): Promise<Map<ExclusionReason | null, number>> {
  const { rows } = await sql<{ reason: ExclusionReason | null; n: number }>`
    select reason, count(*) as n from (select ${reason(judging)} as reason from (${candidates(audience, tags, "", null, miniTemplate)}) c) judged
    group by reason`.execute(tx);
  return new Map(rows.map((row) => [row.reason, row.n]));
}

/** Mass messages a follower who got them all has had this month, and those still to come. `month`: 'YYYY-MM'. */
export async function countMassOfMonth(tx: Tx, month: string): Promise<{ sent: number; planned: number }> {
  const [from, to] = [monthBegins(month), monthBegins(addMonths(month, 1))];
  const row = await tx
    .selectFrom("broadcasts")
    .select((q) => [
      q.fn
        .countAll<number>()
        .filterWhere((f) => f.and([f("started_at", ">=", from), f("started_at", "<", to)]))
        .as("sent"),
      q.fn
        .countAll<number>()
        .filterWhere((f) =>
          f.and([
            f("state", "in", ["approved", "scheduled", "submitted"]),
            f("scheduled_for", ">=", from),
            f("scheduled_for", "<", to),
          ]),
        )
        .as("planned"),
    ])
    .where("means", "=", "mass")
    .executeTakeFirstOrThrow();
  return row;
}
