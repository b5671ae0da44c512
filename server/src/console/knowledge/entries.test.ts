import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { KnowledgeDraft } from "@wsi/shared/contract";
import { startHouse, type Caller, type House } from "../../../test/house.ts";
import { inTransaction } from "../../db.ts";
import { keepGiven } from "../../knowledge/index.ts";
import { loadSeed } from "../../knowledge/editorial/index.ts";

let house: House;
let maker: Caller;
let checker: Caller;
beforeAll(async () => {
  house = await startHouse();
  await loadSeed(house.services.db, house.services.clock.now());
  maker = await house.staff("yunying");
  checker = await house.staff("shengao");
});
afterAll(() => house.stop());

const at = "/console/api/knowledge";
const draft: KnowledgeDraft = {
  question: "防暑降温费什么时候发",
  similar: ["高温补贴几月份发"],
  keywords: ["高温"],
  answer: "每年六月到九月，由用人单位按月发给，随工资一起发。",
  topic: "综合",
  audience: ["employee"],
  policyYear: null,
  effectiveFrom: "2026-01-01",
  expires: null,
  source: { title: "防暑降温措施管理办法", article: "第十七条" },
  trust: "official",
  linkedItems: [],
  supersedes: [],
};

async function upload(call: Caller, mode: string, name: string, text: string) {
  const body = new FormData();
  body.append("file", new Blob([text]), name);
  const answer = await call.raw("POST", `${at}/import?mode=${mode}`, { body });
  return { status: answer.status, body: await answer.json() };
}

