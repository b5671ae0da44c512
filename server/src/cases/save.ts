import { beijingDay } from "@wsi/shared/case";
import { checkAnswers, fieldsOf, type Problem } from "@wsi/shared/item";
import type { Tx } from "../db.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { lockOwn } from "./access.ts";
import type { Case } from "./load.ts";

export const stale = () => refuse("stale", "这个办件刚在别处改过，已为您载入最新内容，请核对后继续");

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
  viewerId: string,
  given: { id: string; revision: number; answers: Readonly<Record<string, unknown>> },
  now: Date,
): Promise<Case | Refusal> {
  const kase = await lockOwn(tx, given.id, viewerId, "save", now);
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

/** Materials may only name files that were uploaded to this case. */
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
    .where("case_id", "=", kase.id)
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
