import { randomInt, randomUUID } from "node:crypto";
import { addWorkingDays, beijingDay } from "@wsi/shared/case";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHouse, type Caller, type House } from "../../../test/house.ts";
import { findCase, sweepWork, workbench } from "../../cases/index.ts";
import { writeEvent } from "../../cases/load.ts";
import { isDrawn } from "../../cases/work/check.ts";
import { followWork } from "../../cases/work/follow.ts";

let house: House;
let one: Caller;
let other: Caller;
let supervisor: Caller;
beforeAll(async () => {
  house = await startHouse();
  [one, other, supervisor] = [await house.staff("shenhe"), await house.staff("fuhe"), await house.staff("zhuguan")];
});
afterAll(() => house.stop());

const key = () => randomUUID();
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

async function upload(call: Caller, id: string): Promise<string> {
  const form = new FormData();
  form.append("file", new Blob([new Uint8Array(png)]), "证明.png");
  const answer = await call.raw("POST", `/api/files?case=${id}`, { body: form });
  return ((await answer.json()) as { id: string }).id;
}

/** A back payment (high risk, reviewed), handed in by the persona who may; or of low risk, with a rule for the machine. */
async function handIn(call: Caller, at: House, autoDecide?: object): Promise<string> {
  const opened = await call("POST", "/api/cases", { item: "interruption-back-payment" });
  expect(opened.status).toBe(200);
  const { id } = opened.body;
  if (autoDecide) {
    const definition = JSON.stringify({ ...opened.body.definition, risk: "low", autoDecide });
    await sql`update item_versions set definition = ${definition}`.execute(at.services.db);
  }
  const file = await upload(call, id);
  const saved = await call("PUT", `/api/cases/${id}/answers`, {
    revision: opened.body.revision,
    answers: { ...opened.body.answers, reason: "left-employer", tier: "60", terminationProof: [file] },
  });
  expect(saved.status).toBe(200);
  const done = await call("POST", `/api/cases/${id}/actions`, {
    key: key(),
    action: "submit",
    revision: saved.body.revision,
    signature: "王小汉",
  });
  expect(done.status).toBe(200);
  return id;
}
const act = (who: Caller, id: string, body: object) =>
  who("POST", `/console/api/cases/${id}/actions`, { key: key(), ...body });
const bench = (who: Caller, id: string, what: string, body: object = {}) =>
  who("POST", `/console/api/work/cases/${id}/${what}`, body);
const ids = (page: { body: { cards: { id: string }[] } }) => page.body.cards.map((card) => card.id);

