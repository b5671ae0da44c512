import type { AccessEntry } from "@wsi/shared/contract";
import { PersonName } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Tx } from "../db.ts";
import type { CoreInsurance } from "../ports/core-insurance.ts";
import type { Right } from "./rights.ts";

const shown = 200;

/** Keeps that somebody looked at a person's data under a right. A look at oneself is nobody's business. */
export const noteLook = (tx: Tx, right: Right, personId: string, what: string, now: Date): Promise<void> =>
  noteLooks(tx, right, [personId], what, now);

/** The same for everybody on a list: one statement, for twenty people or twenty thousand. */
export async function noteLooks(
  tx: Tx,
  right: Right,
  personIds: readonly string[],
  what: string,
  now: Date,
): Promise<void> {
  if (right.capacity === "self") return;
  const others = [...new Set(personIds)].filter((one) => one !== right.actorId);
  if (others.length === 0) return;
  await sql`insert into access_log (person_id, at, viewer_kind, viewer_id, right_id, employer_id, what)
    select one, ${now}::timestamptz, ${right.capacity === "agent" ? "agent" : "clerk"}, ${right.actorId}::uuid, ${right.rightId}::uuid,
      ${right.employerId}::uuid, ${what}
    from unnest(${others}::uuid[]) as one`.execute(tx);
}

/** Staff who uncovered what is masked, with the reason they gave. */
export async function noteStaffLook(
  tx: Tx,
  given: { staffId: string; personId: string; what: string; reason: string },
  now: Date,
): Promise<void> {
  await tx
    .insertInto("access_log")
    .values({
      person_id: given.personId,
      at: now,
      viewer_kind: "staff",
      viewer_id: given.staffId,
      right_id: null,
      employer_id: null,
      what: given.what,
      reason: given.reason,
    })
    .execute();
}

/** 谁看过我的信息, newest first. Staff are never named; whoever acts for the person is, masked. */
export async function listLooks(core: CoreInsurance, tx: Tx, personId: string): Promise<AccessEntry[]> {
  const rows = await tx
    .selectFrom("access_log")
    .selectAll()
    .where("person_id", "=", personId)
    .orderBy("id", "desc")
    .limit(shown)
    .execute();
  const people = await core.findPeople(
    tx,
    rows.filter((row) => row.viewer_kind !== "staff").map((row) => row.viewer_id),
  );
  const employers = await core.findEmployers(
    tx,
    rows.flatMap((row) => (row.employer_id === null ? [] : [row.employer_id])),
  );
  return rows.map((row) => {
    const name = PersonName.mask(people.get(row.viewer_id)?.name ?? "某某");
    const employer = row.employer_id === null ? "" : (employers.get(row.employer_id)?.name ?? "");
    return {
      at: row.at.toISOString(),
      who:
        row.viewer_kind === "staff"
          ? "社保工作人员"
          : row.viewer_kind === "agent"
            ? `您授权的 ${name}`
            : `${employer} 经办人 ${name}`,
      what: row.what,
      reason: row.reason,
    };
  });
}
