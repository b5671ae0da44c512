import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { KnowledgeDraft } from "@wsi/shared/contract";
import { freshDatabase, type TestDatabase } from "../../../test/database.ts";
import { inTransaction, type Tx } from "../../db.ts";
import { isRefusal, Refusal } from "../../refusal.ts";
import { createKnowledge } from "../index.ts";
import { approveEntries, rejectEntry } from "./approve.ts";
import {
  createEntry,
  discardDraft,
  recallEntry,
  restoreVersion,
  saveEntry,
  submitEntry,
  withdrawEntry,
} from "./edit.ts";
import { addGolden } from "./golden.ts";
import { readPublished } from "./published.ts";
import { compareVersions, viewEntry } from "./view.ts";
import { listEntries } from "./list.ts";

const maker = "11111111-1111-4111-8111-111111111111";
const checker = "22222222-2222-4222-8222-222222222222";
const at = new Date("2026-03-02T02:00:00Z");
const today = "2026-03-02";

const draftWith = (more: Partial<KnowledgeDraft> = {}): KnowledgeDraft => ({
  question: "高温补贴什么时候发",
  similar: ["热天补贴几月份给"],
  keywords: ["高温"],
  answer: "用人单位在六月到九月按月发给，随工资一起发。",
  topic: "综合",
  audience: [],
  policyYear: null,
  effectiveFrom: "2026-01-01",
  expires: null,
  source: { title: "防暑降温措施管理办法", article: null },
  trust: "official",
  linkedItems: [],
  supersedes: [],
  ...more,
});

let fresh: TestDatabase;
beforeAll(async () => void (fresh = await freshDatabase()));
afterAll(() => fresh.drop());

const run = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(fresh.db, work);
async function done<T>(work: (tx: Tx) => Promise<T | Refusal>): Promise<T> {
  const answer = await run(work);
  if (isRefusal(answer)) throw new Error(JSON.stringify(answer.body));
  return answer;
}
async function refused(work: (tx: Tx) => Promise<unknown>): Promise<Refusal["body"]> {
  const answer = await run(work);
  if (!isRefusal(answer)) throw new Error("was not refused");
  return answer.body;
}
const published = async (id: string) => (await readPublished(fresh.db)).find((entry) => entry.id === id);

async function publish(id: string, draft: KnowledgeDraft) {
  const row = await done((tx) => createEntry(tx, { id, draft }, maker, at));
  await done((tx) => submitEntry(tx, { id, version: row.newest }, maker, at));
  await done((tx) => approveEntries(tx, [{ id, version: row.newest }], checker, today, at));
}

