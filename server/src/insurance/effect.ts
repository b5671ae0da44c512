import { isDeepStrictEqual } from "node:util";
import { sql } from "kysely";
import type { Tx } from "../db.ts";
import type { Effect } from "../ports/core-insurance.ts";

type Done = Extract<Effect, { outcome: "done" }>;
export type Refused = Extract<Effect, { outcome: "refused" }>;

export const refused = (because: string, instead: string): Refused => ({ outcome: "refused", because, instead });

interface Act {
  kind: "renew-flexible" | "back-pay";
  key: string;
  personId: string;
  today: string;
  /** What was asked, without key and day. */
  input: Record<string, unknown>;
}

async function receiptNumber(tx: Tx, today: string): Promise<string> {
  const { rows } = await sql<{ n: number }>`select nextval('ledger_receipts') as n`.execute(tx);
  return `LD${today.replaceAll("-", "")}${String(rows[0]?.n ?? 0).padStart(6, "0")}`;
}

/**
 * Makes an act happen once. Acts on one person wait for each other here, so what `work` reads stays true until the commit. `work`
 * answers a refusal (and must have written nothing) or what is to be told; then the answer and an event are kept under the key.
 * Throws when the key stands for another act: that is a mistake of the caller, not of the person.
 */
export async function once(
  tx: Tx,
  act: Act,
  work: () => Promise<Refused | (Omit<Done, "receipt" | "outcome"> & { events: { kind: string; detail: object }[] })>,
): Promise<Effect> {
  await tx.selectFrom("people").select("id").where("id", "=", act.personId).forUpdate().executeTakeFirstOrThrow();
  const before = await tx.selectFrom("ledger_effects").selectAll().where("key", "=", act.key).executeTakeFirst();
  if (before) {
    const same =
      before.kind === act.kind && before.person_id === act.personId && isDeepStrictEqual(before.input, act.input);
    if (!same) throw new Error(`the key of this ${act.kind} stands for another act`);
    return before.answer as Effect;
  }
  const result = await work();
  if ("outcome" in result) return result;
  const { events, ...told } = result;
  const answer: Effect = { outcome: "done", receipt: await receiptNumber(tx, act.today), ...told };
  const kept = { key: act.key, person_id: act.personId, kind: act.kind, done_on: act.today };
  await tx
    .insertInto("ledger_effects")
    .values({ ...kept, input: JSON.stringify(act.input), answer: JSON.stringify(answer) })
    .execute();
  await tx
    .insertInto("ledger_events")
    .values(
      events.map(({ kind, detail }) => ({
        person_id: act.personId,
        on_day: act.today,
        kind,
        detail: JSON.stringify(detail),
        effect_key: act.key,
      })),
    )
    .execute();
  return answer;
}

/** Appends lines; one that follows a cancelled line of its month and scheme takes the next number. */
export async function assess(
  tx: Tx,
  personId: string,
  lines: readonly { month: string; scheme: "pension" | "medical"; base: number; person: number }[],
): Promise<void> {
  const before = await tx
    .selectFrom("payments")
    .select(["month", "scheme"])
    .select((eb) => eb.fn.max("number").as("number"))
    .where("person_id", "=", personId)
    .where("month", "in", [...new Set(lines.map((line) => line.month))])
    .groupBy(["month", "scheme"])
    .execute();
  const numberOf = new Map(before.map((row) => [`${row.month} ${row.scheme}`, row.number]));
  await tx
    .insertInto("payments")
    .values(
      lines.map((line) => ({
        ...line,
        person_id: personId,
        number: (numberOf.get(`${line.month} ${line.scheme}`) ?? 0) + 1,
        employer_id: null,
        unit: 0,
        status: "assessed" as const,
        arrived_on: null,
      })),
    )
    .execute();
}
