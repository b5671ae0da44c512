import { regions } from "@wsi/shared/values";
import { audienceKinds } from "@wsi/shared/contract";
import { sql } from "kysely";
import { inTransaction, type Db, type Tx } from "../db.ts";
import type { CoreInsurance, Person, Situation } from "../ports/core-insurance.ts";

/** Everything a follower can be tagged with: code → what the tag is called at WeChat. Nothing else ever leaves for there. */
export const audienceNames: ReadonlyMap<string, string> = new Map([
  ...Object.entries(audienceKinds),
  ...Object.entries(regions),
]);

/** Which kind the ledger's word for somebody's situation is. */
const kindOf: Partial<Record<Situation, string>> = {
  flexible: "flexible",
  unemployed: "unemployed",
  retired: "retired",
};
const codesOf = (person: Person | undefined, clerk: boolean): string[] => {
  if (!person) return [];
  const kind = kindOf[person.situation];
  return [
    ...(person.region === null || !audienceNames.has(person.region) ? [] : [person.region]),
    ...(kind === undefined ? [] : [kind]),
    ...(clerk ? ["employer"] : []),
  ];
};

/** Sets the tags that the ledger tells of; what staff marked by hand stays. Writes only what changed. */
export async function tagFollowers(
  tx: Tx,
  tagged: readonly { openid: string; codes: readonly string[] }[],
): Promise<void> {
  if (tagged.length === 0) return;
  const openids = tagged.map((one) => one.openid);
  const pairs = tagged.flatMap(({ openid, codes }) => codes.map((code) => ({ openid, code })));
  await sql`
    update audience_tags a set wanted = false
    where a.openid = any(${openids}) and a.wanted and a.source = 'ledger' and not exists (
      select from unnest(${pairs.map((one) => one.openid)}::text[], ${pairs.map((one) => one.code)}::text[]) w (openid, code)
      where w.openid = a.openid and w.code = a.code)`.execute(tx);
  if (pairs.length > 0)
    await sql`
      insert into audience_tags (openid, code)
      select * from unnest(${pairs.map((one) => one.openid)}::text[], ${pairs.map((one) => one.code)}::text[])
      on conflict (openid, code) do update set wanted = true, source = 'ledger', not_before = null
        where not audience_tags.wanted`.execute(tx);
  await dropUnused(tx, openids);
}

/** Rows that nobody wants and WeChat does not have. */
export const dropUnused = (tx: Tx, openids: readonly string[]) =>
  tx
    .deleteFrom("audience_tags")
    .where("openid", "in", [...openids])
    .where("wanted", "=", false)
    .where("pushed", "=", false)
    .execute();

/** Brings the tags of these followers up to date with the ledger. */
export async function retag(
  tx: Tx,
  core: CoreInsurance,
  followers: readonly { openid: string; person_id: string | null }[],
): Promise<void> {
  if (followers.length === 0) return;
  const ids = [...new Set(followers.flatMap((row) => row.person_id ?? []))];
  const people = await core.findPeople(tx, ids);
  const clerks = await core.clerksAmong(tx, ids);
  await tagFollowers(
    tx,
    followers.map(({ openid, person_id: id }) => ({
      openid,
      codes: id === null ? [] : codesOf(people.get(id), clerks.has(id)),
    })),
  );
  await sql`update followers set tagged_person = person_id
    where openid = any(${followers.map((row) => row.openid)}) and tagged_person is distinct from person_id`.execute(tx);
}

const pageSize = 500;

/** Those who were bound, or are bound no longer, since they were last tagged. Answers how many; 0: nothing is left to do. */
export const retagChanged = (db: Db, core: CoreInsurance): Promise<number> =>
  inTransaction(db, async (tx) => {
    const { rows } = await sql<{ openid: string; person_id: string | null }>`
      select openid, person_id from followers
      where person_id is distinct from tagged_person and unfollowed_at is null
      order by openid limit ${pageSize} for update skip locked`.execute(tx);
    await retag(tx, core, rows);
    return rows.length;
  });

/** Brings the tags of all bound followers up to date with the ledger: every night. Answers how many were looked at. */
export async function tagBound(db: Db, core: CoreInsurance): Promise<number> {
  let seen = 0;
  for (let after = ""; ;) {
    const page = await inTransaction(db, async (tx) => {
      const rows = await tx
        .selectFrom("followers")
        .select(["openid", "person_id"])
        .where("person_id", "is not", null)
        .where("unfollowed_at", "is", null)
        .where("openid", ">", after)
        .orderBy("openid")
        .limit(pageSize)
        .forUpdate()
        .execute();
      await retag(tx, core, rows);
      return rows;
    });
    const last = page.at(-1);
    if (!last) break;
    after = last.openid;
    seen += page.length;
  }
  while ((await retagChanged(db, core)) > 0);
  return seen;
}
