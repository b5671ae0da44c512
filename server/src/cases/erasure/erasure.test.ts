import { createHash, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { addDays, addYears } from "@wsi/shared/values";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHouse, type Caller, type House } from "../../../test/house.ts";
import { inTransaction } from "../../db.ts";
import { forgetCase } from "../../desk/index.ts";
import { expireCases } from "../expire.ts";
import { listCases } from "../list.ts";
import { progressLines } from "../present.ts";
import { countDue } from "./due.ts";
import { ERASED_FILE_PARCEL } from "./erase.ts";
import { erasedFileHandler, eraseDueCases } from "./run.ts";

let house: House;
let reviewer: Caller;
let boss: Caller;
beforeAll(async () => {
  house = await startHouse();
  [reviewer, boss] = [await house.staff("shenhe"), await house.staff("zhuguan")];
});
afterAll(() => house.stop());

const at = (day: string) => new Date(`${day}T03:20:00+08:00`);
const counted = { erased: 0, failed: 0 };
const night = (day: string) =>
  eraseDueCases(
    {
      db: house.services.db,
      log: house.services.log,
      elsewhere: forgetCase,
      count: (outcome) => void (counted[outcome] += 1),
    },
    at(day),
  );
const kept = (id: string) =>
  house.services.db.selectFrom("cases").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
const png = (seed: string) =>
  Buffer.concat([
    Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489", "hex"),
    Buffer.from(seed),
  ]);
const digest = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

/** Somebody renews their enrolment: done at once, kept 15 years. */
async function renewal(code: "flexible-paused" | "unemployed" | "employed") {
  const call = await house.person(code);
  const item = code === "employed" ? "payment-record" : "flexible-employment-renewal";
  const opened = await call("POST", "/api/cases", { item });
  const { name } = (await call("GET", "/api/lookups/registered?for=self")).body;
  const month = house.today.slice(0, 7);
  const given =
    item === "payment-record" ? { purpose: "housing", span: "24" } : { schemes: ["pension"], tier: "60", from: month };
  const saved = await call("PUT", `/api/cases/${opened.body.id}/answers`, {
    revision: opened.body.revision,
    answers: { ...opened.body.answers, ...given },
  });
  expect([saved.status, saved.body.problems]).toEqual([200, undefined]);
  const done = await call("POST", `/api/cases/${opened.body.id}/actions`, {
    key: randomUUID(),
    action: "submit",
    revision: saved.body.revision,
    signature: name,
  });
  expect([done.status, done.body.state]).toEqual([200, "effective"]);
  return { call, id: done.body.id as string, number: done.body.number as string, name: name as string };
}

async function upload(call: Caller, caseId: string, bytes: Buffer): Promise<string> {
  const form = new FormData();
  form.set("file", new File([new Uint8Array(bytes)], "张三的身份证.png", { type: "image/png" }));
  const answer = await call.raw("POST", `/api/files?case=${caseId}`, { body: form });
  const body = (await answer.json()) as { id: string };
  expect(answer.status).toBe(200);
  return body.id;
}

describe("a draft", () => {
  it("lapses after the days of its item and is empty the same night, with its files", async () => {
    const call = await house.person("flexible-active");
    const opened = await call("POST", "/api/cases", { item: "unemployment-claim" });
    const other = opened.status === 200 ? opened : await call("POST", "/api/cases", { item: "flexible-stop" });
    const { id, definition } = other.body;
    const bytes = png("a draft's own");
    const file = await upload(call, id, bytes);
    const { draftDays } = definition.keep;
    const { db } = house.services;
    expect(await expireCases(db, at(addDays(house.today, draftDays - 1)))).toBe(0);
    const after = addDays(house.today, draftDays + 1);
    expect(await expireCases(db, at(after))).toBe(1);
    expect(await kept(id)).toMatchObject({ state: "expired", erase_on: after, erased_at: null });
    expect(await night(after)).toMatchObject({ erased: 1, failed: 0, due: 0 });
    expect(await kept(id)).toMatchObject({ answers: {}, prefilled: {}, facts: {} });
    await erasedFileHandler(db, house.services.files).deliver({ sha256: digest(bytes) }, "");
    await expect(house.services.files.get(digest(bytes))).rejects.toThrow("not on the disk");
    expect((await call("GET", "/api/cases")).body.map((card: { id: string }) => card.id)).not.toContain(id);
    const view = await call("GET", `/api/cases/${id}`);
    expect([view.status, view.body.erased]).toEqual([200, { on: after, years: null }]);
    expect((await call.raw("GET", `/api/files/${file}`)).status).toBe(404);
  });
});

