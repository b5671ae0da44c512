import readWorkbook from "read-excel-file/node";
import writeWorkbook from "write-excel-file/node";
import { knowledgeAudienceName, knowledgeTrustName } from "@wsi/shared/contract";
import { columns, type ColumnKey } from "./columns.ts";
import type { Exported } from "./jsonl.ts";
import type { Problem, RawRow } from "./row.ts";

const SHEET = "知识条目";
const NOTES = "填写说明";
/** Unpacked: a small file may hold gigabytes of nothing. */
const MOST_UNPACKED = 200 * 1024 * 1024;

export const looksLikeXlsx = (bytes: Buffer): boolean => bytes.subarray(0, 4).equals(Buffer.from("PK\u0003\u0004"));

/** What the zip's own directory says it unpacks to, in bytes. */
export function unpackedSize(bytes: Buffer): number {
  const mark = Buffer.from("PK\u0001\u0002");
  let sum = 0;
  for (let at = bytes.indexOf(mark); at !== -1 && at + 28 <= bytes.length; at = bytes.indexOf(mark, at + 46))
    sum += bytes.readUInt32LE(at + 24);
  return sum;
}

/** The first sheet, its heads in the first row. A string: why it is no such file. */
export async function parseXlsx(bytes: Buffer): Promise<{ rows: RawRow[]; problems: Problem[] } | string> {
  if (unpackedSize(bytes) > MOST_UNPACKED) return "这个表格太大，请拆成几个文件";
  let sheets: Awaited<ReturnType<typeof readWorkbook>>;
  try {
    sheets = await readWorkbook(bytes);
  } catch {
    return "打不开这个表格：请用 Excel 或 WPS 另存为 .xlsx 再试";
  }
  const sheet = sheets.find((one) => one.sheet === SHEET) ?? sheets[0];
  if (!sheet) return "表格里没有工作表";
  const [heads = [], ...body] = sheet.data;
  const keys: (ColumnKey | undefined)[] = [];
  const problems: Problem[] = [];
  for (const [index, head] of heads.entries()) {
    const name = head === null ? "" : String(head).replaceAll(/[\s*＊]/g, "");
    const found = columns.find(({ key, label }) => label === name || key === name);
    if (name !== "" && !found) {
      const reason = `不认识「${name.slice(0, 20)}」这一列，请用模板里的列名`;
      problems.push({ row: 1, column: name.slice(0, 20), reason });
    }
    if (found && keys.includes(found.key)) problems.push({ row: 1, column: found.label, reason: "这一列出现了两次" });
    keys[index] = found?.key;
  }
  for (const { key, label, required } of columns)
    if (required && !keys.includes(key))
      problems.push({ row: 1, column: label, reason: `第一行缺少「${label}」这一列` });
  if (problems.length > 0) return { rows: [], problems };
  const rows = body.flatMap((cells, index): RawRow[] => {
    if (cells.every((cell) => cell === null)) return [];
    const named = keys.flatMap((key, at) => (key === undefined ? [] : [[key, cells[at] ?? undefined] as const]));
    return [{ row: index + 2, cells: Object.fromEntries(named) }];
  });
  return { rows, problems: [] };
}

/** Characters that XML cannot hold. */
const clean = (text: string) => text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");

const cellOf = ({ id, draft }: Exported, key: ColumnKey): string => {
  switch (key) {
    case "id":
      return id;
    case "similar":
    case "keywords":
    case "supersedes":
      return draft[key].join("\n");
    case "audience":
      return draft.audience.map((one) => knowledgeAudienceName[one]).join("\n");
    case "policyYear":
      return draft.policyYear === null ? "" : String(draft.policyYear);
    case "expires":
      return draft.expires ?? "";
    case "source":
      return draft.source.title;
    case "article":
      return draft.source.article ?? "";
    case "trust":
      return knowledgeTrustName[draft.trust];
    case "linkedItems":
      return draft.linkedItems.map(({ code, label }) => `${label}（${code}）`).join("\n");
    default:
      return draft[key];
  }
};

const head = (value: string) => ({ value, type: String, fontWeight: "bold" as const, backgroundColor: "#E6EEF8" });
const plain = (value: string) => ({ value: clean(value), type: String, wrap: true, alignVertical: "top" as const });

/** A sheet that `parseXlsx` takes, and beside it one that explains the columns. Every cell is text: nothing is ever a formula. */
export const printXlsx = (entries: readonly Exported[]): Promise<Buffer> =>
  writeWorkbook([
    {
      sheet: SHEET,
      data: [
        columns.map(({ label, required }) => head(required ? `${label}*` : label)),
        ...entries.map((entry) => columns.map(({ key }) => plain(cellOf(entry, key)))),
      ],
      columns: columns.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
    },
    {
      sheet: NOTES,
      data: [
        [head("列名"), head("怎么填")],
        ...columns.map(({ label, note }) => [plain(label), plain(note)]),
        [
          plain("整份文件"),
          plain("只要有一行不对，整份都不会导入，并列出每一处错误。导入的都是草稿，审核通过后才会回答。"),
        ],
      ],
      columns: [{ width: 14 }, { width: 90 }],
    },
  ]).toBuffer();
