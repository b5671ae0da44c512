import { beijingDay, afterAction, type CaseRole } from "@wsi/shared/case";
import { checkAnswers, fieldsOf, type Problem } from "@wsi/shared/item";
import type { Tx } from "../db.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { lockCase, momentOf, type Case } from "./load.ts";

export const absent = () => refuse("not-found", "没有找到这个办件，请从「我的办件」重新进入");
export const stale = () => refuse("stale", "这个办件刚在别处改过，已为您载入最新内容，请核对后继续");
export const notNow = (kase: Case) =>
  refuse(
    "conflict",
    kase.state === "draft" || kase.state === "returned"
      ? "填写时间已过，这个办件不能再改了，请重新办理"
      : "这个办件现在不能这样操作，请返回查看最新进度",
  );

/** The citizen's own case, locked, in a state that allows the action; or the refusal that says why not. */
export async function lockOwn(
  tx: Tx,
  id: string,
  personId: string,
  action: Parameters<typeof afterAction>[1],
  now: Date,
  role: CaseRole = "applicant",
): Promise<Case | Refusal> {
  const kase = await lockCase(tx, id);
  if (!kase || kase.personId !== personId) return absent();
  return afterAction(momentOf(kase), action, role, now) === undefined ? notNow(kase) : kase;
}

/** Locked answers come from registries; a client that sends another value is told so. */
export function lockedProblems(kase: Case, answers: Readonly<Record<string, unknown>>): Problem[] {
  return Object.entries(fieldsOf(kase.definition)).flatMap(([name, asked]) => {
    const known = kase.prefilled[name];
    if (!asked.locked || known === undefined || answers[name] === undefined || answers[name] === known.value) return [];
    return [
      { field: name, message: `「${asked.label}」来自${known.source}，不能在这里改；有错请打 12333 或到窗口更正` },
    ];
  });
}

/** Autosave: keeps answers that are right so far. Whatever is wrong is refused whole, with every reason. */
export async function saveAnswers(
  tx: Tx,
  personId: string,
  given: { id: string; revision: number; answers: Readonly<Record<string, unknown>> },
  now: Date,
): Promise<Case | Refusal> {
  const kase = await lockOwn(tx, given.id, personId, "save", now);
  if (!("definition" in kase)) return kase;
  if (kase.revision !== given.revision) return stale();
  const checked = checkAnswers(kase.definition, given.answers, kase.facts, beijingDay(now), false);
  const problems = [...(checked.ok ? [] : checked.problems), ...lockedProblems(kase, given.answers)];
  const foreign = await foreignFiles(tx, kase, given.answers);
  if (!checked.ok || problems.length + foreign.length > 0) {
    const every = [...problems, ...foreign];
    return refuse("bad-input", every[0]?.message ?? "", { problems: every });
  }
  await tx
    .updateTable("cases")
    .set({ answers: JSON.stringify(checked.values), revision: kase.revision + 1, updated_at: now })
    .where("id", "=", kase.id)
    .execute();
  return { ...kase, answers: checked.values, revision: kase.revision + 1, updatedAt: now };
}

/** Materials may only name files that this person uploaded. */
async function foreignFiles(tx: Tx, kase: Case, answers: Readonly<Record<string, unknown>>): Promise<Problem[]> {
  const named = Object.entries(fieldsOf(kase.definition))
    .filter(([, asked]) => asked.kind === "material")
    .flatMap(([field]) => {
      const ids = answers[field];
      return Array.isArray(ids) ? ids.map((id) => ({ field, id: String(id) })) : [];
    });
  if (named.length === 0) return [];
  const owned = await tx
    .selectFrom("files")
    .select("id")
    .where("person_id", "=", kase.personId)
    .where((q) =>
      q.eb(
        q.cast("id", "text"),
        "in",
        named.map((one) => one.id),
      ),
    )
    .execute();
  const known = new Set(owned.map((row) => row.id));
  return named
    .filter((one) => !known.has(one.id))
    .map((one) => ({ field: one.field, message: "有一份材料没有上传成功，请删去后重新上传" }));
}