describe("a case that is over", () => {
  it("is left until its day, left while held, under correction, spot check or ticket, and then loses its content", async () => {
    const { db, files } = house.services;
    const { call, id, number, name } = await renewal("flexible-paused");
    const { definition } = (await call("GET", `/api/cases/${id}`)).body;
    expect(definition.keep.closedYears).toBe(15);
    const day = addYears(house.today, 15);
    const before = await kept(id);
    expect(before).toMatchObject({ state: "effective", erase_on: day });
    expect((await night(addDays(day, -1))).erased).toBe(0);
    await backfill(id);
    expect((await kept(id)).erase_on).toBe(day);

    // Rows as the desk, a material and a correction leave them.
    const bytes = png("shared by two");
    await files.put(digest(bytes), bytes);
    const material = (of: string | null) =>
      db
        .insertInto("files")
        .values({
          id: randomUUID(),
          person_id: before.person_id,
          case_id: of,
          name: "身份证.png",
          type: "png",
          bytes: bytes.length,
          sha256: digest(bytes),
          uploaded_at: at(house.today),
        })
        .returning("id")
        .executeTakeFirstOrThrow();
    const mine = await material(id);
    const others = await material(null);
    const asked = await call("POST", `/api/cases/${id}/corrections`, {
      key: randomUUID(),
      field: "tier",
      value: "100",
      why: "点错了一格",
    });
    expect(asked.status).toBe(200);
    await talkAbout(id, before.person_id, name);
    // WeChat never took these; one has an effect of its own to come.
    await sql`insert into outbox (key, kind, payload, state, settled_at, owed_after) values
      (${`notice:case:${id}:effective:o1`}, 'wechat.message', ${JSON.stringify({ text: name })}, 'failed', now(), null),
      (${`notice:case:${id}:effective:o2`}, 'wechat.message', ${JSON.stringify({ text: "owed" })}, 'failed', now(), now())`.execute(
      db,
    );

    const held = (on: boolean, reason: string) =>
      boss("POST", `/console/api/cases/${id}/hold`, { id, held: on, reason });
    expect((await reviewer("POST", `/console/api/cases/${id}/hold`, { id, held: true, reason: "x" })).status).toBe(403);
    const put = await held(true, "行政诉讼未结");
    expect([put.status, put.body.hold, put.body.eraseOn]).toMatchObject([200, { reason: "行政诉讼未结" }, day]);
    expect((await held(true, "再来一次")).status).toBe(409);

    // Three things keep it; each alone is enough.
    expect((await night(day)).erased).toBe(0);
    expect((await held(false, "判决已生效")).body.hold).toBeNull();
    expect((await held(false, "再来一次")).status).toBe(409);
    expect((await night(day)).erased).toBe(0);
    const no = await reviewer("POST", `/console/api/cases/${id}/correction`, {
      key: randomUUID(),
      outcome: "refused",
      because: "核对无误",
      instead: "请办缴费档次变更",
    });
    expect(no.status).toBe(200);
    expect((await night(day)).erased).toBe(0);
    await db
      .updateTable("desk_tickets")
      .set({ settled_at: at(house.today), outcome: "已办" })
      .execute();
    await db
      .insertInto("case_checks")
      .values({ case_id: id, drawn_at: at(house.today) })
      .execute();
    expect((await night(day)).erased).toBe(0);
    await db
      .updateTable("case_checks")
      .set({ done_at: at(house.today), note: `${name}的材料没有问题` })
      .execute();

    const ledger = async () => ({
      effects: await db.selectFrom("ledger_effects").selectAll().orderBy("key").execute(),
      events: await db.selectFrom("ledger_events").selectAll().orderBy("id").execute(),
      log: await db.selectFrom("case_work_log").select(["what", "by_staff", "seconds"]).orderBy("id").execute(),
    });
    const ledgerBefore = await ledger();
    expect(await countDue(db, day)).toBe(1);
    expect(await night(day)).toEqual({ erased: 1, failed: 0, due: 0 });
    expect(await night(day)).toEqual({ erased: 0, failed: 0, due: 0 });
    expect(await ledger()).toEqual(ledgerBefore);

    // Nothing of what was said or written is anywhere; what an archive of acts needs is.
    expect(await kept(id)).toMatchObject({
      number,
      state: "effective",
      item_code: "flexible-employment-renewal",
      answers: {},
      signature: null,
      decision: { outcome: "approved", receipt: expect.any(String) },
    });
    for (const words of [name, "点错了一格", "核对无误", "行政诉讼未结", "身份证.png"])
      expect([words, await tablesHolding(words, id)]).toEqual([words, []]);
    const history = await db.selectFrom("case_events").selectAll().where("case_id", "=", id).execute();
    expect(new Set(history.map((one) => one.text))).toEqual(new Set([""]));
    expect(history.map((one) => one.action)).toContain("refuse-correction");
    await expect(
      db.updateTable("case_events").set({ text: "改过" }).where("case_id", "=", id).execute(),
    ).rejects.toThrow("only ever added to");

    // The other's row still needs the bytes; once it is gone they go.
    const given = await db
      .selectFrom("outbox")
      .select("payload")
      .where("key", "like", `notice:case:${id}:effective:o%`);
    expect((await given.orderBy("key").execute()).map((one) => one.payload)).toEqual([{}, { text: "owed" }]);
    const parcels = await db.selectFrom("outbox").selectAll().where("kind", "=", ERASED_FILE_PARCEL).execute();
    expect(parcels.map((one) => one.key)).toContain(`${ERASED_FILE_PARCEL}:${mine.id}`);
    const drop = () => erasedFileHandler(db, files).deliver({ sha256: digest(bytes) }, "");
    await drop();
    expect((await files.get(digest(bytes))).length).toBe(bytes.length);
    await db.deleteFrom("files").where("id", "=", others.id).execute();
    await drop();
    await drop();
    await expect(files.get(digest(bytes))).rejects.toThrow("not on the disk");

    for (const answer of [
      await call("GET", `/api/files/${mine.id}`),
      await reviewer("GET", `/console/api/files/${mine.id}`),
    ])
      expect([answer.status, answer.body.message]).toEqual([404, "这份材料已按规定期限清除"]);
    const trail = await db.selectFrom("audit").selectAll().where("action", "like", "case.eras%").execute();
    expect(trail.at(-2)).toMatchObject({ subject_id: id, detail: { files: 1, corrections: 1, desk: 2 } });
    expect(trail.at(-1)).toMatchObject({ action: "case.erasure.night", detail: { erased: 1, failed: 0, due: 0 } });
    await expect(held(true, "晚了").then((answer) => answer.body.message)).resolves.toContain("已按规定期限清除");
  });
});

