import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../../test/database.ts";
import { inTransaction, type Tx } from "../../db.ts";
import { isRefusal, type Refusal } from "../../refusal.ts";
import { createKnowledge } from "../index.ts";
import { readPublished, readTerms } from "./published.ts";
import { loadSeed } from "./seed.ts";
import { revisionOf } from "./store.ts";
import { approveTerm, listTerms, proposeTerm, removeTerm } from "./terms.ts";

const maker = "11111111-1111-4111-8111-111111111111";
const checker = "22222222-2222-4222-8222-222222222222";
const at = new Date("2026-03-02T02:00:00Z");
const today = "2026-03-02";

let fresh: TestDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await loadSeed(fresh.db, at);
});
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
const knowledge = async () => createKnowledge(await readPublished(fresh.db), await readTerms(fresh.db));

describe("a word that editors teach", () => {
  it("is understood once somebody else has approved it, and no longer once it is removed", async () => {
    const { id } = await done((tx) => proposeTerm(tx, { form: "饭票钱", concept: "unemployment" }, maker, at));
    expect(await readTerms(fresh.db)).toEqual([]);
    expect(await refused((tx) => approveTerm(tx, String(id), maker, today, at))).toMatchObject({ code: "not-allowed" });
    const before = await run(revisionOf);
    await done((tx) => approveTerm(tx, String(id), checker, today, at));
    expect(await run(revisionOf)).toBeGreaterThan(before);
    expect((await knowledge()).explain("饭票钱能领几个月", today)).toMatchObject({
      concepts: expect.arrayContaining(["失业保险金"]),
    });
    expect((await knowledge()).ask("饭票钱能领几个月", today).best[0]?.entry.id).toBe("unemployment-months");
    const [shown] = (await run((tx) => listTerms(tx, maker))).terms;
    expect(shown).toMatchObject({ form: "饭票钱", state: "live", before: [], mayApprove: false });
    await done((tx) => removeTerm(tx, { id: String(id), reason: "没人这么说" }, maker, at));
    expect((await knowledge()).explain("饭票钱能领几个月", today).concepts).not.toContain("失业保险金");
    expect((await run((tx) => listTerms(tx, maker))).terms).toEqual([]);
  });

  it("is refused when it means that already, when it is none, and when somebody has proposed it", async () => {
    const propose = (form: string, concept: string) => refused((tx) => proposeTerm(tx, { form, concept }, maker, at));
    expect((await propose("失业金", "unemployment")).message).toContain("已经是");
    expect((await propose("，", "unemployment")).message).toContain("2 到 20 个字");
    expect((await propose("什么东西", "no-such-thing")).message).toContain("请从列表里选");
    await done((tx) => proposeTerm(tx, { form: "吃劳保", concept: "pension" }, maker, at));
    expect((await propose("吃劳保", "medical")).message).toContain("已经有人提过");
  });

  it("does not go live when it breaks a golden question, and names it", async () => {
    // The seed's own golden question: 领失业金需要什么条件.
    const { id } = await done((tx) => proposeTerm(tx, { form: "失业金", concept: "greeting" }, maker, at));
    expect((await run((tx) => listTerms(tx, checker))).terms[0]).toMatchObject({
      before: ["失业保险金"],
      mayApprove: true,
    });
    const body = await refused((tx) => approveTerm(tx, String(id), checker, today, at));
    expect(body.message).toContain("必答题");
    expect(JSON.stringify(body)).toContain("领失业金需要什么条件");
    expect((await readTerms(fresh.db)).map((one) => one.form)).not.toContain("失业金");
  });
});