describe("the workbench", () => {
  it("carries one case from the list through claim, notice, consent and two pairs of eyes to its end", async () => {
    const call = await house.person("interrupted");
    const id = await handIn(call, house);
    const list = await one("GET", "/console/api/work");
    expect(list.body.cards).toHaveLength(1);
    expect(list.body.cards[0]).toMatchObject({ id, risk: "high", claim: null, waited: 0, promised: { tone: "none" } });
    expect(JSON.stringify(list.body)).not.toContain("王小汉");
    const number = list.body.cards[0].number as string;
    expect(ids(await other("GET", `/console/api/work?number=${number}`))).toEqual([id]);
    expect(ids(await other("GET", `/console/api/work?number=${number.slice(0, 12).toLowerCase()}`))).toEqual([id]);
    expect((await other("GET", "/console/api/work?number=1234")).status).toBe(422);
    expect((await other("GET", "/console/api/work?after=bm9uc2Vuc2U")).status).toBe(422);

    // Two at once: one has it, the other hears who.
    const both = await Promise.all([bench(one, id, "claim"), bench(other, id, "claim")]);
    expect(both.map((answer) => answer.status).toSorted()).toEqual([200, 409]);
    const [holder, loser] = both[0]?.status === 200 ? [one, other] : [other, one];
    const lost = both.find((answer) => answer.status === 409);
    expect(lost?.body.message).toMatch(/(沈核|傅核)正在办这一件/);
    expect((await act(loser, id, { action: "accept" })).status).toBe(409);
    expect((await bench(loser, id, "alive")).status).toBe(409);
    expect((await bench(holder, id, "alive")).status).toBe(200);
    const maker = holder;
    const checker = loser;

    const accepted = await act(maker, id, { action: "accept" });
    expect(accepted.body.state).toBe("accepted");
    expect(accepted.body.actions).toEqual(["return", "propose"]);
    expect((await act(maker, id, { action: "approve" })).body.message).toContain("两个人把关");
    expect(
      (await act(maker, id, { action: "return", gaps: [{ field: "terminationProof", what: "看不清" }] })).status,
    ).toBe(200);
    expect(ids(await one("GET", "/console/api/work?queue=waiting"))).toEqual([id]);

    // Mended: the photo is new, so what is wrong with it is new; the tier stands as it stood, and asking for it needs consent.
    const seen = await call("GET", `/api/cases/${id}`);
    const photo = await upload(call, id);
    const mended = await call("PUT", `/api/cases/${id}/answers`, {
      revision: seen.body.revision,
      answers: { ...seen.body.answers, terminationProof: [photo] },
    });
    await call("POST", `/api/cases/${id}/actions`, { key: key(), action: "resubmit", revision: mended.body.revision });
    const view = await maker("GET", `/console/api/work/cases/${id}`);
    expect(view.body.registry.length).toBeGreaterThan(8);
    expect(view.body.registry.filter((line: any) => line.differs)).toEqual([]);
    expect(JSON.stringify(view.body.registry)).not.toContain("王小汉");
    expect(view.body.oldGaps).toContain("tier");
    expect(view.body.oldGaps).not.toContain("terminationProof");
    expect(view.body.claim).toBeNull();
    const old = await act(maker, id, { action: "return", gaps: [{ field: "tier", what: "请确认档次" }] });
    expect([old.status, old.body.instead]).toEqual([409, expect.stringContaining("请主管同意")]);
    const gaps = [{ field: "tier", what: "请确认档次" }];
    expect(
      (await bench(maker, id, "consent", { gaps: [{ field: "terminationProof", what: "x" }], why: "y" })).status,
    ).toBe(409);
    expect((await bench(maker, id, "consent", { gaps, why: "第一次漏看了" })).status).toBe(200);
    expect((await bench(checker, id, "consent/answer", { agree: true, reason: "可以" })).status).toBe(403);
    expect(ids(await supervisor("GET", "/console/api/work?queue=consent"))).toEqual([id]);
    const agreed = await bench(supervisor, id, "consent/answer", { agree: true, reason: "确需核实" });
    expect(agreed.body.consent).toMatchObject({ agreed: true, reason: "确需核实" });
    expect((await act(maker, id, { action: "return", gaps })).status).toBe(200);
    const again = await call("GET", `/api/cases/${id}`);
    expect(again.body.notices).toHaveLength(2);
    await call("POST", `/api/cases/${id}/actions`, { key: key(), action: "resubmit", revision: again.body.revision });

    // A no is proposed with its reason; the checker sends it back; then a yes that the maker cannot confirm.
    const no = { because: "超过窗口", instead: "带文书到窗口办" };
    expect((await bench(maker, id, "proposal", { key: key(), as: "decline" })).status).toBe(422);
    expect((await bench(maker, id, "proposal", { key: key(), as: "decline", ...no })).status).toBe(200);
    expect(ids(await checker("GET", "/console/api/work?queue=second"))).toEqual([id]);
    expect(ids(await maker("GET", "/console/api/work?queue=second"))).toEqual([]);
    expect((await maker("POST", "/console/api/work/next", {})).body.id).toBeNull();
    expect((await act(checker, id, { action: "approve" })).status).toBe(409);
    expect((await act(maker, id, { action: "decline", ...no })).status).toBe(409);
    const back = await bench(checker, id, "send-back", { key: key(), note: "没有超过，请再核" });
    expect(back.body.claim).toMatchObject({ mine: false });
    expect((await bench(maker, id, "proposal", { key: key(), as: "approve" })).body.proposal).toMatchObject({
      mine: true,
    });
    expect((await bench(supervisor, id, "assign", { to: await staffId(maker) })).status).toBe(409);
    expect((await checker("POST", "/console/api/work/next", {})).body.id).toBe(id);
    const done = await act(checker, id, { action: "approve" });
    expect(done.body.state).toBe("effective");

    const log = (await maker("GET", `/console/api/work/cases/${id}`)).body.log.map((entry: any) => entry.what);
    expect(log).toEqual(expect.arrayContaining(["认领", "初审：不予通过", "退回重审：不予通过", "复核同意：通过"]));
    // None of it is in what the citizen reads.
    const timeline = JSON.stringify((await call("GET", `/api/cases/${id}`)).body.timeline);
    expect(timeline).not.toMatch(/没有超过，请再核|沈核|傅核|认领/);

    const span = `from=${house.today}&to=${house.today}`;
    const mine = await maker("GET", `/console/api/work/statistics?${span}`);
    expect(mine.body.all).toBe(false);
    expect(new Set(mine.body.lines.map((line: any) => line.staff)).size).toBe(1);
    expect(mine.body.lines[0]).toMatchObject({
      item: "全部事项",
      decided: 2,
      returned: 2,
      declined: 1,
      confirmed: 1,
      sentBack: 1,
    });
    expect((await maker("GET", `/console/api/work/statistics.xlsx?${span}`)).status).toBe(403);
    const sheet = await supervisor.raw("GET", `/console/api/work/statistics.xlsx?${span}`);
    expect(
      Buffer.from(await sheet.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe("PK");
    expect((await supervisor("GET", `/console/api/work/statistics?from=2026-02-01&to=2026-01-01`)).status).toBe(422);
  });

  it("frees a claim without a sign of life, lets a supervisor hand over, and keeps a filter for each", async () => {
    const id = await open();
    expect((await one("POST", "/console/api/work/next", {})).body.id).toBe(id);
    expect(ids(await one("GET", "/console/api/work?queue=mine"))).toEqual([id]);
    expect(ids(await other("GET", "/console/api/work?free=true"))).toEqual([]);
    expect((await other("POST", "/console/api/work/next", {})).body.id).toBeNull();
    await sweepWork(house.services, house.services.db, new Date(Date.now() + 21 * 60_000));
    const freed = await other("GET", `/console/api/work/cases/${id}`);
    expect(freed.body.claim).toBeNull();
    expect(freed.body.log[0].what).toContain("自动放回");

    expect((await bench(one, id, "assign", { to: await staffId(other) })).status).toBe(403);
    expect((await bench(supervisor, id, "assign", { to: await staffId(await house.staff("kefu")) })).status).toBe(422);
    const handed = await bench(supervisor, id, "assign", { to: await staffId(other) });
    expect(handed.body.claim.name).toContain("傅核");
    expect((await bench(one, id, "release")).status).toBe(409);
    expect((await bench(other, id, "release")).body.claim).toBeNull();

    const filter = { item: "interruption-back-payment", waited: 3, free: true };
    expect((await one("PUT", "/console/api/work/filter", filter)).status).toBe(200);
    const counts = await one("GET", "/console/api/work/counts");
    expect(counts.body).toMatchObject({ filter, queues: { todo: 1, mine: 0 } });
    expect(counts.body.items).toEqual([{ code: "interruption-back-payment", name: "中断补缴", count: 1 }]);
    expect((await other("GET", "/console/api/work/counts")).body.filter).toBeNull();
    expect(ids(await one("GET", "/console/api/work?waited=3"))).toEqual([]);
    expect(ids(await one("GET", "/console/api/work?waited=0&sort=age"))).toEqual([id]);
    await close(id);
  });

  it("owns up to a broken promise once, to the person and in the list, and lets a reviewer say why", async () => {
    const id = await open();
    expect((await act(one, id, { action: "accept" })).status).toBe(200);
    expect((await bench(one, id, "explanation", { key: key(), text: "x" })).status).toBe(409);
    const day = addWorkingDays(beijingDay(new Date()), 5);
    const later = new Date(`${day}T10:00:00+08:00`);
    expect((await sweepWork(house.services, house.services.db, later)).late).toBe(1);
    expect((await sweepWork(house.services, house.services.db, later)).late).toBe(0);
    const events = await house.services.db
      .selectFrom("case_events")
      .select(["action", "text"])
      .where("case_id", "=", id)
      .execute();
    expect(events.filter((event) => event.action === "explain")).toEqual([
      { action: "explain", text: expect.stringMatching(/没能在承诺的 .* 前办结，很抱歉/) },
    ]);
    const page = await house.services.db
      .transaction()
      .execute((tx) => workbench.listWork(house.services, tx, randomUUID(), { queue: "late" }, later));
    expect("cards" in page && page.cards[0]).toMatchObject({ id, promised: { tone: "red", left: -2 } });
    await close(id);
  });

  it("says what the registries say beside what the person said, and marks what differs", async () => {
    const id = await open();
    await sql`update cases set answers = jsonb_set(answers, '{from}', '"2020-01"') where id = ${id}`.execute(
      house.services.db,
    );
    const after = await one("GET", `/console/api/work/cases/${id}`);
    expect(after.body.registry.find((line: any) => line.field === "from")).toMatchObject({
      differs: true,
      source: "缴费记录",
    });
    await close(id);
  });

  it("keeps wordings: one's own for oneself, everybody's by a supervisor", async () => {
    const wording = { kind: "because", item: "interruption-back-payment", shared: false, text: "材料与登记不符" };
    const own = await one("POST", "/console/api/work/phrases", wording);
    expect(own.body).toMatchObject({ shared: false, mayRemove: true });
    expect((await one("POST", "/console/api/work/phrases", wording)).status).toBe(409);
    expect((await one("POST", "/console/api/work/phrases", { ...wording, shared: true })).status).toBe(403);
    const shared = await supervisor("POST", "/console/api/work/phrases", { ...wording, shared: true });
    const texts = (await other("GET", "/console/api/work/phrases?item=interruption-back-payment")).body;
    expect(texts.filter((phrase: any) => phrase.text === wording.text)).toEqual([{ ...shared.body, mayRemove: false }]);
    expect((await other.raw("DELETE", `/console/api/work/phrases/${own.body.id}`)).status).toBe(404);
    expect((await other.raw("DELETE", `/console/api/work/phrases/${shared.body.id}`)).status).toBe(403);
    expect((await one.raw("DELETE", `/console/api/work/phrases/${own.body.id}`)).status).toBe(200);
  });
});

const staffId = async (who: Caller): Promise<string> => (await who("GET", "/console/api/me")).body.id;

/** A case that was just handed in, put there directly: the persona's own months are paid back by the first story. */
async function open(): Promise<string> {
  const { db, clock } = house.services;
  const now = clock.now();
  const id = randomUUID();
  const source = await db
    .selectFrom("cases")
    .selectAll()
    .where("item_code", "=", "interruption-back-payment")
    .orderBy("opened_at")
    .executeTakeFirstOrThrow();
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto("cases")
      .values({
        ...source,
        id,
        number: `SB${house.today.replaceAll("-", "")}9${String(randomInt(1e5)).padStart(5, "0")}`,
        state: "submitted",
        returns: 0,
        submitted_at: now,
        answers: JSON.stringify(source.answers),
        prefilled: JSON.stringify(source.prefilled),
        facts: JSON.stringify(source.facts),
        newcomer: null,
        decision: null,
        rating: null,
        proposal: null,
        consent: null,
        noticed: null,
      })
      .execute();
    const text = "您提交了申请";
    await writeEvent(tx, id, { at: now, action: "submit", role: "applicant", actorId: source.person_id, text });
    const kase = await findCase(tx, id);
    if (kase) await followWork(tx, kase);
  });
  return id;
}
const close = (id: string) => house.services.db.deleteFrom("case_work").where("case_id", "=", id).execute();

