import { beijingDay } from "@wsi/shared/case";
import { sampleCell, wordsOf, type RollCell, type RollDefinition } from "@wsi/shared/item";
import type { Tx } from "../db.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import { printSheet, printXls, type ColumnSpec } from "../sheets/index.ts";
import { definitionOf, findRoll } from "./load.ts";
import { wrongRows } from "./wrong.ts";

/** By it a mended row finds its place again. */
export const rowNumberHead = "行号";

const wide = (label: string): number => (label === "身份证号码" ? 24 : label === "停保原因" ? 32 : 16);

function columnsOf(kind: RollDefinition, today: string): ColumnSpec[] {
  return Object.values(kind.columns).map((asked) => {
    const words = wordsOf(asked);
    return {
      label: asked.label,
      required: !asked.optional,
      note: asked.help ?? "",
      example: sampleCell(asked, today),
      width: wide(asked.label),
      ...(words ? { words } : {}),
    };
  });
}

/** An empty form with drop-downs and explanations. The .xls of Excel 97-2003 keeps the columns and explanations, not the drop-downs. */
export async function templateSheet(kind: RollDefinition, type: "xlsx" | "xls", now: Date): Promise<Buffer> {
  const file = await printSheet(kind.title, columnsOf(kind, beijingDay(now)), [], kind.advice);
  return type === "xls" ? printXls(file) : file;
}

const shown = (cell: RollCell | undefined): string =>
  cell === undefined ? "" : typeof cell === "string" ? cell : cell.lossy;

/** Only the rows that are wrong, marked, each with its number: to be mended and sent in again. */
export async function errorsSheet(
  tx: Tx,
  actorId: string,
  given: { id: string; type: "xlsx" | "xls" },
  now: Date,
): Promise<{ name: string; bytes: Buffer } | Refusal> {
  const today = beijingDay(now);
  const roll = await findRoll(tx, actorId, given.id, today);
  if (isRefusal(roll)) return roll;
  const kind = definitionOf(roll.code);
  const rows = await wrongRows(tx, roll, {});
  if (rows.length === 0) return refuse("conflict", "这份名册现在没有有问题的行");
  const keys = Object.keys(kind.columns);
  const number: ColumnSpec = { label: rowNumberHead, required: true, note: "请不要改。", example: "2", width: 8 };
  const bytes = await printSheet(
    kind.title,
    [number, ...columnsOf(kind, today)],
    rows.map(({ at, cells, problems }) => ({
      cells: [String(at), ...keys.map((key) => shown(cells[key]))],
      wrong: Object.fromEntries(Object.entries(problems).map(([key, why]) => [keys.indexOf(key) + 1, why])),
    })),
    "改好标红的格子，保存后在小程序里点「上传改好的行」。「行号」和「问题」两列不用动；没问题的行不在这里，也不用再传。",
  );
  return { name: `${kind.title}-有问题的行`, bytes: given.type === "xls" ? printXls(bytes) : bytes };
}
