import type { Acting, ForWhom } from "@wsi/shared/contract";
import type { Capacity } from "@wsi/shared/item";
import type { Tx } from "../db.ts";
import type { CoreInsurance } from "../ports/core-insurance.ts";
import { refuse, type Refusal } from "../refusal.ts";

/** By what somebody may act or look, for whom. */
export interface Right {
  capacity: Capacity;
  actorId: string;
  /** Whose matter it is; for an employer's, the clerk until an employee is named. */
  personId: string;
  employerId: string | null;
  /** The mandate or the clerk's binding. */
  rightId: string | null;
}

/** What is to be done: an item, by code, or a look at the records. */
export type Doing = { item: string } | "lookups";

const ownRight = (actorId: string): Right => ({
  capacity: "self",
  actorId,
  personId: actorId,
  employerId: null,
  rightId: null,
});

const noMandate = () =>
  refuse("conflict", "您现在没有替这位居民办这件事的授权：可能已收回、到期，或者不含这个事项", {
    instead: "请对方在「我的」→「授权管理」里重新授权，或者一起带身份证到窗口办理",
  });
const noBinding = () =>
  refuse("conflict", "您现在不是这家单位的经办人，或者经办范围不含这个事项", {
    instead: "请单位法定代表人在「我的单位」里指定您为经办人，或带单位证明到窗口办理",
  });

export const mandatesInForce = (tx: Tx, today: string) =>
  tx
    .selectFrom("mandates")
    .selectAll()
    .where("accepted_at", "is not", null)
    .where("ended_at", "is", null)
    .where("from_day", "<=", today)
    .where("until_day", ">=", today);

export const clerksInForce = (tx: Tx, today: string) =>
  tx
    .selectFrom("employer_clerks")
    .selectAll()
    .where("ended_at", "is", null)
    .where("from_day", "<=", today)
    .where("until_day", ">=", today);

/** The one question before every act and every look. A right that ended, on its day or by a word, answers no at once. */
export async function rightFor(
  tx: Tx,
  actorId: string,
  whom: ForWhom,
  doing: Doing,
  today: string,
): Promise<Right | Refusal> {
  switch (whom.as) {
    case "self":
      return ownRight(actorId);
    case "agent": {
      // Locked against being taken back in the same moment: either this act is before it, or it finds no right.
      const mandate = await mandatesInForce(tx, today)
        .where("holder_id", "=", actorId)
        .where("person_id", "=", whom.personId)
        .forShare()
        .executeTakeFirst();
      if (!mandate) return noMandate();
      const covered = doing === "lookups" ? mandate.lookups : mandate.items.includes(doing.item);
      if (!covered) return noMandate();
      return {
        capacity: "agent",
        actorId,
        personId: mandate.person_id,
        employerId: null,
        rightId: mandate.id,
      };
    }
    case "employer": {
      const clerk = await clerksInForce(tx, today)
        .where("person_id", "=", actorId)
        .where("employer_id", "=", whom.employerId)
        .forShare()
        .executeTakeFirst();
      if (!clerk) return noBinding();
      if (doing !== "lookups" && clerk.items !== null && !clerk.items.includes(doing.item)) return noBinding();
      return { capacity: "employer", actorId, personId: actorId, employerId: clerk.employer_id, rightId: clerk.id };
    }
  }
}

/** All for whom the person may act today. */
export async function actingFor(core: CoreInsurance, tx: Tx, actorId: string, today: string): Promise<Acting> {
  const clerks = await clerksInForce(tx, today).where("person_id", "=", actorId).execute();
  const mandates = await mandatesInForce(tx, today).where("holder_id", "=", actorId).execute();
  const employers = await core.findEmployers(
    tx,
    clerks.map((row) => row.employer_id),
  );
  const people = await core.findPeople(
    tx,
    mandates.map((row) => row.person_id),
  );
  return {
    employers: clerks.map((row) => ({
      id: row.employer_id,
      name: employers.get(row.employer_id)?.name ?? "",
      until: row.until_day,
      items: row.items,
    })),
    people: mandates.map((row) => ({
      id: row.person_id,
      // Whole: who acts for several must not take one for another.
      name: people.get(row.person_id)?.name ?? "",
      relation: row.relation,
      until: row.until_day,
      items: row.items,
      lookups: row.lookups,
    })),
  };
}