describe("the knowledge base in the console", () => {
  it("is written by one editor and published by another, and found in the test panel", async () => {
    const made = await maker("POST", `${at}/entries`, { id: "heat-2026", draft });
    expect(made.status).toBe(200);
    expect(made.body).toMatchObject({ state: "draft", version: 1, flaws: [], actions: ["edit", "discard", "submit"] });
    const step = { version: 1 };
    const ask = async (drafts: boolean) =>
      (await maker("POST", `${at}/trial`, { text: "高温补贴啥时候发", drafts })).body.hits[0];
    expect(await ask(true)).toMatchObject({ id: "heat-2026", published: false, version: 1 });
    expect((await ask(false))?.id).not.toBe("heat-2026");

    await maker("POST", `${at}/entries/heat-2026/submit`, step);
    const own = await maker("POST", `${at}/entries/heat-2026/approve`, step);
    expect(own).toMatchObject({ status: 403, body: { code: "not-allowed" } });
    const approved = await checker("POST", `${at}/entries/heat-2026/approve`, step);
    expect(approved).toMatchObject({ status: 200, body: { state: "published", published: 1 } });
    const hit = await ask(false);
    expect(hit).toMatchObject({ id: "heat-2026", published: true });
    expect(hit.signals[0].name).toMatch(/[\u4e00-\u9fff]/);
    const { body } = await maker("GET", `${at}/entries/heat-2026`);
    expect(body.history.map((one: { what: string; by: string }) => [one.what, one.by])).toEqual([
      ["审核通过并发布", "审稿·沈稿"],
      ["提交审核", "运营·云英"],
      ["保存草稿", "运营·云英"],
    ]);
  });

  it("names the golden questions that a withdrawal breaks", async () => {
    const added = await maker("POST", `${at}/golden`, { text: "防暑降温费何时发", entryId: "heat-2026" });
    expect(added.body[0]).toMatchObject({ text: "防暑降温费何时发", entryQuestion: draft.question });
    expect((await maker("POST", `${at}/golden`, { text: "防暑降温费，何时发？", entryId: null })).status).toBe(409);
    const run = await maker("POST", `${at}/golden/run`, {});
    expect(run.body.total).toBe(run.body.held + run.body.idle.length + run.body.failed.length);
    const gone = await maker("POST", `${at}/entries/heat-2026/withdraw`, { version: 1, reason: "文件废止" });
    expect(gone.body).toMatchObject({ state: "withdrawn", published: null });
    expect(gone.body.goldenBroken.map((one: { text: string }) => one.text)).toEqual(["防暑降温费何时发"]);
    const { body } = await maker("POST", `${at}/golden/${added.body[0].id}/remove`, { reason: "条目已撤下" });
    expect(body.map((one: { text: string }) => one.text)).not.toContain("防暑降温费何时发");
  });

  it("lists, compares, restores and gives up", async () => {
    const list = await maker("GET", `${at}/entries?state=withdrawn&text=${encodeURIComponent("降温")}`);
    expect(list.body).toMatchObject({ total: 1, entries: [{ id: "heat-2026", state: "withdrawn" }] });
    const restored = await maker("POST", `${at}/entries/heat-2026/restore`, { version: 1, from: 1 });
    expect(restored.body).toMatchObject({ state: "draft", version: 2 });
    const changed = { ...draft, answer: "改了的答案：五月到十月发给，随工资发。" };
    await maker("PUT", `${at}/entries/heat-2026`, { version: 2, draft: changed });
    const compared = await maker("GET", `${at}/entries/heat-2026/compare?from=1&to=3`);
    expect(compared.body.changes).toEqual([
      { field: "answer", label: "答案", before: draft.answer, after: changed.answer },
    ]);
    expect((await maker("GET", `${at}/entries/heat-2026/versions/1`)).body.draft).toEqual(draft);
    expect((await maker("GET", `${at}/entries/heat-2026/versions/9`)).status).toBe(404);
    const stale = await checker("PUT", `${at}/entries/heat-2026`, { version: 2, draft: changed });
    expect(stale).toMatchObject({ status: 409, body: { code: "stale" } });
    expect((await maker("POST", `${at}/entries/heat-2026/discard`, { version: 3 })).body.state).toBe("withdrawn");
  });

  it("takes a file in after a preview, and gives it out again", async () => {
    const row = { id: "one", question: "公交卡能不能用社保卡代替", answer: "部分线路可以，以公交公司公告为准。" };
    const preview = await upload(maker, "preview", "kb.jsonl", JSON.stringify(row));
    expect(preview.body).toMatchObject({ added: 1, imported: false });
    const bad = await upload(maker, "keep", "kb.jsonl", `${JSON.stringify(row)}\n{"id":"two"}`);
    expect(bad.body).toMatchObject({ imported: false, problems: [{ row: 2 }, { row: 2 }] });
    expect((await maker("GET", `${at}/entries/one`)).status).toBe(404);
    expect((await upload(maker, "keep", "kb.jsonl", JSON.stringify(row))).body).toMatchObject({ imported: true });
    expect((await maker("GET", `${at}/entries/one`)).body).toMatchObject({ state: "draft", version: 1 });
    const jsonl = await maker.raw("GET", `${at}/export?format=jsonl&which=newest`);
    expect(jsonl.headers.get("content-disposition")).toContain(".jsonl");
    expect(await jsonl.text()).toContain(row.question);
    const sheet = await maker.raw("GET", `${at}/export?format=xlsx&which=none`);
    expect(
      Buffer.from(await sheet.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe("PK");
    const many = { entries: [{ id: "one", version: 1 }] };
    expect((await maker("POST", `${at}/submit`, many)).body.problems[0].field).toBe("source");
  });

  it("turns an unanswered question into a draft", async () => {
    const now = house.services.clock.now();
    await inTransaction(house.services.db, (tx) =>
      keepGiven(
        tx,
        { key: "u1", openid: "o", question: "社区食堂补贴找谁", decision: "handoff", entry: null, confidence: 0.1 },
        now,
      ),
    );
    const { body } = await maker("GET", `${at}/unanswered`);
    expect(body).toMatchObject({ total: 1, clusters: [{ question: "社区食堂补贴找谁", count: 1, state: "open" }] });
    const entry = await maker("POST", `${at}/unanswered/${body.clusters[0].id}/draft`, {});
    expect(entry.body).toMatchObject({ state: "draft", draft: { question: "社区食堂补贴找谁" } });
    expect(entry.body.flaws.map((one: { field: string }) => one.field)).toEqual(["answer", "source"]);
    const { body: figures } = await maker("GET", `${at}/statistics`);
    expect(figures.days).toHaveLength(30);
    expect(figures.totals).toMatchObject({ asked: 1, handoff: 1 });
    expect((await maker("GET", `${at}/usefulness?weeks=4`)).body).toEqual([]);
  });

  it("is nobody else's", async () => {
    const agent = await house.staff("kefu");
    expect((await agent("GET", `${at}/entries`)).status).toBe(403);
  });
});
