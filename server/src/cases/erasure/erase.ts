import { record } from "../../audit/index.ts";
import { forgetPaper } from "../../certificates/index.ts";
import { forgetNotices } from "../../citizens/index.ts";
import type { Tx } from "../../db.ts";
import { put } from "../../outbox/index.ts";
import type { Case } from "../load.ts";
import { effectKey } from "../rehearse.ts";

/** The outbox's kind of what drops the bytes of one material, once the erasure is committed. */
export const ERASED_FILE_PARCEL = "case.erased-file";

/** What other domains hold of a case. Answers how many rows it emptied. */
export type Forget = (tx: Tx, of: { caseId: string; people: readonly string[] }) => Promise<number>;

/**
 * Empties one locked case of everything personal, in the caller's transaction: the answers and what the registers said, the words of
 * notices, corrections, decisions and the history, the names of files, what was told to people. Bytes go afterwards, through the outbox.
 * What stays is the record of an act: number, item and version, states and days, who decided (staff), counts. Whose it was stays as the
 * ledger's own id, because the ledger's entry stands under this case for good and the person may ask for it.
 */
export async function eraseContent(tx: Tx, kase: Case, elsewhere: Forget, now: Date): Promise<void> {
  // First: the history lets itself be emptied only of a case that is marked.
  await tx.updateTable("cases").set(emptied(kase, now)).where("id", "=", kase.id).execute();
  const detail = {
    item: kase.definition.code,
    state: kase.state,
    files: await forgetFiles(tx, kase.id, now),
    events: await emptyEvents(tx, kase.id),
    notes: await emptyNotes(tx, kase.id),
    corrections: await emptyCorrections(tx, kase.id),
    notices: await forgetNotices(tx, `case:${kase.id}:`),
    papers: await forgetPaper(tx, effectKey(kase)),
    desk: await elsewhere(tx, { caseId: kase.id, people: [kase.personId, kase.actorId] }),
  };
  await record(tx, {
    at: now,
    actor: { kind: "machine", id: "case.erase" },
    action: "case.erased",
    subject: { kind: "case", id: kase.id },
    detail,
  });
}

const json = (value: object | null) => (value === null ? null : JSON.stringify(value));

const emptied = ({ decision, rating, proposal, consent }: Case, now: Date) => ({
  erased_at: now,
  answers: "{}",
  prefilled: "{}",
  facts: "{}",
  newcomer: null,
  signature: null,
  noticed: null,
  decision: json(
    decision && { outcome: decision.outcome, ...(decision.receipt === undefined ? {} : { receipt: decision.receipt }) },
  ),
  rating: json(rating && { level: rating.level }),
  proposal: json(proposal && { as: proposal.as, by: proposal.by, at: proposal.at }),
  consent: json(
    consent && {
      gaps: [],
      why: "",
      askedBy: consent.askedBy,
      askedAt: consent.askedAt,
      ...(consent.agreed === undefined ? {} : { agreed: consent.agreed }),
      ...(consent.by === undefined ? {} : { by: consent.by }),
    },
  ),
});

async function forgetFiles(tx: Tx, caseId: string, now: Date): Promise<number> {
  const rows = await tx
    .selectFrom("files")
    .select(["id", "sha256"])
    .where("case_id", "=", caseId)
    .where("erased_at", "is", null)
    .execute();
  for (const { id, sha256 } of rows)
    await put(tx, { key: `${ERASED_FILE_PARCEL}:${id}`, kind: ERASED_FILE_PARCEL, payload: { sha256 } });
  await tx
    .updateTable("files")
    .set({ erased_at: now, name: "", sha256: "" })
    .where("case_id", "=", caseId)
    .where("erased_at", "is", null)
    .execute();
  return rows.length;
}

async function emptyEvents(tx: Tx, caseId: string): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable("case_events")
    .set({ text: "" })
    .where("case_id", "=", caseId)
    .executeTakeFirstOrThrow();
  await tx.updateTable("case_notices").set({ gaps: "[]" }).where("case_id", "=", caseId).execute();
  return Number(numUpdatedRows);
}

/** What staff noted among themselves. What they did and how long it took stays for the statistics. */
async function emptyNotes(tx: Tx, caseId: string): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable("case_work_log")
    .set({ note: null })
    .where("case_id", "=", caseId)
    .where("note", "is not", null)
    .executeTakeFirstOrThrow();
  await tx.updateTable("case_checks").set({ note: null }).where("case_id", "=", caseId).execute();
  await tx.deleteFrom("case_work").where("case_id", "=", caseId).execute();
  await tx.updateTable("case_holds").set({ reason: "", lifted_because: "" }).where("case_id", "=", caseId).execute();
  return Number(numUpdatedRows);
}

async function emptyCorrections(tx: Tx, caseId: string): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable("case_corrections")
    .set({ was: "", should_be: "", why: "", because: "", instead: null, proposal: null, value: null })
    .where("case_id", "=", caseId)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}
