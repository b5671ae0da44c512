import { read, utils, type CellObject, type WorkSheet } from "@e965/xlsx";

/** Text as the person typed it. `lossy`: Excel kept it as a number of more digits than a number can hold, so its end is gone. */
export type Cell = string | { lossy: string };
export interface SheetRow {
  /** As Excel numbers it: 2 is the first row below the heads. */
  at: number;
  cells: Cell[];
}
export interface Sheet {
  heads: string[];
  rows: SheetRow[];
}

export const mostRows = 20_000;
const mostColumns = 60;
/** Unpacked: a small zip may hold gigabytes of nothing. */
const mostUnpacked = 200 * 1024 * 1024;
const longestCell = 500;

const ZIP = Buffer.from("PK\u0003\u0004");
const CFB = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

/** What the zip's own directory says it unpacks to, in bytes. */
export function unpackedSize(bytes: Buffer): number {
  const mark = Buffer.from("PK\u0001\u0002");
  let sum = 0;
  for (let at = bytes.indexOf(mark); at !== -1 && at + 28 <= bytes.length; at = bytes.indexOf(mark, at + 46))
    sum += bytes.readUInt32LE(at + 24);
  return sum;
}

const two = (n: number) => String(n).padStart(2, "0");

function textOf(cell: CellObject | undefined): Cell {
  if (!cell || cell.v === undefined || cell.v === null || cell.t === "e" || cell.t === "z") return "";
  if (cell.v instanceof Date) {
    const day = cell.v;
    return `${day.getUTCFullYear()}-${two(day.getUTCMonth() + 1)}-${two(day.getUTCDate())}`;
  }
  if (typeof cell.v === "number") {
    // Excel keeps 15 digits: an 18-digit ID number typed as a number ends in invented zeros.
    if (Math.abs(cell.v) >= 1e15) return { lossy: BigInt(Math.round(cell.v)).toString() };
    // No binary tails: 0.1 + 0.2 is 0.3 on the sheet.
    return String(Number(cell.v.toPrecision(15)));
  }
  return String(cell.v)
    .replaceAll(/[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, " ")
    .trim()
    .slice(0, longestCell);
}

function rowsOf(sheet: WorkSheet): Cell[][] {
  const grid = (sheet["!data"] ?? []) as (CellObject | undefined)[][];
  return Array.from(grid, (row) => Array.from(row ?? [], textOf));
}

const isBlank = (cell: Cell | undefined) => cell === undefined || cell === "";

/** The sheet named `name`, else the first one, its heads in the first row that has any. A string: why it is none, and what to do. */
export function parseSheet(bytes: Buffer, name: string): Sheet | string {
  const zip = bytes.subarray(0, 4).equals(ZIP);
  if (!zip && !bytes.subarray(0, 8).equals(CFB))
    return "这不是 Excel 表格：请用 Excel 或 WPS 另存为 .xlsx 或 .xls 再上传";
  if (zip && unpackedSize(bytes) > mostUnpacked) return "这个表格展开后太大，请删去多余的内容，或拆成几个文件";
  let grid: Cell[][];
  try {
    // One row more than allowed, so that too many are seen without reading them all; formulas and styles are none of our business.
    const limits = { sheetRows: mostRows + 22, cellFormula: false, cellHTML: false, cellStyles: false };
    const book = read(bytes, { type: "buffer", dense: true, cellDates: true, UTC: true, cellText: false, ...limits });
    const sheet = book.Sheets[book.SheetNames.includes(name) ? name : (book.SheetNames[0] ?? "")];
    if (!sheet) return "表格里没有工作表，请用模板重新填写";
    const wide = sheet["!ref"] ? utils.decode_range(sheet["!ref"]).e.c + 1 : 0;
    if (wide > mostColumns) return `表格有 ${wide} 列，太宽了：请用模板填写，不要加列`;
    grid = rowsOf(sheet);
  } catch (error) {
    const locked = error instanceof Error && /password/i.test(error.message);
    return locked ? "这个表格设了密码，请去掉密码再上传" : "打不开这个表格：请用 Excel 或 WPS 另存为 .xlsx 再上传";
  }
  const first = grid.findIndex((row) => row.some((cell) => !isBlank(cell)));
  if (first === -1) return "这个表格是空的，请用模板填写后再上传";
  const heads = (grid[first] ?? []).map((cell) =>
    (typeof cell === "string" ? cell : cell.lossy).replaceAll(/[\s*＊]/g, ""),
  );
  const rows = grid.slice(first + 1).flatMap((cells, index): SheetRow[] => {
    // As wide as the heads: Excel leaves out empty cells at the end, and what stands beyond the heads is nobody's column.
    const row = { at: first + index + 2, cells: heads.map((_, column) => cells[column] ?? "") };
    return row.cells.every(isBlank) ? [] : [row];
  });
  if (rows.length === 0) return "表头下面没有内容，请填写后再上传";
  if (rows.length > mostRows) return `一次最多 ${mostRows} 行，请拆成几个文件`;
  return { heads, rows };
}
