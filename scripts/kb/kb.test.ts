import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../server/test/database.ts";

let fresh: TestDatabase;
let folder: string;
beforeAll(async () => {
  fresh = await freshDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "wsi-kb-"));
});
afterAll(async () => {
  await fresh.drop();
  await rm(folder, { recursive: true, force: true });
});

const root = fileURLToPath(new URL("../..", import.meta.url));
interface Ran {
  code: number | null;
  out: string;
  err: string;
}
const kb = (...args: string[]) =>
  new Promise<Ran>((resolve) => {
    const child = spawn(process.execPath, ["--import", "tsx", "scripts/kb.ts", ...args], {
      cwd: root,
      env: { ...process.env, DATABASE_URL: fresh.url, NODE_ENV: "test" },
    });
    let [out, err] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
    child.on("close", (code) => resolve({ code, out, err }));
  });
async function file(name: string, ...rows: unknown[]) {
  const at = path.join(folder, name);
  await writeFile(at, rows.map((row) => (typeof row === "string" ? row : JSON.stringify(row))).join("\n"));
  return at;
}
const drafts = async () =>
  (
    await fresh.db
      .selectFrom("knowledge_entries")
      .innerJoin("knowledge_versions", "knowledge_versions.entry_id", "knowledge_entries.id")
      .where("state", "=", "draft")
      .select(["id", "maker"])
      .orderBy("id")
      .execute()
  ).map((row) => `${row.id} by ${row.maker}`);

describe("npm run kb --", () => {
  it("import takes nothing of a file with bad rows, names each, and fails", async () => {
    const bad = await file(
      "bad.jsonl",
      { id: "x1", question: "公园几点关门", answer: "晚上十点关门。" },
      { id: "x2" },
      "{",
    );
    const ran = await kb("import", bad);
    expect(ran.code).toBe(1);
    expect(ran.err).toContain("第 2 行，标准问题：请填写标准问题");
    expect(ran.err).toContain("第 3 行，整行：");
    expect(ran.err).toContain("一条也没有导入");
    expect(await drafts()).toEqual([]);
  });

  it("import makes drafts of a good one, which export gives out and import knows again", async () => {
    const good = await file("good.jsonl", { id: "x1", question: "公园几点关门", answer: "晚上十点关门。", more: 1 });
    const ran = await kb("import", good);
    expect(ran).toMatchObject({ code: 0, out: expect.stringContaining("新增 1 条") });
    expect(await drafts()).toEqual(["x1 by import"]);
    const sheet = path.join(folder, "all.xlsx");
    expect((await kb("export", sheet, "--which", "newest")).code).toBe(0);
    expect((await kb("import", sheet)).out).toContain("新增 0 条，修改 0 条");
  });

  it("ask answers any questions from any knowledge base, in their order", async () => {
    const base = await file(
      "base.jsonl",
      { id: "a", question: "图书证怎么办理", answer: "带身份证到前台。" },
      { id: "b", question: "借书可以续借吗", answer: "可以续借一次。" },
    );
    const batch = await file("batch.jsonl", { id: "q1", query: "借的书能续借吗" }, { id: "q2", query: "怎么办图书证" });
    const out = path.join(folder, "out.jsonl");
    expect((await kb("ask", "--kb", base, "--batch", batch, "--out", out)).code).toBe(0);
    const rows = (await readFile(out, "utf8"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { id: string; results: { id: string }[]; decision: string; ms: number });
    expect(rows.map((row) => [row.id, row.results[0]?.id])).toEqual([
      ["q1", "b"],
      ["q2", "a"],
    ]);
    expect(rows.every((row) => ["answer", "menu", "handoff"].includes(row.decision) && row.ms >= 0)).toBe(true);
  });

  const answersOf = async (out: string) =>
    (await readFile(out, "utf8"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { id: unknown; results: { id: unknown }[]; decision: string });

  it("ask takes files as others write them: a mark at the beginning, CRLF, numbers as ids, an id twice, empty and endless questions", async () => {
    const rows = [
      { id: 1, question: "图书证怎么办理", answer: "带身份证到前台。", similar: null },
      { id: 2, question: "借书可以续借吗", similar: "书能不能晚点还", keywords: [7] },
      { id: 1, question: "办证要带什么", topic: 3 },
    ];
    const base = await file("others.jsonl", `\ufeff${rows.map((row) => JSON.stringify(row)).join("\r\n")}\r\n\r\n`);
    const asked = [
      { id: 7, query: "" },
      { id: "q2", query: " \u0000\ud800\n" },
      { id: "q3", query: "图书证怎么办理".repeat(1_429) },
      { id: "q4", query: "办证要带什么" },
      { query: "__proto__ constructor" },
    ];
    const batch = await file("others-q.jsonl", `\ufeff${asked.map((row) => JSON.stringify(row)).join("\r\n")}`);
    const out = path.join(folder, "others-out.jsonl");
    const ran = await kb("ask", "--kb", base, "--batch", batch, "--out", out);
    expect(ran).toMatchObject({ code: 0, err: expect.stringContaining("有 1 行的 id 前面已经有过") });
    const answers = await answersOf(out);
    expect(answers.map((one) => one.id)).toEqual([7, "q2", "q3", "q4", undefined]);
    expect(answers[0]).toMatchObject({ results: [], decision: "handoff" });
    expect(answers[2]?.results[0]?.id).toBe(1);
    expect(answers[3]?.results.map((one) => one.id)).toEqual([1]);
    expect(answers[4]).toMatchObject({ results: [], decision: "handoff" });
  });

  it("ask answers nothing when a row is bad, names every one, and leaves what it would write to alone", async () => {
    const base = await file(
      "broken.jsonl",
      { id: "a", question: "图书证怎么办理" },
      { id: "b", question: " " },
      "[1]",
      {
        question: "没有编号",
      },
    );
    const batch = await file("broken-q.jsonl", { id: "q1", query: "办证" }, { id: "q2" });
    const out = await file("before.jsonl", "before");
    const ran = await kb("ask", "--kb", base, "--batch", batch, "--out", out);
    expect(ran.code).toBe(1);
    for (const line of ["第 2 行：「b」缺少 question", "第 3 行：不是一行", "第 4 行：缺少 id", "第 2 行：缺少 query"])
      expect(ran.err).toContain(line);
    expect(ran.err).toContain("共 4 处要改");
    expect(await readFile(out, "utf8")).toBe("before");
    const nowhere = await kb("ask", "--kb", path.join(folder, "none"), "--batch", batch, "--out", out);
    expect(nowhere).toMatchObject({ code: 1, err: expect.stringContaining("打不开文件") });
    expect(nowhere.err).not.toContain("    at ");
  });

  it("says how it is used when it is not understood, and what cannot be read", async () => {
    expect(await kb("sing")).toMatchObject({ code: 2, err: expect.stringContaining("usage") });
    expect(await kb("import")).toMatchObject({ code: 2 });
    expect(await kb("import", path.join(folder, "none.jsonl"))).toMatchObject({
      code: 1,
      err: expect.stringContaining("读不到文件"),
    });
  });
});
