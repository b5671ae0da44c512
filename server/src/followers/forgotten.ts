import { sql } from "kysely";
import { record } from "../audit/index.ts";
import type { Tx } from "../db.ts";
import { dropUnused } from "./audience.ts";
import { leaveMany, logDropped } from "./comings.ts";

/** WeChat's `authorization` update: something authorised was taken back, or the whole WeChat account was closed 注销. */
export interface TakenBack {
  openid: string;
  change: "revoked" | "cancelled";
  /** WeChat's numbers, as it told them. */
  scopes: string;
}

/** What was said is cleared after seven days by itself. */
const contentMs = 7 * 86_400_000;

/** The unionid behind an openid of either app, and every follower who is the same person's. */
async function whoIs(tx: Tx, openid: string): Promise<{ unionid: string | null; followers: string[] }> {
  const { rows } = await sql<{ unionid: string }>`
    select unionid from followers where openid = ${openid} and unionid is not null
    union select unionid from citizen_sessions where openid = ${openid} and unionid is not null
    union select identity from bindings where openid = ${openid} and identity <> openid limit 1`.execute(tx);
  const unionid = rows[0]?.unionid ?? null;
  const found = await tx
    .selectFrom("followers")
    .select("openid")
    .where((q) => q.or([q("openid", "=", openid), ...(unionid === null ? [] : [q("unionid", "=", unionid)])]))
    .orderBy("openid")
    .forUpdate()
    .execute();
  return { unionid, followers: found.map((row) => row.openid) };
}

/**
 * Drops what ties a follower to a person and what we hold of their words (个人信息保护法 15, 47). `openid`: of the account or of the
 * mini-program. Taken back: the link, tags, consents and the content of messages go; the binding, which they made with us and can undo
 * themselves, stays, but does not bring the link back. Closed: the bindings and sign-ins go, too, and they no longer follow. Cases, the
 * ledger and the talks at the desk stay as records of the office, the latter without the person. One audit row; harmless when repeated.
 */
export async function forgetAuthorised(tx: Tx, { openid, change, scopes }: TakenBack, now: Date): Promise<void> {
  const { unionid, followers } = await whoIs(tx, openid);
  if (change === "cancelled") {
    await leaveMany(tx, followers, now, now, now);
    await dropBindings(tx, openid, unionid);
  }
  await dropMiniConsents(tx, openid, unionid);
  if (followers.length > 0) await dropLink(tx, followers, change, now);
  await record(tx, {
    at: now,
    actor: { kind: "machine", id: "wechat" },
    action: "follower.forget",
    subject: { kind: "follower", id: openid },
    // Numbers and commas by WeChat's word; anything else is not for the trail.
    detail: { change, scopes: scopes.replace(/[^\d,]/g, "").slice(0, 100), followers: followers.length },
  });
}

/** Consents given in the mini-program are under its own openid. */
const dropMiniConsents = (tx: Tx, openid: string, unionid: string | null) =>
  tx
    .deleteFrom("subscription_consents")
    .where("identity", "is not", null)
    .where((q) => q.or([q("openid", "=", openid), ...(unionid === null ? [] : [q("identity", "=", unionid)])]))
    .execute();

async function dropBindings(tx: Tx, openid: string, unionid: string | null): Promise<void> {
  const identities = unionid === null ? [openid] : [openid, unionid];
  await tx
    .deleteFrom("bindings")
    .where((q) => q.or([q("openid", "=", openid), q("identity", "in", identities)]))
    .execute();
  await tx.deleteFrom("livestream_wishes").where("identity", "in", identities).execute();
  await tx
    .deleteFrom("citizen_sessions")
    .where((q) => q.or([q("openid", "=", openid), ...(unionid === null ? [] : [q("unionid", "=", unionid)])]))
    .execute();
}

async function dropLink(tx: Tx, openids: string[], change: TakenBack["change"], now: Date): Promise<void> {
  await tx
    .updateTable("followers")
    .set({ person_id: null, unionid: null, pending: null, tagged_person: null, forgotten_at: now })
    .where("openid", "in", openids)
    .execute();
  const dropped = await sql<{ openid: string; code: string }>`
    with had as (select openid, code from audience_tags
      where openid = any(${openids}) and wanted and source = 'hand' for update),
    dropped as (update audience_tags set wanted = false where openid = any(${openids}) and wanted)
    select openid, code from had`.execute(tx);
  await logDropped(tx, dropped.rows, "撤回了授权，标记自动清除", now);
  await dropUnused(tx, openids);
  await tx.deleteFrom("subscription_consents").where("openid", "in", openids).execute();
  await tx.deleteFrom("livestream_reminders").where("openid", "in", openids).execute();
  await tx.deleteFrom("owed_notices").where("openid", "in", openids).execute();
  await tx.updateTable("conversations").set({ person_id: null }).where("openid", "in", openids).execute();
  await tx
    .updateTable("inbound")
    .set({ update: null, reply: null })
    .where("openid", "in", openids)
    .where("received_at", ">", new Date(now.getTime() - contentMs))
    .execute();
  if (change === "cancelled") await tx.deleteFrom("follower_marks").where("openid", "in", openids).execute();
}
