import type { AudienceTag } from "@wsi/shared/contract";
import { Region, regions } from "@wsi/shared/values";
import { sql } from "kysely";
import { inTransaction, type Db, type Tx } from "../db.ts";
import type { CoreInsurance, Situation } from "../ports/core-insurance.ts";
import type { AudienceTags } from "./parts.ts";

/** Audience kinds 受众类别, beside the districts. */
export const audienceKinds: Readonly<Record<string, string>> = {
  employer: "单位经办人",
  flexible: "灵活就业人员",
  unemployed: "失业人员",
  retired: "退休人员",
};
const groupOf = (code: string): AudienceTag["group"] =>
  Object.hasOwn(regions, code) ? "district" : Object.hasOwn(audienceKinds, code) ? "kind" : "other";

/** Tags as rows of audience_tags. */
export const rowTags: AudienceTags = {
  label: (code) => audienceKinds[code] ?? Region.print(code),
  carries: (openid, codes) =>
    sql<boolean>`exists (select from audience_tags a where a.openid = ${openid} and a.code in (${sql.join([...codes])}))`,
  async list(tx) {
    const rows = await tx
      .selectFrom("audience_tags")
      .select((q) => ["code", q.fn.countAll<number>().as("n")])
      .groupBy("code")
      .execute();
    const counted = new Map(rows.map((row) => [row.code, row.n]));
    const codes = [...new Set([...Object.keys(audienceKinds), ...Object.keys(regions), ...counted.keys()])];
    return codes.map((code) => ({
      code,
      label: rowTags.label(code),
      group: groupOf(code),
      followers: counted.get(code) ?? 0,
    }));
  },
};

/** Which kind the ledger's word for somebody's situation is. */
const kindOf: Partial<Record<Situation, string>> = {
  flexible: "flexible",
  unemployed: "unemployed",
  retired: "retired",
};
const pageSize = 500;

/** Sets the tags of followers that the ledger knows; what was put by hand (单位经办人) stays. */
export async function tagFollowers(
  tx: Tx,
  tagged: readonly { openid: string; codes: readonly string[] }[],
): Promise<void> {
  if (tagged.length === 0) return;
  const known = [...Object.keys(regions), ...Object.values(kindOf)];
  await tx
    .deleteFrom("audience_tags")
    .where(
      "openid",
      "in",
      tagged.map((one) => one.openid),
    )
    .where("code", "in", known)
    .execute();
  const rows = tagged.flatMap(({ openid, codes }) => codes.map((code) => ({ openid, code })));
  if (rows.length > 0)
    await tx
      .insertInto("audience_tags")
      .values(rows)
      .onConflict((same) => same.doNothing())
      .execute();
}

/** Brings the tags of all bound followers up to date with the ledger: every night. Answers how many were looked at. */
export async function tagBound(db: Db, core: CoreInsurance): Promise<number> {
  await sql`delete from audience_tags a using followers f where f.openid = a.openid and f.person_id is null`.execute(
    db,
  );
  let seen = 0;
  for (let after = ""; ;) {
    const page = await db
      .selectFrom("followers")
      .select(["openid", "person_id"])
      .where("person_id", "is not", null)
      .where("openid", ">", after)
      .orderBy("openid")
      .limit(pageSize)
      .execute();
    const last = page.at(-1);
    if (!last) return seen;
    after = last.openid;
    seen += page.length;
    await inTransaction(db, async (tx) => {
      const people = await core.findPeople(tx, [...new Set(page.flatMap((row) => row.person_id ?? []))]);
      await tagFollowers(
        tx,
        page.map(({ openid, person_id: id }) => {
          const person = id === null ? undefined : people.get(id);
          const kind = person && kindOf[person.situation];
          return { openid, codes: [person?.region, kind].filter((code) => code !== null && code !== undefined) };
        }),
      );
    });
  }
}
