import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../../../test/database.ts";
import { inTransaction } from "../../../db.ts";
import { isRefusal } from "../../../refusal.ts";
import { approveEntries } from "../approve.ts";
import { submitEntry } from "../edit.ts";
import { readPublished } from "../published.ts";
import { viewEntry } from "../view.ts";
import { exportFile } from "./export.ts";
import { importFile } from "./import.ts";

const at = new Date("2026-03-02T02:00:00Z");
const today = "2026-03-02";
const maker = "11111111-1111-4111-8111-111111111111";
const checker = "22222222-2222-4222-8222-222222222222";

let fresh: TestDatabase;
beforeAll(async () => void (fresh = await freshDatabase()));
afterAll(() => fresh.drop());

const lines = (...rows: unknown[]) => Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
const answer = (topic: string) => `关于${topic}的完整答案。`;
const row = (id: string, question: string, more: object = {}) => {
  return { id, question, answer: answer(question), source: "社会保险法", ...more };
};
const take = (bytes: Buffer, mode: "preview" | "keep" = "keep", name = "kb.jsonl") =>
  inTransaction(fresh.db, (tx) => importFile(tx, { name, bytes }, mode, maker, today, at));
async function taken(...given: Parameters<typeof take>) {
  const done = await take(...given);
  if (isRefusal(done)) throw new Error(done.body.message);
  return done;
}
const count = async () =>
  (
    await fresh.db
      .selectFrom("knowledge_entries")
      .select((q) => q.fn.countAll<number>().as("n"))
      .executeTakeFirstOrThrow()
  ).n;

describe("importing", () => {
  it("changes nothing in a preview, and makes drafts when it is meant", async () => {
    const file = lines(row("a1", "社保卡丢了怎么办"), row("a2", "失业金领几个月", { similar: ["失业金能领多久"] }));
    expect(await taken(file, "preview")).toMatchObject({ rows: 2, added: 2, imported: false, problems: [] });
    expect(await count()).toBe(0);
    expect(await taken(file)).toMatchObject({ added: 2, changed: 0, unchanged: 0, imported: true });
    expect(await count()).toBe(2);
    expect(await readPublished(fresh.db)).toEqual([]);
    expect(await taken(file)).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
  });

  it("takes nothing at all when one row is bad, and names every bad one by its line", async () => {
    const before = await count();
    const file = Buffer.concat([
      lines(row("b1", "医保断缴怎么办"), row("b2", "", { effectiveFrom: "31.12.2026" })),
      Buffer.from("{broken\n"),
      lines(row("b1", "医保怎么转移"), row("b5", "医保断缴，怎么办？"), row("b6", "养老金怎么认证")),
    ]);
    const done = await taken(file);
    expect(done).toMatchObject({ imported: false, rows: 6 });
    expect(done.problems).toEqual([
      { row: 2, column: "生效日期", reason: expect.stringContaining("2026-01-31") },
      { row: 2, column: "标准问题", reason: "请填写标准问题" },
      { row: 3, column: "整行", reason: expect.stringContaining("JSON") },
      { row: 4, column: "编号", reason: "编号和第 1 行重复：b1" },
      { row: 5, column: "标准问题", reason: "和第 1 行「医保断缴怎么办」问的是同一件事" },
    ]);
    expect(await count()).toBe(before);
  });

  it("makes a new draft of what is published and differs, which goes on answering", async () => {
    const step = { id: "a1", version: 1 };
    await inTransaction(fresh.db, (tx) => submitEntry(tx, step, maker, at));
    const busy = await taken(lines(row("a1", "社保卡丢失怎么办")));
    expect(busy.problems).toEqual([{ row: 1, column: "编号", reason: "a1 正在审核，请等审完再导入" }]);
    const approved = await inTransaction(fresh.db, (tx) => approveEntries(tx, [step], checker, today, at));
    expect(isRefusal(approved)).toBe(false);
    expect(await taken(lines(row("a1", "社保卡丢失怎么办")))).toMatchObject({ changed: 1, imported: true });
    expect((await readPublished(fresh.db)).map((entry) => entry.question)).toEqual(["社保卡丢了怎么办"]);
    const view = await inTransaction(fresh.db, (tx) => viewEntry(tx, "a1", maker, at));
    expect(view).toMatchObject({ state: "draft", version: 2, published: 1 });
  });

  it("only notices what another entry of the base asks, and does not let both be submitted", async () => {
    const done = await taken(lines(row("c1", "社保卡丢了怎么办？")));
    expect(done).toMatchObject({ imported: true, problems: [] });
    expect(done.notices).toEqual([
      { row: 1, column: "标准问题", reason: "和已有的 a1「社保卡丢了怎么办」问的是同一件事" },
    ]);
    const refused = await inTransaction(fresh.db, (tx) => submitEntry(tx, { id: "c1", version: 1 }, maker, at));
    expect(isRefusal(refused) && refused.body.message).toContain("（a1）");
  });

  it("takes back what was exported, in either format, unchanged", async () => {
    for (const format of ["jsonl", "xlsx"] as const) {
      const file = await inTransaction(fresh.db, (tx) => exportFile(tx, format, "newest", today));
      const done = await taken(file.bytes, "keep", file.name);
      expect(done).toMatchObject({ added: 0, changed: 0, unchanged: 3, problems: [] });
    }
    const published = await inTransaction(fresh.db, (tx) => exportFile(tx, "jsonl", "published", today));
    expect(published.bytes.toString()).toContain('"question":"社保卡丢了怎么办"');
    expect(published.name).toBe("knowledge-published-2026-03-02.jsonl");
  });

  it("refuses what is no such file in words", async () => {
    const refused = async (bytes: Buffer, name: string) => {
      const done = await take(bytes, "keep", name);
      return isRefusal(done) ? done.body.message : "taken";
    };
    expect(await refused(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), "old.xls")).toContain("只能导入");
    expect(await refused(Buffer.from([0xc9, 0xe7, 0xb1, 0xa3]), "gbk.jsonl")).toContain("UTF-8");
    expect(await refused(Buffer.from(" \n"), "empty.jsonl")).toBe("文件里没有内容");
    expect(await refused(Buffer.from("PK\u0003\u0004"), "broken.xlsx")).toContain("打不开");
  });

  it("takes ten thousand rows in one go", async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => row(`m${index}`, `第${index}号补贴政策是什么`));
    expect(await taken(lines(...many))).toMatchObject({ added: 10_000, imported: true });
    expect(await count()).toBe(10_003);
  });
});