/** Has the migration reckon the day anew, as for cases that were over before there was one. */
async function backfill(id: string): Promise<void> {
  const { db } = house.services;
  const text = await readFile(new URL("../../../migrations/0033_case_erasure.sql", import.meta.url), "utf8");
  const update = /^update cases c$[^;]*;/m.exec(text)?.[0] ?? "";
  await db.updateTable("cases").set({ erase_on: null }).where("id", "=", id).execute();
  await sql.raw(update).execute(db);
}

/** A talk with a card of the case, and an open ticket that came of it. */
async function talkAbout(caseId: string, personId: string, name: string): Promise<void> {
  const { db } = house.services;
  const staff = await db.selectFrom("staff").select("id").executeTakeFirstOrThrow();
  const talk = randomUUID();
  await sql`insert into conversations (id, identity, channel, person_id, state, opened_at, waiting_since, closed_at, closed_because)
    values (${talk}, 'o', 'mini', ${personId}, 'closed', now(), now(), now(), 'agent')`.execute(db);
  const attached = { case: caseId, title: "灵活就业续保", number: "SB1", whom: name };
  await sql`insert into desk_messages (id, conversation_id, seq, key, from_whom, kind, text, at, attached)
    values (${randomUUID()}, ${talk}, 1, ${randomUUID()}, 'citizen', 'case-card', '灵活就业续保，编号 SB1', now(), ${JSON.stringify(attached)})`.execute(
    db,
  );
  await sql`insert into desk_tickets (id, key, conversation_id, title, note, transcript, case_id, opened_by, opened_at, due_on)
    values (${randomUUID()}, ${randomUUID()}, ${talk}, ${`${name}要改档次`}, ${name}, '[]', ${caseId}, ${staff.id}, now(), current_date)`.execute(
    db,
  );
}

/** Tables of ours in which a row that names the case, or belongs to it, still has these words. */
async function tablesHolding(words: string, caseId: string): Promise<string[]> {
  const { db } = house.services;
  const found: string[] = [];
  const of = {
    cases: "id",
    case_events: "case_id",
    case_notices: "case_id",
    case_corrections: "case_id",
    case_work_log: "case_id",
    case_checks: "case_id",
    case_holds: "case_id",
    files: "case_id",
    desk_tickets: "case_id",
  };
  for (const [table, column] of Object.entries(of)) {
    const { rows } = await sql`select from ${sql.table(table)} t
      where ${sql.ref(column)} = ${caseId}::uuid and to_jsonb(t)::text like ${`%${words}%`}`.execute(db);
    if (rows.length > 0) found.push(table);
  }
  for (const table of ["notices", "desk_messages", "outbox", "audit"]) {
    const { rows } = await sql`select from ${sql.table(table)} t
      where to_jsonb(t)::text like ${`%${caseId}%`} and to_jsonb(t)::text like ${`%${words}%`}`.execute(db);
    // Parcels that wait or were sent lose their words within a week of being settled (outbox/trim.ts).
    if (rows.length > 0 && table !== "outbox") found.push(table);
  }
  return found;
}

