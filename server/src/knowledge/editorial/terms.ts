import { conceptKindName, termLimits, type TermsView } from "@wsi/shared/contract";
import type { Tx } from "../../db.ts";
import { refuse, type Refusal } from "../../refusal.ts";
import { ownLexicon, type Term } from "../index.ts";
import { refuseBroken } from "./approve.ts";
import { asksOf } from "./draft.ts";
import { brokenBy, readGolden, readHeirs } from "./golden-run.ts";
import { namesOf } from "./people.ts";
import { announce, lockBase, readPublished, readTerms } from "./published.ts";
import type { Maker } from "./store.ts";

/** Words that editors add to the lexicon: proposed by one, approved by another when no golden question breaks, removed by anybody. */

const formsOf = new Map(ownLexicon.concepts.map((concept) => [concept.name, [] as string[]]));
const meantBy = new Map<string, string[]>();
for (const [form, concepts] of ownLexicon.forms()) {
  formsOf.get(concepts[0]?.name ?? "")?.push(form);
  meantBy.set(
    form,
    concepts.map((concept) => concept.name),
  );
}
const labelOf = (name: string): string => ownLexicon.find(name)?.label ?? name;
const isTeachable = (name: string): boolean => (ownLexicon.find(name)?.kind ?? "place") !== "place";

export async function listTerms(tx: Tx, looker: Maker): Promise<TermsView> {
  const rows = await tx
    .selectFrom("knowledge_terms")
    .selectAll()
    .where("removed_at", "is", null)
    .orderBy("id", "desc")
    .execute();
  const names = await namesOf(
    tx,
    rows.flatMap((row) => [row.proposed_by, ...(row.approved_by === null ? [] : [row.approved_by])]),
  );
  return {
    concepts: ownLexicon.concepts
      .filter((concept) => isTeachable(concept.name))
      .map(({ name, label, kind }) => ({ name, label, kind, forms: formsOf.get(name) ?? [] })),
    terms: rows.map((row) => ({
      id: String(row.id),
      form: row.form,
      concept: row.concept,
      state: row.approved_at === null ? "proposed" : "live",
      proposedBy: names(row.proposed_by),
      proposedAt: row.proposed_at.toISOString(),
      approvedBy: row.approved_by === null ? null : names(row.approved_by),
      before: (meantBy.get(row.form) ?? []).map(labelOf),
      mayApprove: row.approved_at === null && row.proposed_by !== looker,
    })),
  };
}

export async function proposeTerm(tx: Tx, given: Term, by: Maker, at: Date): Promise<{ id: number } | Refusal> {
  const form = asksOf(given.form);
  const { least, most } = termLimits.form;
  if (form.length < least || form.length > most) return refuse("refused", `词要有 ${least} 到 ${most} 个字，不含标点`);
  if (!/^[\p{Script=Han}a-z0-9]+$/u.test(form)) return refuse("refused", "词里只能有汉字、字母和数字");
  const concept = ownLexicon.find(given.concept);
  if (!concept || !isTeachable(given.concept)) return refuse("refused", "请从列表里选一个意思");
  if (meantBy.get(form)?.[0] === given.concept)
    return refuse("conflict", `词库里「${form}」已经是「${concept.label}」（${conceptKindName[concept.kind]}）`);
  await lockBase(tx);
  const taken = await tx
    .selectFrom("knowledge_terms")
    .select("concept")
    .where("form", "=", form)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  if (taken)
    return refuse("conflict", `「${form}」已经有人提过了，意思是「${labelOf(taken.concept)}」。要改，先去掉那一条`);
  const row = { form, concept: given.concept, proposed_by: by, proposed_at: at };
  return tx
    .insertInto("knowledge_terms")
    .values({ ...row, approved_by: null, approved_at: null, removed_by: null, removed_at: null, removed_because: null })
    .returning("id")
    .executeTakeFirstOrThrow();
}

const findTerm = (tx: Tx, id: string) =>
  tx
    .selectFrom("knowledge_terms")
    .selectAll()
    .where("id", "=", Number(id))
    .where("removed_at", "is", null)
    .forUpdate()
    .executeTakeFirst();
const gone = () => refuse("not-found", "没有这个词，可能已经被去掉了，请刷新");

/** What every published answer would become. `today` is the Beijing day. */
export async function approveTerm(tx: Tx, id: string, by: Maker, today: string, at: Date): Promise<true | Refusal> {
  await lockBase(tx);
  const row = await findTerm(tx, id);
  if (!row) return gone();
  if (row.approved_at !== null) return refuse("conflict", "这个词已经生效了");
  if (row.proposed_by === by) return refuse("not-allowed", "自己提的词，请让另一位同事来审");
  const before = { entries: await readPublished(tx), heirs: await readHeirs(tx), terms: await readTerms(tx) };
  const after = { ...before, terms: [...before.terms, { form: row.form, concept: row.concept }] };
  const failures = brokenBy({ before, after, own: [] }, await readGolden(tx), [today]);
  if (failures.length > 0) return refuseBroken(failures);
  await tx.updateTable("knowledge_terms").set({ approved_by: by, approved_at: at }).where("id", "=", row.id).execute();
  await announce(tx);
  return true;
}

/** A word that misleads must be stoppable: needs no second person. */
export async function removeTerm(
  tx: Tx,
  given: { id: string; reason: string },
  by: Maker,
  at: Date,
): Promise<true | Refusal> {
  await lockBase(tx);
  const row = await findTerm(tx, given.id);
  if (!row) return gone();
  const removed = { removed_by: by, removed_at: at, removed_because: given.reason };
  await tx.updateTable("knowledge_terms").set(removed).where("id", "=", row.id).execute();
  if (row.approved_at !== null) await announce(tx);
  return true;
}