describe("an entry", () => {
  it("answers only once somebody else has approved it", async () => {
    const id = "heat";
    const row = await done((tx) => createEntry(tx, { id, draft: draftWith() }, maker, at));
    expect(row).toMatchObject({ state: "draft", newest: 1, published: null });
    const step = { id, version: 1 };
    expect(await refused((tx) => approveEntries(tx, [step], checker, today, at))).toMatchObject({ code: "conflict" });
    await done((tx) => submitEntry(tx, step, maker, at));
    expect(await refused((tx) => approveEntries(tx, [step], maker, today, at))).toMatchObject({ code: "not-allowed" });
    expect(await published(id)).toBeUndefined();
    await done((tx) => approveEntries(tx, [step], checker, today, at));
    expect(await published(id)).toMatchObject({ id, question: "高温补贴什么时候发" });
  });

  it("goes on answering with its published version while the next is written, checked and refused", async () => {
    const id = "heat";
    const draft = draftWith({ answer: "六月到九月按月发给，每天按标准计算。" });
    const row = await done((tx) => saveEntry(tx, { id, version: 1, draft }, maker, at));
    expect(row).toMatchObject({ state: "draft", newest: 2, published: 1 });
    expect(await refused((tx) => saveEntry(tx, { id, version: 1, draft }, checker, at))).toMatchObject({
      code: "stale",
    });
    await done((tx) => submitEntry(tx, { id, version: 2 }, maker, at));
    expect(await refused((tx) => saveEntry(tx, { id, version: 2, draft }, maker, at))).toMatchObject({
      code: "conflict",
    });
    await done((tx) => rejectEntry(tx, { id, version: 2, reason: "标准要写清楚" }, checker, at));
    expect((await published(id))?.answer).toContain("随工资一起发");
    const view = await done((tx) => viewEntry(tx, id, maker, at));
    expect(view.state).toBe("rejected");
    expect(view.history[0]).toMatchObject({ what: "退回修改", reason: "标准要写清楚" });
    expect(view.changes.map((change) => change.label)).toEqual(["答案"]);
    expect(view.actions).toEqual(["edit", "discard", "submit", "withdraw"]);
    const back = await done((tx) => discardDraft(tx, { id, version: 2 }, maker, at));
    expect(back).toMatchObject({ state: "published", newest: 1, published: 1 });
  });

  it("takes an old version back as a new draft, and keeps every one", async () => {
    const id = "heat";
    const row = await done((tx) => restoreVersion(tx, { id, version: 1, from: 2 }, maker, at));
    expect(row).toMatchObject({ state: "draft", newest: 3 });
    const view = await done((tx) => viewEntry(tx, id, checker, at));
    expect(view.versions.map((one) => [one.version, one.origin, one.wasPublished])).toEqual([
      [3, "restored", false],
      [2, "editor", false],
      [1, "editor", true],
    ]);
    const compared = await done((tx) => compareVersions(tx, id, 1, 3));
    expect(compared.changes).toHaveLength(1);
    await expect(fresh.db.deleteFrom("knowledge_versions").execute()).rejects.toThrow(/history/);
  });

  it("may be recalled by its author and by nobody else", async () => {
    const step = { id: "heat", version: 3 };
    await done((tx) => submitEntry(tx, step, maker, at));
    expect(await refused((tx) => recallEntry(tx, step, checker, at))).toMatchObject({ code: "not-allowed" });
    expect(await done((tx) => recallEntry(tx, step, maker, at))).toMatchObject({ state: "draft" });
  });

  it("stops answering at once when it is withdrawn", async () => {
    const step = { id: "heat", version: 3, reason: "政策变了" };
    await done((tx) => withdrawEntry(tx, step, maker, at));
    expect(await published("heat")).toBeUndefined();
    expect(await refused((tx) => withdrawEntry(tx, step, maker, at))).toMatchObject({ code: "conflict" });
  });

  it("cannot be submitted without its source, nor end before it begins", async () => {
    const bare = draftWith({ question: "取暖补贴什么时候发", source: { title: "", article: null } });
    await done((tx) => createEntry(tx, { id: "cold", draft: bare }, maker, at));
    const body = await refused((tx) => submitEntry(tx, { id: "cold", version: 1 }, maker, at));
    expect(body.problems).toEqual([{ field: "source", message: expect.stringContaining("依据") }]);
    const backwards = draftWith({ question: "别的问题", expires: "2025-01-01" });
    expect(await refused((tx) => createEntry(tx, { draft: backwards }, maker, at))).toMatchObject({
      code: "bad-input",
    });
  });

  it("may not ask what another asks at the same time", async () => {
    await publish("allowance", draftWith({ question: "生活补贴怎么领取" }));
    const same = draftWith({ question: "生活补贴，怎麼領取？" });
    const body = await refused((tx) => createEntry(tx, { id: "allowance-2", draft: same }, maker, at));
    expect(body).toMatchObject({
      code: "conflict",
      message: expect.stringContaining("「生活补贴怎么领取」（allowance）"),
    });
    const earlier = { ...same, effectiveFrom: "2025-01-01", expires: "2025-12-31" };
    await done((tx) => createEntry(tx, { id: "allowance-2", draft: earlier }, maker, at));
  });

  it("ends the day before the one begins that takes its place", async () => {
    await publish("tier-2026", draftWith({ question: "缴费档次分几档" }));
    const next = draftWith({
      question: "缴费档次分几档",
      answer: "新的一年分五档。",
      effectiveFrom: "2027-01-01",
      supersedes: ["tier-2026"],
    });
    await publish("tier-2027", next);
    expect(await published("tier-2026")).toMatchObject({ expires: "2026-12-31" });
    const knowledge = createKnowledge(await readPublished(fresh.db));
    const first = (day: string) => knowledge.ask("缴费档次分几档", day).best[0]?.entry.id;
    expect([first("2026-12-31"), first("2027-01-01")]).toEqual(["tier-2026", "tier-2027"]);
    const view = await done((tx) => viewEntry(tx, "tier-2026", maker, at));
    expect(view.supersededBy).toEqual([{ id: "tier-2027", question: "缴费档次分几档" }]);
    expect(view.history[0]).toMatchObject({ what: "被代替", reason: "由「缴费档次分几档」代替" });
  });

  it("is not approved when it would break a golden question, which is named", async () => {
    await publish("refund", draftWith({ question: "多交的钱怎么退", answer: "单位先停保，再申报退费。" }));
    await done((tx) => addGolden(tx, { text: "多交的钱怎么退", entryId: "refund" }, maker, at));
    const thief = draftWith({ question: "多缴费用", similar: ["多交的钱怎么退"], answer: "与本条无关的另一个答案。" });
    const row = await done((tx) => createEntry(tx, { id: "thief", draft: thief }, maker, at));
    await done((tx) => submitEntry(tx, { id: "thief", version: row.newest }, maker, at));
    // Take the right one's words away, so that the other one wins.
    const hollow = draftWith({ question: "企业账户余额处理办法", similar: [], answer: "单位先停保，再申报退费。" });
    const changed = await done((tx) => saveEntry(tx, { id: "refund", version: 1, draft: hollow }, maker, at));
    await done((tx) => submitEntry(tx, { id: "refund", version: changed.newest }, maker, at));
    const both = [
      { id: "thief", version: 1 },
      { id: "refund", version: 2 },
    ];
    const body = await refused((tx) => approveEntries(tx, both, checker, today, at));
    expect(body.code).toBe("refused");
    expect(body.message).toContain("「多交的钱怎么退」");
    expect(body.problems?.[0]?.field).toMatch(/^golden:\d+$/);
    expect(await published("thief")).toBeUndefined();
  });
});

describe("the list", () => {
  it("filters by state, validity and text, and counts", async () => {
    const list = (filters: Parameters<typeof listEntries>[1], day = today) =>
      run((tx) => listEntries(tx, filters, day, at));
    const ids = async (filters: Parameters<typeof listEntries>[1], day?: string) =>
      (await list(filters, day)).entries.map((entry) => entry.id).toSorted();
    expect(await ids({ state: "published" })).toEqual(["allowance", "tier-2026", "tier-2027"]);
    expect(await ids({ validity: "expiring" }, "2026-12-20")).toEqual(["tier-2026"]);
    expect(await ids({ validity: "expired" }, "2027-02-01")).toEqual(["tier-2026"]);
    expect(await ids({ validity: "not-yet" })).toEqual(["tier-2027"]);
    expect(await ids({ text: "生活补贴" })).toEqual(["allowance", "allowance-2"]);
    expect(await ids({ text: "100%" })).toEqual([]);
    const all = await list({});
    expect(all.total).toBe(8);
    expect(all.counts).toMatchObject({ published: 3, submitted: 2, draft: 3, expired: 0 });
    expect(all.topics).toEqual([{ topic: "综合", count: 8 }]);
  });
});
