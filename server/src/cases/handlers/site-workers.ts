import { IdNumber } from "@wsi/shared/values";
import { randomUUID } from "node:crypto";
import type { Effect } from "../../ports/core-insurance.ts";
import type { HandlerInput } from "./handler.ts";

type Refused = Extract<Effect, { outcome: "refused" }>;
export interface NamedWorker {
  name: string;
  idNumber: string;
}
interface WorkerAnswers {
  worker1Name?: string;
  worker1Id?: string;
  worker2Name?: string;
  worker2Id?: string;
  worker3Name?: string;
  worker3Id?: string;
}

/** Those whom the form names, in its order. */
export const namedIn = (answers: WorkerAnswers): NamedWorker[] =>
  (
    [
      [answers.worker1Name, answers.worker1Id],
      [answers.worker2Name, answers.worker2Id],
      [answers.worker3Name, answers.worker3Id],
    ] as const
  ).flatMap(([name, idNumber]) => (name === undefined || idNumber === undefined ? [] : [{ name, idNumber }]));

/** Their ids; whoever is new is put into the register. A name that does not belong to the number is refused. */
export async function workersInRegister(
  { tx, core }: Pick<HandlerInput<unknown>, "tx" | "core">,
  region: string,
  workers: readonly NamedWorker[],
): Promise<string[] | Refused> {
  const ids: string[] = [];
  for (const [at, { name, idNumber }] of workers.entries()) {
    const known = await core.findPerson(tx, idNumber);
    if (known && known.name !== name)
      return {
        outcome: "refused",
        because: `第 ${at + 1} 人的姓名和身份证号（${IdNumber.mask(idNumber)}）对不上`,
        instead: "请对照身份证核对；改过名的，请本人先到窗口更正",
      };
    ids.push(known?.id ?? (await core.registerPerson(tx, { id: randomUUID(), idNumber, name, mobile: null, region })));
  }
  return ids;
}

/** Each of them hears of it (S15): they pay nothing, and must know that they are insured. */
export async function tellWorkers(
  { tell }: Pick<HandlerInput<unknown>, "tell">,
  workers: readonly string[],
  title: string,
  text: string,
): Promise<void> {
  for (const personId of workers) await tell(personId, title, text);
}