describe("秒办", () => {
  it("decides at once what the rule allows, says why in the timeline, and draws some for a look afterwards", async () => {
    const own = await startHouse();
    try {
      const call = await own.person("interrupted");
      const autoDecide = { when: { is: "fact", name: "flexibleActive" }, because: "登记信息齐全", checkPercent: 100 };
      const id = await handIn(call, own, autoDecide);
      const done = await call("GET", `/api/cases/${id}`);
      expect(done.body.state).toBe("effective");
      expect(JSON.stringify(done.body.timeline)).toContain("系统即时受理并审核：登记信息齐全");
      const reviewer = await own.staff("shenhe");
      expect(ids(await reviewer("GET", "/console/api/work"))).toEqual([]);
      expect(ids(await reviewer("GET", "/console/api/work?queue=check"))).toEqual([id]);
      expect((await bench(reviewer, id, "check", { fine: false })).status).toBe(422);
      const checked = await bench(reviewer, id, "check", { fine: false, note: "证明日期不对，已电话联系" });
      expect(checked.body.check).toMatchObject({ done: true, fine: false });
      expect((await bench(reviewer, id, "check", { fine: true })).status).toBe(409);
      expect(ids(await reviewer("GET", "/console/api/work?queue=check"))).toEqual([]);
    } finally {
      await own.stop();
    }
  });

  it("draws about as many as it says, and always the same", () => {
    const cases = Array.from({ length: 2_000 }, () => randomUUID());
    const drawn = cases.filter((id) => isDrawn(id, 10));
    expect(drawn.length).toBeGreaterThan(140);
    expect(drawn.length).toBeLessThan(260);
    expect(drawn.every((id) => isDrawn(id, 10))).toBe(true);
  });
});