describe("every door to an erased case", () => {
  it("says that it is erased, what is kept and why, and never fails", async () => {
    const { db } = house.services;
    const { call, id, number } = await renewal("employed");
    const { certificate } = (await call("GET", `/api/cases/${id}`)).body;
    const { code } = await db
      .selectFrom("certificates")
      .select("code")
      .where("number", "=", certificate.number)
      .executeTakeFirstOrThrow();
    const span = `from=${house.today}&to=${house.today}`;
    const figures = async () => (await boss("GET", `/console/api/work/statistics?${span}`)).body;
    const figuresBefore = await figures();
    const day = addYears(house.today, 15);
    expect((await night(day)).erased).toBeGreaterThanOrEqual(1);
    const erased = { on: day, years: 15 };

    const view = await call("GET", `/api/cases/${id}`);
    expect([view.status, view.body]).toMatchObject([
      200,
      { number, state: "effective", erased, answers: {}, files: [], actions: [], certificate: null, behalf: null },
    ]);
    expect(view.body.timeline[0]).toMatchObject({ by: "申请人", text: "提交" });
    const cards = (await call("GET", "/api/cases")).body;
    expect(cards.find((one: { id: string }) => one.id === id)).toMatchObject({ number, erased });
    expect((await call("GET", "/api/notices")).body.map((one: { text: string }) => one.text).join()).not.toContain(
      number,
    );
    for (const [method, where, body] of [
      ["POST", `/api/cases/${id}/rating`, { level: 5 }],
      ["POST", `/api/cases/${id}/actions`, { key: randomUUID(), action: "withdraw", revision: 9 }],
      ["POST", `/api/cases/${id}/corrections`, { key: randomUUID(), field: "from", shouldBe: "x", why: "晚了" }],
    ] as const) {
      const refused = await call(method, where, body);
      expect([where, refused.status, refused.body.message]).toEqual([
        where,
        409,
        expect.stringContaining("已按规定期限清除"),
      ]);
    }
    const receipt = await call.raw("GET", `/api/cases/${id}/receipt`);
    expect([receipt.status, receipt.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    const paper = await call("GET", `/api/cases/${id}/certificate`);
    expect([paper.status, paper.body.message]).toEqual([404, "这份证明的内容已按规定期限清除"]);
    const page = await house.nobody("GET", `/verify?number=${certificate.number}&code=${code}`);
    expect([page.status, page.body]).toEqual([200, expect.stringContaining("这份证明的内容已按规定期限清除")]);
    const forged = await house.nobody("GET", `/verify?number=${certificate.number}&code=AAAAAAAAAAAA`);
    expect(forged.body).toContain("没有查到这份证明");

    const desk = await reviewer("GET", `/console/api/cases/${id}`);
    expect([desk.status, desk.body]).toMatchObject([
      200,
      { number, erased, printed: [], files: [], applicant: { name: "已清除", idNumber: "已清除", mobile: "已清除" } },
    ]);
    const bench = await reviewer("GET", `/console/api/work/cases/${id}`);
    expect([bench.status, bench.body.registry]).toEqual([200, []]);
    const found = await reviewer("GET", `/console/api/work?number=${number}`);
    expect(found.body.cards).toMatchObject([{ id, number, applicant: "已清除", behalf: null }]);
    expect((await reviewer("GET", "/console/api/work?queue=done")).status).toBe(200);
    expect((await reviewer("GET", "/console/api/cases?queue=done")).status).toBe(200);
    const reveal = await reviewer("POST", `/console/api/cases/${id}/reveal`, { field: "name", reason: "核对" });
    expect([reveal.status, reveal.body.message]).toEqual([404, "这个办件的内容已按规定期限清除"]);
    expect(await figures()).toEqual(figuresBefore);
    expect((await reviewer("POST", `/console/api/work/cases/${id}/claim`, { id })).status).toBe(409);
    expect((await call("POST", `/api/cases/${id}/preview`, {})).body.message).toContain("已按规定期限清除");
    const saving = await call("PUT", `/api/cases/${id}/answers`, { revision: view.body.revision, answers: {} });
    expect([saving.status, saving.body.message]).toEqual([409, expect.stringContaining("已按规定期限清除")]);
    // In the chat with the bot.
    const { person_id: person } = await kept(id);
    const lines = await inTransaction(db, async (tx) =>
      progressLines(house.services, tx, await listCases(tx, person, at(day)), person),
    );
    expect(lines).toEqual([expect.stringMatching(/已办结（内容已按规定期限清除）$/)]);
  });
});
