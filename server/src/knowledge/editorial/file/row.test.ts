import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { knowledgeAudiences, knowledgeTrusts, type KnowledgeDraft } from "@wsi/shared/contract";
import { digestOfDraft } from "../draft.ts";
import { columnKeys, columns } from "./columns.ts";
import { parseJsonl, printJsonl } from "./jsonl.ts";
import { readRow, type GoodRow, type Problem } from "./row.ts";
import { parseXlsx, printXlsx } from "./xlsx.ts";

const today = "2026-03-02";
const good = (cells: Record<string, unknown>): GoodRow => {
  const read = readRow({ row: 7, cells }, today);
  if (Array.isArray(read)) throw new Error(JSON.stringify(read));
  return read;
};
const bad = (cells: Record<string, unknown>): Problem[] => {
  const read = readRow({ row: 7, cells }, today);
  if (!Array.isArray(read)) throw new Error("was good");
  return read;
};
const least = { question: "社保卡丢了怎么办", answer: "先挂失，再补办。" };

const word = fc
  .string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(..."社保卡丢失补办怎么问a1") })
  .filter((text) => text.trim() === text);
const day = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const anyDraft: fc.Arbitrary<KnowledgeDraft> = fc.record({
  question: word,
  similar: fc.uniqueArray(word, { maxLength: 4 }),
  keywords: fc.uniqueArray(word, { maxLength: 4 }),
  answer: word,
  topic: word,
  audience: fc.uniqueArray(fc.constantFrom(...knowledgeAudiences)),
  policyYear: fc.option(fc.integer({ min: 1990, max: 2100 })),
  effectiveFrom: day,
  expires: fc.constant(null),
  source: fc.record({ title: word, article: fc.option(word) }),
  trust: fc.constantFrom(...knowledgeTrusts),
  linkedItems: fc.array(fc.record({ code: fc.constantFrom("a-b", "back-pay2"), label: word }), { maxLength: 3 }),
  supersedes: fc.uniqueArray(fc.constantFrom("one", "two.3", "X_y"), { maxLength: 2 }),
});

describe("a row of a knowledge file", () => {
  it("needs a question and an answer, no more", () => {
    expect(good({ id: "x1", ...least })).toEqual({
      row: 7,
      id: "x1",
      draft: {
        ...least,
        similar: [],
        keywords: [],
        topic: "综合",
        audience: [],
        policyYear: null,
        effectiveFrom: today,
        expires: null,
        source: { title: "", article: null },
        trust: "check",
        linkedItems: [],
        supersedes: [],
      },
    });
    expect(good(least).id).toBe(good({ ...least, question: "社保卡丢了，怎么办？" }).id);
  });

  it("is read as people write it", () => {
    const { draft } = good({
      ...least,
      similar: "卡掉了咋办\r\n 卡不见了 \n\n社保卡丢了怎么办？",
      keywords: "挂失、补办，丢失",
      audience: "在职职工\nretired",
      policyYear: "2026年度",
      effectiveFrom: "2026/1/5",
      expires: new Date("2026-12-31T00:00:00Z"),
      trust: "官方口径",
      source: "社会保险法",
      article: "第十六条",
      linkedItems: "断缴补缴（interruption-back-payment）",
    });
    expect(draft).toMatchObject({
      similar: ["卡掉了咋办", "卡不见了"],
      keywords: ["挂失", "补办", "丢失"],
      audience: ["employee", "retired"],
      policyYear: 2026,
      effectiveFrom: "2026-01-05",
      expires: "2026-12-31",
      trust: "official",
      source: { title: "社会保险法", article: "第十六条" },
      linkedItems: [{ label: "断缴补缴", code: "interruption-back-payment" }],
    });
  });

  it("says all that is wrong with it, by column and reason", () => {
    const problems = bad({
      id: "有空格 的",
      question: "",
      answer: "x".repeat(4001),
      effectiveFrom: "2026-02-30",
      policyYear: "去年",
      audience: "火星人",
      linkedItems: "没有编号",
    });
    expect(problems.every((one) => one.row === 7)).toBe(true);
    expect(problems.map((one) => one.column).toSorted()).toEqual(
      ["编号", "标准问题", "答案", "生效日期", "政策年度", "适用人群", "关联事项"].toSorted(),
    );
    expect(problems.find((one) => one.column === "标准问题")?.reason).toBe("请填写标准问题");
    expect(bad({ ...least, effectiveFrom: "2026-05-01", expires: "2026-04-30" })).toEqual([
      { row: 7, column: "失效日期", reason: "失效日期早于生效日期" },
    ]);
  });

  it("never breaks the reader, whatever it holds", () => {
    const anything = fc.record(
      Object.fromEntries(columnKeys.map((key) => [key, fc.anything({ withDate: true, withBigInt: false })])),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(anything, (cells) => {
        const read = readRow({ row: 1, cells }, today);
        expect(Array.isArray(read) ? read.length : read.id.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe("a file of JSON lines", () => {
  it("names every line that is none, counted as an editor counts them", () => {
    const { rows, problems } = parseJsonl(
      '\ufeff{"id":"a"}\r\n\r\n[1]\n{"id":\n"text"\n{"id":"b","__proto__":{"x":1}}\n',
    );
    expect(rows.map((one) => [one.row, one.cells])).toEqual([
      [1, { id: "a" }],
      [6, { id: "b" }],
    ]);
    expect(problems.map((one) => one.row)).toEqual([3, 4, 5]);
  });

  it("never breaks on any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const { rows, problems } = parseJsonl(text);
        expect(rows.length + problems.length).toBeLessThanOrEqual(text.split("\n").length);
      }),
    );
  });

  it("comes back as it went out", () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        const [row] = parseJsonl(printJsonl([{ id: "e1", draft }])).rows;
        const once = good(row?.cells ?? {});
        const [again] = parseJsonl(printJsonl([once])).rows;
        expect(digestOfDraft(good(again?.cells ?? {}).draft)).toBe(digestOfDraft(once.draft));
        expect({ ...once.draft, similar: draft.similar }).toEqual(draft);
      }),
    );
  });
});

