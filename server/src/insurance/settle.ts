import { monthOf } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Tx } from "../db.ts";
import type { Settle, Settled } from "../ports/core-insurance.ts";
import { byPerson } from "./by-person.ts";
import { findEffect, keepEffect, lockPeople, tell } from "./effect.ts";

interface Due {
  person_id: string;
  month: string;
  scheme: string;
  number: number;
  late_fee: number;
}

/** Lines of orders and single lines as one list; what the ledger does not know is told apart. */
async function named(tx: Tx, act: Settle): Promise<{ lines: Due[]; unknown: string[]; projects: number[] }> {
  const orders = [...new Set(act.orders ?? [])];
  const found =
    orders.length === 0
      ? []
      : await tx.selectFrom("payment_orders").selectAll().where("number", "in", orders).forUpdate().execute();
  const unknown = orders
    .filter((number) => !found.some((order) => order.number === number))
    .map((number) => `缴费单 ${number}：没有这张单`);
  const fresh = found.filter((order) => order.arrived_on === null);
  unknown.push(
    ...found.filter((order) => order.arrived_on !== null).map(({ number }) => `缴费单 ${number}：以前已经到账`),
  );
  if (fresh.length > 0)
    await tx
      .updateTable("payment_orders")
      .set({ arrived_on: act.arrivedOn })
      .where(
        "number",
        "in",
        fresh.map((order) => order.number),
      )
      .execute();
  const ofOrders =
    fresh.length === 0
      ? []
      : await tx
          .selectFrom("payment_order_lines")
          .select(["person_id", "month", "scheme", "number", "late_fee"])
          .where(
            "order_number",
            "in",
            fresh.map((order) => order.number),
          )
          .execute();
  const single = (act.lines ?? []).map((line): Due => ({
    person_id: line.personId,
    month: line.month,
    scheme: line.scheme,
    number: line.number ?? 1,
    late_fee: 0,
  }));
  return {
    lines: [...ofOrders, ...single],
    unknown,
    projects: fresh.filter((order) => order.project_id !== null).map((order) => order.total),
  };
}

/**
 * Money has arrived. One key, one event, however often the tax channel tells it. What was paid late, or for a month assessed
 * afterwards, is `back-paid`; the rest `arrived`. What fits no waiting line is not lost but listed, for a person to look at.
 */
export async function settle(tx: Tx, act: Settle): Promise<Settled> {
  const input = { orders: act.orders ?? [], lines: act.lines ?? [], arrivedOn: act.arrivedOn };
  const effect = { kind: "settle", key: act.key, today: act.arrivedOn, input };
  await sql`select pg_advisory_xact_lock(hashtext(${`settle ${act.key}`}))`.execute(tx);
  const before = await findEffect<Settled>(tx, effect);
  if (before) return { ...before, lines: 0, amount: 0 };

  const { lines, unknown, projects } = await named(tx, act);
  await lockPeople(tx, [...new Set(lines.map((line) => line.person_id))]);
  const { rows } = await sql<Due & { amount: number }>`
    update payments p set status = case when p.status = 'arrears' or (p.due_on is not null and p.month < ${monthOf(act.arrivedOn)})
        then 'back-paid' else 'arrived' end,
      arrived_on = ${act.arrivedOn}::date, late_fee = greatest(p.late_fee, d.late_fee)
    from unnest(${lines.map((line) => line.person_id)}::uuid[], ${lines.map((line) => line.month)}::text[], ${lines.map((line) => line.scheme)}::text[],
      ${lines.map((line) => line.number)}::smallint[], ${lines.map((line) => line.late_fee)}::bigint[]) as d (person_id, month, scheme, number, late_fee)
    where p.person_id = d.person_id and p.month = d.month and p.scheme = d.scheme and p.number = d.number
      and p.status in ('assessed', 'arrears')
    returning p.person_id, p.month, p.scheme, p.number, p.late_fee, p.unit + p.person + p.late_fee as amount`.execute(
    tx,
  );

  const name = (line: Pick<Due, "person_id" | "month" | "scheme" | "number">) =>
    `${line.person_id} ${line.month} ${line.scheme} ${line.number}`;
  const done = new Set(rows.map(name));
  for (const line of lines)
    if (!done.has(name(line))) unknown.push(`${line.month} ${line.scheme}：没有待缴的这一笔，或以前已经到账、已经注销`);
  const fees = projects.reduce((sum, total) => sum + total, 0);
  const answer: Settled = {
    lines: rows.length + projects.length,
    amount: rows.reduce((sum, row) => sum + row.amount, 0) + fees,
    unknown,
  };
  await keepEffect(tx, effect, answer);
  await tell(
    tx,
    effect,
    [...byPerson(rows)].map(([personId, own]) => ({
      personId,
      kind: "arrived",
      detail: {
        on: act.arrivedOn,
        lines: own.map(({ month, scheme, number, amount }) => ({ month, scheme, number, amount })),
      },
    })),
  );
  return answer;
}
