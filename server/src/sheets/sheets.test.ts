import { utils, write } from "@e965/xlsx";
import { strFromU8, unzipSync } from "fflate";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printSheet, readSheet, mostRows, type ColumnSpec } from "./index.ts";
import { parseSheet } from "./parse.ts";

const NAME = "花名册";
function book(rows: unknown[][], kind: "xlsx" | "biff8", name = NAME): Buffer {
  const made = utils.book_new();
  utils.book_append_sheet(made, utils.aoa_to_sheet(rows, { cellDates: true, UTC: true }), name);
  return write(made, { type: "buffer", bookType: kind }) as Buffer;
}
const columns: ColumnSpec[] = [
  { label: "姓名", required: true, note: "和身份证一致。", example: "张示例", width: 12 },
  { label: "险种", required: false, note: "不填就是五险。", example: "五险", width: 12, words: ["五险", "仅工伤"] },
];

describe("a sheet", () => {
  it.each(["xlsx", "biff8"] as const)(
    "of kind %s is read with its row numbers, dates as days, numbers without tails",
    (kind) => {
      const bytes = book(
        [
          ["姓名 *", "入职日期", "月工资"],
          ["张示例", new Date(Date.UTC(2026, 10, 3)), 5000.5],
          [],
          ["王示例", "2026-11-04", 0.1 + 0.2],
        ],
        kind,
      );
      expect(parseSheet(bytes, NAME)).toEqual({
        heads: ["姓名", "入职日期", "月工资"],
        rows: [
          { at: 2, cells: ["张示例", "2026-11-03", "5000.5"] },
          { at: 4, cells: ["王示例", "2026-11-04", "0.3"] },
        ],
      });
    },
  );

  it("tells an ID number whose end Excel has rounded away", () => {
    const sheet = parseSheet(book([["身份证号码"], [Number("990101199001010004")]], "xlsx"), NAME);
    expect(sheet).toMatchObject({ rows: [{ cells: [{ lossy: expect.stringMatching(/^9901011990/) }] }] });
  });

  it("is refused in words when it is none, is empty, or holds too much", () => {
    expect(parseSheet(Buffer.from("姓名,工资\n"), NAME)).toContain("不是 Excel");
    expect(parseSheet(Buffer.from("PK\u0003\u0004broken"), NAME)).toContain("打不开");
    expect(parseSheet(book([[]], "xlsx"), NAME)).toContain("是空的");
    expect(parseSheet(book([["姓名"]], "xlsx"), NAME)).toContain("没有内容");
    expect(parseSheet(book([Array.from({ length: 70 }, (_, at) => `列${at}`), ["a"]], "xlsx"), NAME)).toContain("太宽");
    const many = [["姓名"], ...Array.from({ length: mostRows + 1 }, () => ["张示例"])];
    expect(parseSheet(book(many, "biff8"), NAME)).toContain(`最多 ${mostRows} 行`);
  });

  it("never throws, whatever the bytes", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom("PK\u0003\u0004", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ""),
        (tail, mark) => {
          const bytes = Buffer.concat([Buffer.from(mark, "latin1"), tail]);
          expect(["string", "object"]).toContain(typeof parseSheet(bytes, NAME));
        },
      ),
    );
  });

  it("is read in a thread of its own", async () => {
    expect(await readSheet(book([["姓名"], ["张示例"]], "biff8"), NAME)).toEqual({
      heads: ["姓名"],
      rows: [{ at: 2, cells: ["张示例"] }],
    });
    expect(await readSheet(Buffer.from("nothing"), NAME)).toContain("不是 Excel");
  });
});

describe("a template", () => {
  it("has drop-downs, explains every column, and is read again as it was filled in", async () => {
    const file = await printSheet(
      NAME,
      columns,
      [{ cells: ["张示例", "五险"] }, { cells: ["=1+1", ""] }],
      "一次最多 20000 行。",
    );
    const parts = unzipSync(file);
    const sheet = strFromU8(parts["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
    expect(sheet).toContain('<formula1>"五险,仅工伤"</formula1>');
    expect(sheet.indexOf("<dataValidations")).toBeGreaterThan(sheet.indexOf("</sheetData>"));
    expect(parseSheet(file, NAME)).toEqual({
      heads: ["姓名", "险种"],
      rows: [
        { at: 2, cells: ["张示例", "五险"] },
        { at: 3, cells: ["=1+1", ""] },
      ],
    });
    expect(parseSheet(file, "填写说明")).toMatchObject({ heads: ["列名", "必填", "怎么填", "例子"] });
  });

  it("marks what is wrong and says why in a last column", async () => {
    const file = await printSheet(NAME, columns, [{ cells: ["张", "六险"], wrong: { 1: "没有这一种" } }], "");
    expect(parseSheet(file, NAME)).toMatchObject({
      heads: ["姓名", "险种", "问题"],
      rows: [{ cells: ["张", "六险", "险种：没有这一种"] }],
    });
  });
});
