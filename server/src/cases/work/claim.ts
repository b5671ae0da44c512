import type { Tx } from "../../db.ts";
import { refuse, type Refusal } from "../../refusal.ts";
import { findCase } from "../load.ts";
import { absent } from "../access.ts";
import { writeWork } from "./log.ts";

/** Without a sign of life for so long, a claim lapses: a case does not go home with whoever forgot it. */
export const claimMinutes = 20;
/** What a supervisor hands to somebody, or a checker sends back, waits for them a working day. */
const handedHours = 24;
const mostHeld = 10;

export interface Held {
  since: Date;
  promised: string | null;
}

const later = (now: Date, minutes: number) => new Date(now.getTime() + minutes * 60_000);

/** Free: nobody's, mine, or somebody's who gave no sign of life. */
const freeFor = (staffId: string, now: Date) => (q: FreeBuilder) =>
  q.or([q("claimed_by", "is", null), q("claimed_by", "=", staffId), q("claimed_until", "<=", now)]);
type FreeBuilder = import("kysely").ExpressionBuilder<import("../../db.ts").Database, "case_work">;

/**
 * Has the case in one's hands, taking it when nobody has it: one statement, so that of two at once one wins and the other is told
 * who. The time that it has been in these hands comes back.
 */
export async function hold(tx: Tx, caseId: string, staffId: string, now: Date): Promise<Held | Refusal> {
  const before = await tx
    .selectFrom("case_work")
    .select(["claimed_by", "claimed_at", "claimed_until"])
    .where("case_id", "=", caseId)
    .forUpdate()
    .executeTakeFirst();
  if (!before) return refuse("conflict", "这个办件已经办完，请返回查看最新进度");
  const mine = before.claimed_by === staffId && before.claimed_until !== null && before.claimed_until > now;
  const taken = await tx
    .updateTable("case_work")
    .set({
      claimed_by: staffId,
      claimed_at: mine ? before.claimed_at : now,
      claimed_until:
        mine && before.claimed_until! > later(now, claimMinutes) ? before.claimed_until : later(now, claimMinutes),
    })
    .where("case_id", "=", caseId)
    .where(freeFor(staffId, now))
    .returning(["claimed_at", "promised"])
    .executeTakeFirst();
  if (!taken) return heldBy(tx, before.claimed_by);
  return { since: taken.claimed_at ?? now, promised: taken.promised };
}

async function heldBy(tx: Tx, staffId: string | null): Promise<Refusal> {
  const who = await tx.selectFrom("staff").select("name").where("id", "=", staffId).executeTakeFirst();
  return refuse("conflict", `${who?.name ?? "同事"}正在办这一件`, { instead: "请办下一件；急着要办的，请主管改派" });
}

export async function claim(tx: Tx, caseId: string, staffId: string, now: Date): Promise<Refusal | undefined> {
  const kase = await findCase(tx, caseId);
  if (!kase || kase.state === "draft") return absent();
  if (kase.state === "returned") return refuse("conflict", "这件正在等办事人补正，补齐后才能认领");
  const held = await hold(tx, caseId, staffId, now);
  if (!("since" in held)) return held;
  await writeWork(tx, kase, { at: now, what: "claim", by: staffId });
  return undefined;
}

/** Keeps what one holds; a claim that lapsed meanwhile and went to somebody else is refused with their name. */
export async function alive(tx: Tx, caseId: string, staffId: string, now: Date): Promise<Date | Refusal> {
  const until = later(now, claimMinutes);
  const kept = await tx
    .updateTable("case_work")
    .set((q) => ({ claimed_until: q.fn<Date>("greatest", ["claimed_until", q.val(until)]) }))
    .where("case_id", "=", caseId)
    .where("claimed_by", "=", staffId)
    .returning("claimed_until")
    .executeTakeFirst();
  if (kept?.claimed_until) return kept.claimed_until;
  const row = await tx.selectFrom("case_work").select("claimed_by").where("case_id", "=", caseId).executeTakeFirst();
  return row?.claimed_by ? heldBy(tx, row.claimed_by) : refuse("conflict", "这件已不在您手上，要接着办请重新认领");
}

export async function release(tx: Tx, caseId: string, staffId: string, now: Date): Promise<Refusal | undefined> {
  const kase = await findCase(tx, caseId);
  if (!kase) return absent();
  const freed = await tx
    .updateTable("case_work")
    .set({ claimed_by: null, claimed_at: null, claimed_until: null })
    .where("case_id", "=", caseId)
    .where("claimed_by", "=", staffId)
    .executeTakeFirst();
  if (freed.numUpdatedRows === 0n) return refuse("conflict", "这件不在您手上，不用放回");
  await writeWork(tx, kase, { at: now, what: "release", by: staffId });
  return undefined;
}

/** A supervisor puts it into somebody's hands, whoever had it. Never a proposal into the hands of its maker. */
export async function assign(
  tx: Tx,
  caseId: string,
  given: { to: string; by: string },
  now: Date,
): Promise<Refusal | undefined> {
  const kase = await findCase(tx, caseId);
  if (!kase || kase.state === "draft") return absent();
  const to = await tx.selectFrom("staff").select("roles").where("id", "=", given.to).executeTakeFirst();
  if (!to || !to.roles.some((role) => role === "reviewer" || role === "supervisor"))
    return refuse("bad-input", "只能派给审核员或主管，请重新选择");
  if (kase.proposal?.by === given.to) return refuse("conflict", "初审和复核不能是同一个人，请派给另一位");
  if (kase.state === "returned") return refuse("conflict", "这件正在等办事人补正，补齐后才能派");
  if (!(await handOver(tx, caseId, given.to, now))) return refuse("conflict", "这个办件已经办完，不用再派");
  await writeWork(tx, kase, { at: now, what: "assign", by: given.by, whom: given.to });
  return undefined;
}

export async function handOver(tx: Tx, caseId: string, to: string, now: Date): Promise<boolean> {
  const done = await tx
    .updateTable("case_work")
    .set({ claimed_by: to, claimed_at: now, claimed_until: later(now, handedHours * 60) })
    .where("case_id", "=", caseId)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Claims the most pressing free case. Rows that others are just taking are stepped over, so that two never wait for each other. */
export async function claimNext(
  tx: Tx,
  staffId: string,
  wanted: { item?: string | undefined; region?: string | undefined },
  now: Date,
): Promise<string | null | Refusal> {
  const { held } = await tx
    .selectFrom("case_work")
    .select((q) => q.fn.countAll<number>().as("held"))
    .where("claimed_by", "=", staffId)
    .where("claimed_until", ">", now)
    .executeTakeFirstOrThrow();
  if (held >= mostHeld)
    return refuse("conflict", `您手上已有 ${held} 件`, { instead: "请先办完或放回几件，再领下一件" });
  const found = await tx
    .selectFrom("case_work")
    .select("case_id")
    .where("state", "<>", "returned")
    .where((q) => q.or([q("claimed_by", "is", null), q("claimed_until", "<=", now)]))
    .where((q) => q.or([q("proposed_by", "is", null), q("proposed_by", "<>", staffId)]))
    .where("asks_consent", "=", false)
    .$if(wanted.item !== undefined, (q) => q.where("item_code", "=", wanted.item ?? ""))
    .$if(wanted.region !== undefined, (q) => q.where("region", "=", wanted.region ?? ""))
    .orderBy("target")
    .orderBy("risk_rank")
    .orderBy("submitted_at")
    .orderBy("case_id")
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!found) return null;
  const refused = await claim(tx, found.case_id, staffId, now);
  return refused ?? found.case_id;
}
