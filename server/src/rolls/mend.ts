import { beijingDay } from "@wsi/shared/case";
import { matchHeads, type RollCell } from "@wsi/shared/item";
import { sql } from "kysely";
import type { Tx } from "../db.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import { definitionOf, findRoll, type RollRow } from "./load.ts";
import { rowsByKey, type RollFile } from "./receive.ts";
import { rowNumberHead } from "./sheets.ts";

/** A roll that may still be changed, locked. A slice that is being checked is waited for. */
async function changeable(tx: Tx, actorId: string, id: string, now: Date): Promise<RollRow | Refusal> {
  const roll = await findRoll(tx, actorId, id, beijingDay(now), "change");
  if (isRefusal(roll)) return roll;
  if (roll.state === "checking" || roll.state === "checked") return roll;
  if (roll.state === "reviewing") return refuse("conflict", "这份名册在等审核，不能改", { instead: "请先收回，再改" });
  return refuse("conflict", "这份名册已经确认或作废，不能再改", {
    instead: "要改的人请另做一份名册，或一个人一个人办",
  });
}

/** Only what was changed is checked again; who is there twice is looked for in the whole. */
async function again(tx: Tx, roll: RollRow, now: Date): Promise<RollRow> {
  const { done, total } = await tx
    .selectFrom("roll_rows")
    .select((q) => [
      q.fn.countAll<number>().as("total"),
      q.fn.countAll<number>().filterWhere("checked", "=", true).as("done"),
    ])
    .where("roll_id", "=", roll.id)
    .executeTakeFirstOrThrow();
  return tx
    .updateTable("rolls")
    .set({ state: "checking", done, total, note: null, updated_at: now })
    .where("id", "=", roll.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

const noRow = (at: number) => refuse("not-found", `名册里没有第 ${at} 行，请刷新后再改`);

/** One row, mended on the screen. */
export async function mendRow(
  tx: Tx,
  actorId: string,
  given: { id: string; at: number; cells: Readonly<Record<string, string>> },
  now: Date,
): Promise<RollRow | Refusal> {
  const roll = await changeable(tx, actorId, given.id, now);
  if (isRefusal(roll)) return roll;
  const { columns } = definitionOf(roll.code);
  const cells = Object.fromEntries(
    Object.entries(given.cells).filter(([key, cell]) => Object.hasOwn(columns, key) && cell.trim() !== ""),
  );
  const mended = await putCells(tx, roll, [{ at: given.at, cells }]);
  return mended === 0 ? noRow(given.at) : again(tx, roll, now);
}

/** Somebody who does not belong in the roll. */
export async function removeRow(
  tx: Tx,
  actorId: string,
  given: { id: string; at: number },
  now: Date,
): Promise<RollRow | Refusal> {
  const roll = await changeable(tx, actorId, given.id, now);
  if (isRefusal(roll)) return roll;
  const gone = await tx
    .deleteFrom("roll_rows")
    .where("roll_id", "=", roll.id)
    .where("at", "=", given.at)
    .executeTakeFirst();
  if (gone.numDeletedRows === 0n) return noRow(given.at);
  return again(tx, roll, now);
}

async function putCells(
  tx: Tx,
  roll: RollRow,
  rows: readonly { at: number; cells: Readonly<Record<string, RollCell>> }[],
): Promise<number> {
  const put =
    await sql`update roll_rows r set cells = d.cells, checked = false, answers = null, problems = null, person = null,
      repeats = null, months = null, due = null
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as d (at integer, cells jsonb)
    where r.roll_id = ${roll.id} and r.at = d.at`.execute(tx);
  return Number(put.numAffectedRows ?? 0n);
}

/** The downloaded file of bad rows, mended: each takes the place of the row whose number it carries. All of it or nothing. */
export async function mendRows(
  tx: Tx,
  actorId: string,
  given: { id: string; file: RollFile },
  now: Date,
): Promise<RollRow | Refusal> {
  const roll = await changeable(tx, actorId, given.id, now);
  if (isRefusal(roll)) return roll;
  const { sheet } = given.file;
  const kind = definitionOf(roll.code);
  const numbers = sheet.heads.indexOf(rowNumberHead);
  if (numbers === -1)
    return refuse("bad-input", `缺少「${rowNumberHead}」这一列，不知道改的是哪一行`, {
      instead: "请在下载的错误行文件里改，不要删「行号」；要换整份名册，请先作废这一份再上传",
    });
  const heads = matchHeads(kind, sheet.heads);
  if (!heads.ok) return refuse("bad-input", heads.problems[0] ?? "");
  const cellsOf = rowsByKey(kind, sheet, heads.at);
  const rows = sheet.rows.map((row, index) => ({
    at: Number(row.cells[numbers]),
    cells: cellsOf[index]?.cells ?? {},
    line: row.at,
  }));
  const lost = rows.find((row) => !Number.isSafeInteger(row.at) || row.at < 1);
  if (lost) return refuse("bad-input", `文件第 ${lost.line} 行的「${rowNumberHead}」不是数字，请不要改这一列`);
  const seen = new Set<number>();
  const twice = rows.find((row) => seen.size === seen.add(row.at).size);
  if (twice) return refuse("bad-input", `行号 ${twice.at} 在文件里出现了两次，请只留一行`);
  const mended = await putCells(
    tx,
    roll,
    rows.map(({ at, cells }) => ({ at, cells })),
  );
  if (mended !== rows.length)
    return refuse("bad-input", "文件里有的行号不在这份名册里，一行都没有改", {
      instead: "请重新下载错误行文件，在里面改好再上传",
    });
  return again(tx, roll, now);
}
