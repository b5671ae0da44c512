import { needsSecond, type CaseAction, type CaseMoment, type CaseRole } from "@wsi/shared/case";
import type { Facts } from "@wsi/shared/field";
import type { About, Capacity, ItemDefinition } from "@wsi/shared/item";
import { sql, type Selectable } from "kysely";
import type { Tx } from "../db.ts";
import type { CaseTables, Consent, Decision, Newcomer, Proposal, Rating } from "./tables.ts";
import { newGaps } from "./work/gaps.ts";

/** A case 办件 with the definition it is pinned to, as the functions of this folder pass it around. */
export interface Case {
  id: string;
  number: string | null;
  /** Whom it is about; of a matter of the employer itself, the clerk who began it. */
  personId: string;
  capacity: Capacity;
  about: About;
  /** Who began it: the person themselves, an employer's clerk, or who holds their mandate. */
  actorId: string;
  employerId: string | null;
  mandateId: string | null;
  clerkId: string | null;
  newcomer: Newcomer | null;
  definition: ItemDefinition;
  state: CaseMoment["state"];
  handling: CaseMoment["handling"];
  answers: Record<string, unknown>;
  prefilled: Record<string, { value: unknown; source: string }>;
  facts: Facts;
  revision: number;
  returns: number;
  openedAt: Date;
  updatedAt: Date;
  submittedAt: Date | null;
  waitsUntil: Date | null;
  decision: Decision | null;
  rating: Rating | null;
  signature: string | null;
  /** A request for a correction waits for a reviewer. */
  correcting: boolean;
  /** It changes the ledger, and this member of staff proposed it. */
  correctsLedger: boolean;
  correctionBy: string | null;
  proposal: Proposal | null;
  consent: Consent | null;
  /** Fingerprints of the answers at the last notice. */
  noticed: Record<string, string> | null;
  /** The day on which its content goes (erasure/term.ts); null while it is not over. */
  eraseOn: string | null;
  erasedAt: Date | null;
}

const selection = (tx: Tx) =>
  tx
    .selectFrom("cases")
    .innerJoin("item_versions", (join) =>
      join
        .onRef("item_versions.code", "=", "cases.item_code")
        .onRef("item_versions.version", "=", "cases.item_version"),
    )
    .selectAll("cases")
    // One open request a case, by a unique index.
    .leftJoin("case_corrections as asked", (join) =>
      join.onRef("asked.case_id", "=", "cases.id").on("asked.decided_at", "is", null),
    )
    .select([
      "item_versions.definition",
      "asked.id as correction_id",
      "asked.value as correction_value",
      "asked.proposed_by as correction_by",
    ]);
type Row = Awaited<ReturnType<ReturnType<typeof selection>["executeTakeFirstOrThrow"]>>;

const bySelf: Pick<ItemDefinition, "capacities" | "about"> = { capacities: ["self"], about: "person" };
const toCase = (row: Row): Case => ({
  id: row.id,
  number: row.number,
  personId: row.person_id,
  capacity: row.capacity,
  about: row.about,
  actorId: row.actor_id,
  employerId: row.employer_id,
  mandateId: row.mandate_id,
  clerkId: row.clerk_id,
  newcomer: row.newcomer,
  // Definitions from before cases could be another's say nothing of it.
  definition: { ...bySelf, ...row.definition },
  state: row.state,
  handling: row.handling,
  answers: row.answers,
  prefilled: row.prefilled,
  facts: row.facts,
  revision: row.revision,
  returns: row.returns,
  openedAt: row.opened_at,
  updatedAt: row.updated_at,
  submittedAt: row.submitted_at,
  waitsUntil: row.waits_until,
  decision: row.decision,
  rating: row.rating,
  signature: row.signature,
  correcting: row.correction_id !== null,
  correctsLedger: row.correction_value !== null,
  correctionBy: row.correction_by,
  proposal: row.proposal,
  consent: row.consent,
  noticed: row.noticed,
  eraseOn: row.erase_on,
  erasedAt: row.erased_at,
});

/** The case, locked until the transaction ends: two who act at once act one after the other. */
export async function lockCase(tx: Tx, id: string): Promise<Case | undefined> {
  // Locked first and read afterwards: whoever waited must not see what belongs to the case as it was before the wait.
  await tx.selectFrom("cases").select("id").where("id", "=", id).forUpdate().executeTakeFirst();
  return findCase(tx, id);
}
export async function findCases(tx: Tx, ids: readonly string[]): Promise<Map<string, Case>> {
  if (ids.length === 0) return new Map();
  const rows = await selection(tx)
    .where("cases.id", "in", [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, toCase(row)]));
}
export async function findCase(tx: Tx, id: string): Promise<Case | undefined> {
  const row = await selection(tx).where("cases.id", "=", id).executeTakeFirst();
  return row && toCase(row);
}
const mostListed = 200;
/** Newest first: what is about the person (submitted, when another does it), what they do for others, their employers' cases. */
export async function casesAround(tx: Tx, personId: string, employerIds: readonly string[]): Promise<Case[]> {
  const rows = await selection(tx)
    .where((q) =>
      q.or([
        q.and([
          q("cases.person_id", "=", personId),
          q("cases.about", "<>", "employer"),
          q.or([q("cases.capacity", "=", "self"), q("cases.number", "is not", null)]),
        ]),
        q.and([q("cases.actor_id", "=", personId), q("cases.capacity", "<>", "self")]),
        ...(employerIds.length > 0 ? [q("cases.employer_id", "in", [...employerIds])] : []),
      ]),
    )
    // An erased draft is no act of anybody: there is nothing to tell of it.
    .where((q) => q.or([q("cases.number", "is not", null), q("cases.erased_at", "is", null)]))
    .orderBy("cases.updated_at", "desc")
    .limit(mostListed)
    .execute();
  return rows.map(toCase);
}
/** The open draft of one item by one actor for one subject. */
export async function findDraft(
  tx: Tx,
  of: { actorId: string; personId: string; employerId: string | null; newcomer: Newcomer | null },
  code: string,
): Promise<Case | undefined> {
  const row = await selection(tx)
    .where("cases.actor_id", "=", of.actorId)
    .where("cases.item_code", "=", code)
    .where("cases.state", "=", "draft")
    .where("cases.employer_id", of.employerId === null ? "is" : "=", of.employerId)
    .$if(of.newcomer === null, (q) => q.where("cases.person_id", "=", of.personId))
    .$if(of.newcomer !== null, (q) => q.where(sql`cases.newcomer ->> 'idNumber'`, "=", of.newcomer?.idNumber ?? ""))
    .executeTakeFirst();
  return row && toCase(row);
}

