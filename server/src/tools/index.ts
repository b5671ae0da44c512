/**
 * Calculators 工具 for everybody: each declares what it asks and hands the answers to the arithmetic of `@wsi/shared/insurance` with the
 * figures of the day. Works for a stranger; who is bound finds the questions answered from the records. Nothing is kept.
 */
import { beijingDay } from "@wsi/shared/case";
import type { ToolCard, ToolView, Worked } from "@wsi/shared/contract";
import { items } from "@wsi/shared/items";
import type { Tx } from "../db.ts";
import { currentFigures } from "../figures/index.ts";
import type { CoreInsurance } from "../ports/core-insurance.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { backPayment } from "./back-payment.ts";
import { flexibleTiers } from "./flexible-tiers.ts";
import { monthlyBill } from "./monthly-bill.ts";
import { pension } from "./pension.ts";
import { retirementAge } from "./retirement-age.ts";
import { selfOf } from "./self.ts";
import { readAnswers, type Tool } from "./tool.ts";
import { unemployment } from "./unemployment.ts";

export { selfOf, type Self } from "./self.ts";

export const tools: readonly Tool[] = [flexibleTiers, monthlyBill, pension, retirementAge, unemployment, backPayment];

const cardOf = ({ code, name, seal, about }: Tool): ToolCard => ({ code, name, seal, about });
export const toolCards = (): ToolCard[] => tools.map(cardOf);

const absent = () => refuse("not-found", "没有这个工具，请从「算一算」重新进入");
const catalogue: Readonly<Record<string, { code: string; name: string }>> = items;

export async function viewTool(
  core: CoreInsurance,
  tx: Tx,
  code: string,
  personId: string | null,
  now: Date,
): Promise<ToolView | Refusal> {
  const tool = tools.find((one) => one.code === code);
  if (!tool) return absent();
  const today = beijingDay(now);
  const questions = Object.entries(tool.questions({ figures: await currentFigures(tx), today }));
  const self = personId === null ? undefined : await selfOf(core, tx, personId, now);
  const known = questions.flatMap(([name, question]) => {
    const value = self === undefined ? undefined : question.known?.(self);
    return value === undefined ? [] : [[name, value] as const];
  });
  const started = questions.flatMap(([name, { start }]) => (start === undefined ? [] : [[name, start] as const]));
  return {
    ...cardOf(tool),
    questions: questions.map(([name, { asked, assumption }]) => ({
      name,
      asked,
      ...(assumption === undefined ? {} : { assumption }),
    })),
    values: { ...Object.fromEntries(started), ...Object.fromEntries(known) },
    known: known.map(([name]) => name),
    items: tool.items.flatMap((one) => {
      const item = catalogue[one];
      return item ? [{ code: item.code, name: item.name }] : [];
    }),
    today,
  };
}

export async function workTool(
  tx: Tx,
  given: { code: string; answers: Readonly<Record<string, unknown>> },
  now: Date,
): Promise<Worked | Refusal> {
  const tool = tools.find((one) => one.code === given.code);
  if (!tool) return absent();
  const at = { figures: await currentFigures(tx), today: beijingDay(now) };
  const read = readAnswers(tool.questions(at), given.answers, at.today);
  if (!read.ok)
    return refuse("bad-input", read.problems[0]?.message ?? "请检查填写的内容", { problems: read.problems });
  const done = tool.work(read.values, at);
  return done.ok ? done.value : refuse("refused", done.message);
}
