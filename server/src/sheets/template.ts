import { read, write } from "@e965/xlsx";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import writeWorkbook from "write-excel-file/node";

export interface ColumnSpec {
  label: string;
  required: boolean;
  /** How to fill it in, one sentence or two. */
  note: string;
  /** An example, shown beside the note. */
  example: string;
  /** Characters wide. */
  width: number;
  /** The words one may choose from: a drop-down in Excel. */
  words?: readonly string[];
}
export interface FilledRow {
  cells: readonly string[];
  /** By column: what is wrong with that cell. */
  wrong?: Readonly<Record<number, string>>;
}

const NOTES = "填写说明";
/** How far down the drop-downs reach. */
const lastRow = 20_001;
const dangerous = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const clean = (text: string) => text.replaceAll(dangerous, "");

// Text cells: an ID number stays what was typed, and nothing is ever a formula.
const text = (value: string, more: object = {}) => ({ value: clean(value), type: String, format: "@", ...more });
const head = (value: string) => text(value, { fontWeight: "bold", backgroundColor: "#E6EEF8" });
const marked = { backgroundColor: "#FDE3E3" };

function letters(column: number): string {
  const rest = Math.floor(column / 26) - 1;
  return (rest >= 0 ? letters(rest) : "") + String.fromCharCode(65 + (column % 26));
}

const xml = (value: string) =>
  value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** Excel takes 255 characters of words in a rule; a longer list stands in the explanations only. */
const ruleOf = ({ words, label }: ColumnSpec, column: number): string => {
  if (!words || words.join(",").length > 250 || words.some((word) => word.includes(","))) return "";
  const range = `${letters(column)}2:${letters(column)}${lastRow}`;
  const advice = `errorTitle="${xml(label)}" error="请从下拉列表里选"`;
  return `<dataValidation type="list" allowBlank="1" showErrorMessage="1" ${advice} sqref="${range}"><formula1>"${xml(words.join(","))}"</formula1></dataValidation>`;
};

/** What must stand after the rules in a worksheet (ECMA-376, CT_Worksheet). */
const after =
  /<(hyperlinks|printOptions|pageMargins|pageSetup|headerFooter|drawing|legacyDrawing|tableParts|extLst)\b|<\/worksheet>/;

function withDropDowns(file: Buffer, columns: readonly ColumnSpec[]): Buffer {
  const rules = columns.map(ruleOf).filter((rule) => rule !== "");
  if (rules.length === 0) return file;
  const parts = unzipSync(file);
  const first = "xl/worksheets/sheet1.xml";
  const sheet = parts[first];
  if (!sheet) throw new Error("the workbook that was just written has no first sheet");
  const whole = strFromU8(sheet);
  const at = whole.search(after);
  if (at === -1) throw new Error("the worksheet that was just written has no end");
  const block = `<dataValidations count="${rules.length}">${rules.join("")}</dataValidations>`;
  return Buffer.from(zipSync({ ...parts, [first]: strToU8(whole.slice(0, at) + block + whole.slice(at)) }));
}

/**
 * An .xlsx that `readSheet` takes again: heads, the rows given (none: an empty form), wrong cells on red with the reasons in a last
 * column 「问题」, and a second sheet that explains every column.
 */
export async function printSheet(
  name: string,
  columns: readonly ColumnSpec[],
  rows: readonly FilledRow[],
  advice: string,
): Promise<Buffer> {
  const wrong = rows.some((row) => row.wrong !== undefined);
  const reasons = ({ wrong: found = {} }: FilledRow) =>
    Object.entries(found).map(([at, why]) => `${columns[Number(at)]?.label ?? ""}：${why}`);
  const file = await writeWorkbook([
    {
      sheet: name,
      data: [
        [
          ...columns.map(({ label, required }) => head(required ? `${label}*` : label)),
          ...(wrong ? [head("问题")] : []),
        ],
        ...rows.map((row) => [
          ...columns.map((_, at) => text(row.cells[at] ?? "", row.wrong?.[at] === undefined ? {} : marked)),
          ...(wrong ? [text(reasons(row).join("；"), { wrap: true })] : []),
        ]),
      ],
      columns: [...columns.map(({ width }) => ({ width })), ...(wrong ? [{ width: 60 }] : [])],
      stickyRowsCount: 1,
    },
    {
      sheet: NOTES,
      data: [
        [head("列名"), head("必填"), head("怎么填"), head("例子")],
        ...columns.map(({ label, required, note, example, words }) => [
          text(label),
          text(required ? "必填" : "选填"),
          text(words ? `${note}可选：${words.join("、")}。` : note, { wrap: true }),
          text(example),
        ]),
        [text("整份文件"), text(""), text(advice, { wrap: true }), text("")],
      ],
      columns: [{ width: 14 }, { width: 8 }, { width: 80 }, { width: 24 }],
    },
  ]).toBuffer();
  return withDropDowns(file, columns);
}

/** The same workbook as the .xls of Excel 97-2003: cells stay text; what that format cannot hold (drop-downs, colours) is left out. */
export const printXls = (xlsx: Buffer): Buffer =>
  write(read(xlsx, { type: "buffer", cellNF: true }), { type: "buffer", bookType: "biff8" }) as Buffer;