export type WorkQueue = "todo" | "waiting" | "done";
const queues = {
  todo: ["submitted", "accepted"],
  waiting: ["returned"],
  done: ["effective", "declined", "closed", "approved"],
} as const;
/** What reviewers work on (a requested correction is work again), oldest first; what is done, newest first. Decided by machines it never lists in `todo`. */
export async function listWork(tx: Tx, queue: WorkQueue, itemCode?: string): Promise<Case[]> {
  const rows = await selection(tx)
    .where((q) =>
      q.or([
        q("cases.state", "in", [...queues[queue]]),
        ...(queue === "todo"
          ? [
              q(
                "cases.id",
                "in",
                q.selectFrom("case_corrections").select("case_corrections.case_id").where("decided_at", "is", null),
              ),
            ]
          : []),
      ]),
    )
    // In its cool-off a case is not yet the office's.
    .where((q) => q.or([q("cases.state", "<>", "submitted"), q("cases.waits_until", "is", null)]))
    .$if(itemCode !== undefined, (q) => q.where("cases.item_code", "=", itemCode ?? ""))
    .orderBy("cases.submitted_at", queue === "done" ? "desc" : "asc")
    .limit(200)
    .execute();
  return rows.map(toCase);
}

/** `asker`: whose buttons are meant; a maker and a checker have different ones. */
export const momentOf = (kase: Case, asker?: string): CaseMoment => ({
  state: kase.state,
  handling: kase.handling,
  returns: kase.returns,
  rated: kase.rating !== null,
  waitsUntil: kase.waitsUntil?.toISOString() ?? null,
  correcting: kase.correcting,
  correctsLedger: kase.correctsLedger,
  correctionProposal: kase.correctionBy === null ? null : { mine: kase.correctionBy === asker },
  erased: kase.erasedAt !== null,
  needsSecond: needsSecond(kase.definition.risk, kase.handling),
  proposal: kase.proposal && { as: kase.proposal.as, mine: kase.proposal.by === asker },
  another: kase.returns > 0 && (kase.consent?.agreed === true || newGaps(kase).length > 0),
});

export type CaseEvent = Selectable<CaseTables["case_events"]>;
export const eventsOf = (tx: Tx, caseId: string) =>
  tx.selectFrom("case_events").selectAll().where("case_id", "=", caseId).orderBy("seq").execute();

/** The histories of many cases in one query, for lists. */
export async function eventsOfMany(
  tx: Tx,
  caseIds: readonly string[],
): Promise<Map<string, Awaited<ReturnType<typeof eventsOf>>>> {
  const found = new Map<string, Awaited<ReturnType<typeof eventsOf>>>(caseIds.map((id) => [id, []]));
  if (caseIds.length === 0) return found;
  const rows = await tx
    .selectFrom("case_events")
    .selectAll()
    .where("case_id", "in", [...caseIds])
    .orderBy("seq")
    .execute();
  for (const row of rows) found.get(row.case_id)?.push(row);
  return found;
}

export const noticesOf = (tx: Tx, caseId: string) =>
  tx.selectFrom("case_notices").selectAll().where("case_id", "=", caseId).orderBy("at").execute();

/** Adds an event to the history. `key` is the client's, kept so that a repeated request is known for what it is. */
export async function writeEvent(
  tx: Tx,
  caseId: string,
  event: { at: Date; action: CaseAction; role: CaseRole; actorId: string; text: string; key?: string },
): Promise<void> {
  const { last } = await tx
    .selectFrom("case_events")
    .select((q) => q.fn.coalesce(q.fn.max("seq"), q.lit(0)).as("last"))
    .where("case_id", "=", caseId)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto("case_events")
    .values({
      case_id: caseId,
      seq: Number(last) + 1,
      at: event.at,
      action: event.action,
      role: event.role,
      actor_id: event.actorId,
      text: event.text,
      key: event.key ?? null,
    })
    .execute();
}

/** True when this client's press of a button has been answered before. */
export const alreadyDone = async (tx: Tx, caseId: string, key: string): Promise<boolean> =>
  (await tx
    .selectFrom("case_events")
    .select("seq")
    .where("case_id", "=", caseId)
    .where("key", "=", key)
    .executeTakeFirst()) !== undefined;
