import { randomUUID } from "node:crypto";
import { beijingDay } from "@wsi/shared/case";
import { maskAnswer, parseAnswer, printAnswer, type Field } from "@wsi/shared/field";
import { fieldsOf, isShown, printAnswers } from "@wsi/shared/item";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import { isRefusal, refuse, type Refusal } from "../../refusal.ts";
import { findVisible, lockOwn } from "../access.ts";
import { move } from "../act.ts";
import { alreadyDone, type Case } from "../load.ts";
import { tellCorrectionAsked } from "../messages.ts";
import type { CaseParts } from "../parts.ts";
import { correctable } from "./change.ts";

interface Asked {
  id: string;
  key: string;
  field: string;
  shouldBe?: string | undefined;
  value?: unknown;
  why: string;
}

/**
 * 更正 (S5): something in a case that is done is wrong. Who acted, or whom it is about, says what and what it should be. Where the ledger
 * can be put right by it, the right answer is given as the question itself is answered; else in words. Nobody has to go to a counter for a
 * mistake.
 */
export async function askCorrection(
  parts: CaseParts,
  tx: Tx,
  viewerId: string,
  given: Asked,
  now: Date,
): Promise<Case | Refusal> {
  const kase = await lockOwn(tx, given.id, viewerId, "ask-correction", now);
  if (await alreadyDone(tx, given.id, given.key)) return findVisible(tx, given.id, viewerId, now);
  if (isRefusal(kase)) return kase;
  const asked = fieldsOf(kase.definition)[given.field];
  if (!asked || !isShown(asked, kase.answers, kase.facts))
    return refuse("bad-input", "这个办件里没有这一项，请重新选择哪里不对", {
      problems: [{ field: "field", message: "请重新选择" }],
    });
  const right = rightAnswer(kase, asked, given, beijingDay(now));
  if (isRefusal(right)) return right;
  const { rows } = await sql<{ n: string }>`select nextval('case_numbers') as n`.execute(tx);
  const number = `GZ${beijingDay(now).replaceAll("-", "")}${String(rows[0]?.n ?? 0).padStart(6, "0")}`;
  await tx
    .insertInto("case_corrections")
    .values({
      id: randomUUID(),
      number,
      case_id: kase.id,
      asked_by: viewerId,
      asked_at: now,
      field: given.field,
      label: asked.label,
      was: await asItStands(tx, kase, given.field),
      should_be: right.words,
      value: right.value === undefined ? null : JSON.stringify({ is: right.value }),
      why: given.why,
      outcome: null,
      decided_by: null,
      decided_at: null,
      because: null,
      instead: null,
    })
    .execute();
  const what = `申请更正「${asked.label}」（${number}）`;
  const moved = await move(
    tx,
    kase,
    "ask-correction",
    { role: "applicant", id: viewerId },
    now,
    kase.capacity === "self" ? `您${what}` : what,
    { key: given.key, also: { correcting: true, correctsLedger: right.value !== undefined, correctionBy: null } },
  );
  await tellCorrectionAsked(parts, tx, moved, { number, label: asked.label }, now);
  return moved;
}

/** Read as the question reads it. An account number is shown by its last digits, everything else has to be read by who decides. */
function rightAnswer(
  kase: Case,
  asked: Field,
  given: Asked,
  today: string,
): { words: string; value?: unknown } | Refusal {
  if (given.value !== undefined && correctable(kase).includes(given.field)) {
    const read = parseAnswer(asked, given.value, today);
    if (!read.ok) return refuse("bad-input", read.message, { problems: [{ field: "value", message: read.message }] });
    const words = asked.kind === "bankCard" ? maskAnswer(asked, read.value) : printAnswer(asked, read.value);
    return { words, value: read.value };
  }
  return given.shouldBe === undefined
    ? refuse("bad-input", "请填写正确的内容", { problems: [{ field: "shouldBe", message: "请填写正确的内容" }] })
    : { words: given.shouldBe };
}

/** As it was answered, or as the last correction left it; sensitive parts masked. */
async function asItStands(tx: Tx, kase: Case, field: string): Promise<string> {
  const before = await tx
    .selectFrom("case_corrections")
    .select("should_be")
    .where("case_id", "=", kase.id)
    .where("field", "=", field)
    .where("receipt", "is not", null)
    .orderBy("decided_at", "desc")
    .executeTakeFirst();
  const answered = printAnswers(kase.definition, kase.answers, kase.facts).find((one) => one.field === field);
  return before?.should_be ?? answered?.masked ?? "";
}
