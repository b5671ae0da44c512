import { beijingDay } from "@wsi/shared/case";
import type { Preview } from "@wsi/shared/contract";
import { checkAnswers, consequencesFor, materialsFor, printAnswers, refusalFor, typedShare } from "@wsi/shared/item";
import type { Tx } from "../db.ts";
import { currentFigures } from "../figures/index.ts";
import type { Effect } from "../ports/core-insurance.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import { needsSignature } from "./act.ts";
import { handlerOf } from "./handlers/index.ts";
import { erasedContent, findVisible } from "./access.ts";
import type { Case } from "./load.ts";
import type { CaseParts } from "./parts.ts";
import { rehearse } from "./rehearse.ts";
import { factsOf } from "./subject.ts";

/**
 * What will follow if the person says yes, judged with today's registries: what is still missing, why it would be refused, what it
 * costs and brings. Keeps nothing: the ledger's own word is had by doing it and undoing it.
 */
export async function preview(
  parts: CaseParts,
  tx: Tx,
  viewerId: string,
  given: { id: string },
  now: Date,
): Promise<Preview | Refusal> {
  const kase = await findVisible(tx, given.id, viewerId, now);
  if (isRefusal(kase)) return kase;
  if (kase.erasedAt !== null) return erasedContent("这个办件的内容");
  const today = beijingDay(now);
  const facts = await factsOf(parts, tx, kase.definition, kase, today);
  const checked = checkAnswers(kase.definition, kase.answers, facts, today, true);
  const answers = checked.ok ? checked.values : kase.answers;
  const rule = refusalFor(kase.definition, answers, facts);
  const ledgers = checked.ok && !rule ? await rehearse(parts, tx, { ...kase, answers }, now) : undefined;
  const refusal = rule
    ? { because: rule.because, instead: rule.instead, ...(rule.insteadItem ? { insteadItem: rule.insteadItem } : {}) }
    : ledgers?.outcome === "refused"
      ? { because: ledgers.because, instead: ledgers.instead }
      : null;
  return {
    problems: checked.ok ? [] : checked.problems,
    refusal,
    consequences: consequencesFor(kase.definition, answers, facts),
    outcome: ledgers?.outcome === "done" ? ledgers.text : null,
    fee: checked.ok && !refusal ? await feeOf(parts, tx, { ...kase, answers }, today, ledgers) : null,
    answers: printAnswers(kase.definition, answers, facts),
    bring: materialsFor(kase.definition, answers, facts)
      .filter((one) => one.from === "bring")
      .map(({ name, why, where }) => ({ name, why, ...(where === undefined ? {} : { where }) })),
    needsSignature: needsSignature(kase) && kase.state === "draft",
    typed: typedShare(
      kase.definition,
      answers,
      Object.fromEntries(Object.entries(kase.prefilled).map(([name, one]) => [name, one.value])),
    ),
  };
}

/** By what the ledger holds, the item's own arithmetic, or what the ledger said when it was asked in earnest. */
async function feeOf(
  parts: CaseParts,
  tx: Tx,
  kase: Case,
  today: string,
  said: Effect | undefined,
): Promise<Preview["fee"]> {
  const { fee } = kase.definition;
  const handler = handlerOf(kase.definition.code);
  const { personId, employerId, actorId, answers } = kase;
  const quote = handler?.foresee
    ? await handler.foresee({
        tx,
        core: parts.core,
        subject: { personId, actorId, ...(employerId === null ? {} : { employerId }) },
        answers,
        today,
      })
    : handler?.quote?.(await currentFigures(tx), answers);
  if (quote) return { ...quote, ...(fee.kind === "ledger" ? { title: fee.title } : {}), note: fee.note };
  if (said?.outcome !== "done") return { lines: [], total: 0, note: fee.note };
  return {
    lines: said.lines ?? (said.due > 0 ? [{ label: "办好后要缴", fen: said.due }] : []),
    total: said.due,
    ...(said.estimate === undefined ? {} : { estimate: said.estimate }),
    note: fee.note,
  };
}