describe("a sheet", () => {
  it("comes back as it went out", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyDraft, { minLength: 1, maxLength: 3 }), async (drafts) => {
        const entries = drafts.map((draft, index) => good({ id: `e${index}`, ...draft }));
        const parsed = await parseXlsx(await printXlsx(entries));
        if (typeof parsed === "string") throw new Error(parsed);
        expect(parsed.problems).toEqual([]);
        expect(parsed.rows.map((row) => row.row)).toEqual(entries.map((_, index) => index + 2));
        expect(parsed.rows.map((row) => digestOfDraft(good(row.cells).draft))).toEqual(
          entries.map((entry) => digestOfDraft(entry.draft)),
        );
      }),
      { numRuns: 15 },
    );
  });

  it("is a template when it is empty, with an explanation for every column", async () => {
    const bytes = await printXlsx([]);
    expect(await parseXlsx(bytes)).toEqual({ rows: [], problems: [] });
    const { default: readWorkbook } = await import("read-excel-file/node");
    const [, notes] = await readWorkbook(bytes);
    expect(notes?.data.slice(1, -1).map((row) => row[0])).toEqual(columns.map((one) => one.label));
  });

  it("that is none, or only says so, is refused in words", async () => {
    expect(await parseXlsx(Buffer.from("PK\u0003\u0004 nothing"))).toContain("打不开");
    const whole = await printXlsx([]);
    // A directory that promises gigabytes.
    const at = whole.lastIndexOf(Buffer.from("PK\u0001\u0002"));
    whole.writeUInt32LE(0xf0000000, at + 24);
    expect(await parseXlsx(whole)).toContain("太大");
  });

  it("with heads that nobody knows is not guessed at", async () => {
    const { default: writeWorkbook } = await import("write-excel-file/node");
    const text = (value: string) => ({ value, type: String });
    const bytes = await writeWorkbook([
      { sheet: "x", data: [["标准问题", "问题二", "标准问题"].map(text), ["甲", "乙", "丙"].map(text)] },
    ]).toBuffer();
    expect(await parseXlsx(bytes)).toEqual({
      rows: [],
      problems: [
        { row: 1, column: "问题二", reason: expect.stringContaining("不认识") },
        { row: 1, column: "标准问题", reason: "这一列出现了两次" },
        { row: 1, column: "答案", reason: expect.stringContaining("缺少") },
      ],
    });
  });
});
