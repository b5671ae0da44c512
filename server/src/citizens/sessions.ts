import type { CitizenActor } from "../actor.ts";
import type { Db, Tx } from "../db.ts";
import { hashToken, newToken } from "../token.ts";

const sessionDays = 7;

/** The identity a binding hangs on: the unionid joins mini-program and official account; without one, the openid alone. */
export const identityOf = (who: { openid: string; unionid: string | null }): string => who.unionid ?? who.openid;

export async function openSession(
  tx: Tx,
  who: { openid: string; unionid: string | null },
  now: Date,
): Promise<{ token: string; actor: CitizenActor }> {
  const { token, hash } = newToken();
  await tx
    .insertInto("citizen_sessions")
    .values({
      token_hash: hash,
      openid: who.openid,
      unionid: who.unionid,
      created_at: now,
      expires_at: new Date(now.getTime() + sessionDays * 86_400_000),
    })
    .execute();
  return { token, actor: await actorOf(tx, who) };
}

export async function findSession(tx: Tx, token: string, now: Date): Promise<CitizenActor | null> {
  const row = await tx
    .selectFrom("citizen_sessions")
    .leftJoin("bindings", (join) =>
      join.on((on) =>
        on.eb("bindings.identity", "=", on.fn.coalesce("citizen_sessions.unionid", "citizen_sessions.openid")),
      ),
    )
    .select(["citizen_sessions.openid", "citizen_sessions.unionid", "bindings.person_id"])
    .where("token_hash", "=", hashToken(token))
    .where("expires_at", ">", now)
    .executeTakeFirst();
  return row ? { kind: "citizen", openid: row.openid, unionid: row.unionid, personId: row.person_id } : null;
}

export async function closeSession(tx: Tx, token: string): Promise<void> {
  await tx.deleteFrom("citizen_sessions").where("token_hash", "=", hashToken(token)).execute();
}

async function actorOf(tx: Tx, who: { openid: string; unionid: string | null }): Promise<CitizenActor> {
  const bound = await tx
    .selectFrom("bindings")
    .select("person_id")
    .where("identity", "=", identityOf(who))
    .executeTakeFirst();
  return { kind: "citizen", openid: who.openid, unionid: who.unionid, personId: bound?.person_id ?? null };
}

/** Sessions that ended by themselves. Once a day; answers how many. */
export async function trimSessions(db: Db, now: Date): Promise<number> {
  const result = await db.deleteFrom("citizen_sessions").where("expires_at", "<", now).executeTakeFirst();
  return Number(result.numDeletedRows);
}
