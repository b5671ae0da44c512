import { beijingDay } from "@wsi/shared/case";
import type { BroadcastAction, BroadcastState } from "@wsi/shared/contract";
import { broadcastStateName } from "@wsi/shared/contract";
import { Day } from "@wsi/shared/values";
import type { Tx } from "../../db.ts";
import { refuse, type Refusal } from "../../refusal.ts";
import { absent, stale } from "./drafts.ts";
import { findFlaws } from "./flaws.ts";
import { forget } from "../sending/pulse.ts";
import { getDraft, lockBroadcast, note, type Broadcast } from "../record.ts";
import { listTemplates } from "./templates.ts";

/** The life of a broadcast: who may do what, and when. The one place that says so. */
export type Step = Exclude<BroadcastAction, "edit" | "delete" | "preview" | "recall" | "decide-recall">;
const steps: Readonly<Record<Step, { from: readonly BroadcastState[]; to: BroadcastState; what: string }>> = {
  submit: { from: ["draft"], to: "submitted", what: "提交审核" },
  withdraw: { from: ["submitted", "approved"], to: "draft", what: "撤回" },
  approve: { from: ["submitted"], to: "approved", what: "审核通过" },
  reject: { from: ["submitted"], to: "draft", what: "退回修改" },
  schedule: { from: ["approved", "scheduled"], to: "scheduled", what: "排期" },
  unschedule: { from: ["scheduled"], to: "approved", what: "取消排期" },
  pause: { from: ["sending"], to: "paused", what: "暂停" },
  resume: { from: ["paused"], to: "sending", what: "继续" },
  cancel: { from: ["approved", "scheduled", "sending", "paused"], to: "cancelled", what: "取消" },
};
const isStep = (action: BroadcastAction): action is Step => Object.hasOwn(steps, action);

/** Why this person may not approve, in words; null: may. */
export const approveBarred = (broadcast: Broadcast, staffId: string): string | null =>
  broadcast.authors.includes(staffId) ? "写过或提交过的人不能自己审核，请另一位运营或主管审核" : null;

const all: readonly BroadcastAction[] = ["edit", "delete", "preview", ...(Object.keys(steps) as Step[])];
export const actionsOf = (broadcast: Broadcast, staffId: string): BroadcastAction[] =>
  all.filter((action) => {
    if (action === "preview") return true;
    if (!isStep(action)) return broadcast.state === "draft";
    if (!steps[action].from.includes(broadcast.state)) return false;
    return (action !== "approve" && action !== "reject") || approveBarred(broadcast, staffId) === null;
  });

export interface StepGiven {
  id: string;
  /** The version on the screen; not needed while it is being sent, when there is no other. */
  version?: number;
  reason?: string;
  /** For `schedule`; null: now. */
  at?: string | null;
}

async function flawsRefusal(tx: Tx, broadcast: Broadcast): Promise<Refusal | undefined> {
  const flaws = findFlaws(await getDraft(tx, broadcast), await listTemplates(tx, null));
  if (flaws.length === 0) return undefined;
  return refuse("refused", `有 ${flaws.length} 处要先改好：${flaws[0]?.where}「${flaws[0]?.what}」`, {
    problems: flaws.map((flaw) => ({ field: flaw.where, message: `「${flaw.what}」：${flaw.message}` })),
  });
}

function outOfValidity(broadcast: Broadcast, at: Date): Refusal | undefined {
  const day = beijingDay(at);
  if (broadcast.valid_until !== null && broadcast.valid_until < day)
    return refuse("conflict", `内容在${Day.print(broadcast.valid_until)}失效，不能在那以后发送，请改期或改内容`);
  if (broadcast.valid_from !== null && broadcast.valid_from > day)
    return refuse("conflict", `内容在${Day.print(broadcast.valid_from)}才生效，不能在那以前发送，请改期`);
  return undefined;
}

const momentOf = ({ at }: StepGiven, now: Date): Date => (at === undefined || at === null ? now : new Date(at));

async function guard(tx: Tx, step: Step, broadcast: Broadcast, by: string, given: StepGiven, now: Date) {
  if (step === "submit") return flawsRefusal(tx, broadcast);
  if (step === "approve" || step === "reject") {
    const barred = approveBarred(broadcast, by);
    if (barred) return refuse("not-allowed", barred);
    if (step === "approve") return flawsRefusal(tx, broadcast);
  }
  if (step === "schedule") {
    const at = momentOf(given, now);
    if (at.getTime() < now.getTime() - 60_000)
      return refuse("bad-input", "发送时间已经过了，请选以后的时间，或选「立即发送」");
    return outOfValidity(broadcast, at);
  }
  // It may have lain paused over the end of its validity.
  return step === "resume" ? outOfValidity(broadcast, now) : undefined;
}

/** Does one step, or says why not. In the caller's transaction, with its line in the history. */
export async function takeStep(
  tx: Tx,
  step: Step,
  by: string,
  given: StepGiven,
  now: Date,
): Promise<Broadcast | Refusal> {
  const broadcast = await lockBroadcast(tx, given.id);
  if (!broadcast) return absent();
  if (given.version !== undefined && given.version !== broadcast.version) return stale();
  const { from, to, what } = steps[step];
  if (!from.includes(broadcast.state))
    return refuse("conflict", `现在是「${broadcastStateName[broadcast.state]}」，不能${what}，请刷新后再看`);
  const barred = await guard(tx, step, broadcast, by, given, now);
  if (barred) return barred;
  if (step === "resume") await forget(tx, broadcast.id);
  const moved = await tx
    .updateTable("broadcasts")
    .set({
      state: to,
      state_reason: given.reason ?? null,
      updated_at: now,
      ...(step === "submit" ? { authors: [...new Set([...broadcast.authors, by])] } : {}),
      ...(step === "approve" ? { approved_by: by } : {}),
      ...(step === "withdraw" || step === "reject" ? { approved_by: null } : {}),
      ...(step === "schedule" ? { scheduled_for: momentOf(given, now) } : {}),
      ...(step === "cancel" ? { finished_at: now } : {}),
    })
    .where("id", "=", broadcast.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await note(tx, moved, { at: now, by, what, ...(given.reason === undefined ? {} : { reason: given.reason }) });
  return moved;
}
