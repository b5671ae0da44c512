import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMonths, monthOf } from "@wsi/shared/values";
import { startHouse, type Caller, type House } from "../../test/house.ts";

let house: House;
beforeAll(async () => void (house = await startHouse()));
afterAll(() => house.stop());

const renewal = "flexible-employment-renewal";
const backPayment = "interruption-back-payment";
const key = () => randomUUID();
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

async function draft(call: Caller, item: string, answers: Record<string, unknown>) {
  const opened = await call("POST", "/api/cases", { item });
  expect(opened.body).toMatchObject({ state: "draft" });
  const { id, revision } = opened.body;
  const saved = await call("PUT", `/api/cases/${id}/answers`, {
    revision,
    answers: { ...opened.body.answers, ...answers },
  });
  return { id: id as string, saved };
}
const readJson = (answer: Response): Promise<any> => answer.json();
async function upload(call: Caller, caseId: string, bytes: Buffer, name = "证明.png") {
  const form = new FormData();
  form.append("file", new Blob([new Uint8Array(bytes)]), name);
  const answer = await call.raw("POST", `/api/files?case=${caseId}`, { body: form });
  return { status: answer.status, body: await readJson(answer) };
}
const effects = (kind: string) =>
  house.services.db.selectFrom("ledger_effects").selectAll().where("kind", "=", kind).execute();

describe("an instant item", () => {
  it("goes from a prefilled form to the ledger in one confirmation, once however often it is pressed", async () => {
    const call = await house.person("flexible-paused");
    const { id, saved } = await draft(call, renewal, {});
    expect(saved.status).toBe(200);
    // Nothing to type: the registries know it all.
    expect(saved.body.answers).toMatchObject({
      mobile: "13800138004",
      schemes: ["pension", "medical"],
      tier: "60",
      region: "420102",
      from: monthOf(house.today),
    });

    const preview = await call("POST", `/api/cases/${id}/preview`, {});
    expect(preview.body).toMatchObject({ problems: [], refusal: null, needsSignature: true });
    expect(preview.body.typed).toEqual({ typed: 0, total: 7 });
    expect(preview.body.fee.lines).toHaveLength(2);
    expect(preview.body.fee.total).toBe(84_480 + 20_275 + 700);
    expect(preview.body.consequences.length).toBeGreaterThan(2);
    expect(await effects("renew-flexible")).toEqual([]);

    const revision = saved.body.revision;
    const unsigned = await call("POST", `/api/cases/${id}/actions`, { key: key(), action: "submit", revision });
    expect(unsigned.status).toBe(422);
    expect(unsigned.body.problems).toEqual([{ field: "signature", message: "请写您本人的姓名" }]);

    const press = { key: key(), action: "submit", revision, signature: "李小江" };
    const [one, two] = await Promise.all([
      call("POST", `/api/cases/${id}/actions`, press),
      call("POST", `/api/cases/${id}/actions`, press),
    ]);
    expect([one.status, two.status]).toEqual([200, 200]);
    expect(one.body.state).toBe("effective");
    expect(one.body.number).toMatch(/^SB\d{14}$/);
    expect(two.body.number).toBe(one.body.number);
    expect(await effects("renew-flexible")).toHaveLength(1);

    const enrolments = await call("GET", "/api/enrolments");
    const active = enrolments.body.filter((one: any) => one.state === "active");
    expect(active.map((one: any) => one.scheme).toSorted()).toEqual(["medical", "pension"]);
    expect(active[0].startedOn).toBe(monthOf(house.today));

    const notices = await call("GET", "/api/notices");
    expect(notices.body).toHaveLength(1);
    expect(notices.body[0].title).toContain("办好了");

    const receipt = await call.raw("GET", `/api/cases/${id}/receipt`);
    expect(receipt.headers.get("content-type")).toBe("application/pdf");
    expect(
      Buffer.from(await receipt.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");

    const again = await call("POST", `/api/cases/${id}/actions`, { ...press, key: key(), revision: one.body.revision });
    expect(again.status).toBe(409);
    expect(again.body.message).toMatch(/[\u4e00-\u9fff]/);

    const rated = await call("POST", `/api/cases/${id}/rating`, { level: 5 });
    expect(rated.body.rating).toEqual({ level: 5 });
  });

  it("is refused at the door with the reason and the way out, before anything is typed", async () => {
    const call = await house.person("employed");
    const answer = await call("POST", "/api/cases", { item: renewal });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: "refused", message: expect.stringContaining("单位参保") });
    expect(answer.body.instead).toContain("停保");
  });
});

describe("a reviewed item", () => {
  it("is accepted, returned with one numbered notice of every gap, mended, approved, and in the ledger", async () => {
    const call = await house.person("interrupted");
    const reviewer = await house.staff("shenhe");
    const { id, saved } = await draft(call, backPayment, { reason: "left-employer" });
    expect(saved.body.answers).toMatchObject({
      from: addMonths(monthOf(house.today), -5),
      to: addMonths(monthOf(house.today), -4),
    });
    const file = await upload(call, id, png);
    expect(file.status).toBe(200);
    const withFile = await call("PUT", `/api/cases/${id}/answers`, {
      revision: saved.body.revision,
      answers: { ...saved.body.answers, terminationProof: [file.body.id] },
    });
    expect(withFile.status).toBe(200);
    const submitted = await call("POST", `/api/cases/${id}/actions`, {
      key: key(),
      action: "submit",
      revision: withFile.body.revision,
      signature: "王小汉",
    });
    expect(submitted.body).toMatchObject({ state: "submitted", due: null });

    const work = await reviewer("GET", "/console/api/cases?queue=todo");
    expect(work.body.map((one: any) => one.id)).toContain(id);
    expect(JSON.stringify(work.body)).not.toContain("王小汉");
    const act = (body: object) => reviewer("POST", `/console/api/cases/${id}/actions`, { key: key(), ...body });
    const early = await act({ action: "approve" });
    expect(early.status).toBe(409);
    const accepted = await act({ action: "accept" });
    expect(accepted.body).toMatchObject({ state: "accepted", due: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
    expect((await act({ action: "return", gaps: [{ field: "nothing", what: "?" }] })).status).toBe(422);
    const returned = await act({
      action: "return",
      gaps: [
        { field: "terminationProof", what: "照片看不清公章，请重拍" },
        { field: "tier", what: "请确认档次" },
      ],
    });
    expect(returned.body).toMatchObject({ state: "returned" });
    expect(returned.body.actions).toEqual([]);

    const seen = await call("GET", `/api/cases/${id}`);
    expect(seen.body.notices).toHaveLength(1);
    expect(seen.body.notices[0].number).toMatch(/^BZ\d{14}$/);
    expect(seen.body.notices[0].gaps.map((gap: any) => gap.label)).toEqual([
      "解除（终止）劳动关系证明",
      "按哪个档次补",
    ]);
    expect(seen.body.due).toBe("waiting");
    const photo = await upload(call, id, png, "重拍.png");
    const mended = await call("PUT", `/api/cases/${id}/answers`, {
      revision: seen.body.revision,
      answers: { ...seen.body.answers, terminationProof: [photo.body.id], tier: "60" },
    });
    const resubmitted = await call("POST", `/api/cases/${id}/actions`, {
      key: key(),
      action: "resubmit",
      revision: mended.body.revision,
    });
    expect(resubmitted.body.state).toBe("accepted");
    // 一次性告知 is sent once; a second needs a supervisor.
    expect((await act({ action: "return", gaps: [{ field: "tier", what: "再来一次" }] })).status).toBe(409);
    // A high-risk item is decided by two.
    expect((await act({ action: "approve" })).status).toBe(409);
    const proposed = await reviewer("POST", `/console/api/work/cases/${id}/proposal`, { key: key(), as: "approve" });
    expect(proposed.status).toBe(200);
    const checker = await house.staff("fuhe");
    const approved = await checker("POST", `/console/api/cases/${id}/actions`, { key: key(), action: "approve" });
    expect(approved.body).toMatchObject({ state: "effective" });
    const payments = await call("GET", "/api/payments?months=24");
    const gap = payments.body.months.find((one: any) => one.month === addMonths(monthOf(house.today), -5));
    expect(gap.lines).toEqual([expect.objectContaining({ scheme: "pension", status: "assessed" })]);
    const titles = (await call("GET", "/api/notices")).body.map((one: any) => one.title);
    expect(titles).toHaveLength(4);
    expect(titles[0]).toContain("办好了");
  });

  it("hears at once what the ledger would say days later", async () => {
    const call = await house.person("long-gap");
    const { id, saved } = await draft(call, backPayment, { reason: "other", explanation: "去外地了", tier: "60" });
    const file = await upload(call, id, png);
    const ready = await call("PUT", `/api/cases/${id}/answers`, {
      revision: saved.body.revision,
      answers: { ...saved.body.answers, otherProof: [file.body.id] },
    });
    const preview = await call("POST", `/api/cases/${id}/preview`, {});
    expect(preview.body.refusal.because).toContain("超过现行窗口");
    const submitted = await call("POST", `/api/cases/${id}/actions`, {
      key: key(),
      action: "submit",
      revision: ready.body.revision,
      signature: "赵磨山",
    });
    expect(submitted.status).toBe(422);
    expect(submitted.body).toMatchObject({ code: "refused", instead: expect.stringContaining("12333") });
    expect((await call("GET", `/api/cases/${id}`)).body.state).toBe("draft");
  });
});

describe("bad input", () => {
  it("of every sort is answered with a closed code and a sentence, and changes nothing", async () => {
    const call = await house.person("arrears");
    const strange = await call("POST", "/api/cases", { item: "no-such-item" });
    expect([strange.status, strange.body.code]).toEqual([404, "not-found"]);
    const shapeless = await call("POST", "/api/cases", { item: 7 });
    expect([shapeless.status, shapeless.body.code]).toEqual([422, "bad-input"]);
    const torn = await call.raw("POST", "/api/cases", { body: "{", headers: { "content-type": "application/json" } });
    expect(torn.status).toBe(400);
    expect(await torn.json()).toMatchObject({ code: "malformed" });
    const flood = await call.raw("POST", "/api/cases", {
      body: JSON.stringify({ item: "x".repeat(300_000) }),
      headers: { "content-type": "application/json" },
    });
    expect(flood.status).toBe(413);
    expect((await call("GET", "/api/cases")).body).toEqual([]);
  });

  it("in a form is told question by question", async () => {
    const call = await house.person("unemployed");
    const opened = await call("POST", "/api/cases", { item: renewal });
    const { id, revision, answers } = opened.body;
    expect(opened.body.state).toBe("draft");
    const save = (given: object, at = revision) =>
      call("PUT", `/api/cases/${id}/answers`, { revision: at, answers: { ...answers, ...given } });

    const wrongKind = await save({ mobile: 12, schemes: "pension" });
    expect(wrongKind.status).toBe(422);
    expect(wrongKind.body.problems.map((one: any) => one.field).toSorted()).toEqual(["mobile", "schemes"]);
    const hidden = await save({ schemes: ["medical"], tier: "60" });
    expect(hidden.body.problems).toEqual([{ field: "tier", message: expect.stringContaining("不需要填写") }]);
    const unknown = await save({ salary: 1 });
    expect(unknown.body.problems).toEqual([{ field: "salary", message: expect.stringContaining("没有这一项") }]);
    const locked = await save({ name: "别人" });
    expect(locked.status).toBe(422);
    const stale = await save({ schemes: ["medical"] }, 99);
    expect([stale.status, stale.body.code]).toEqual([409, "stale"]);
    const odd = await save({ constructor: 2, toString: 3 });
    expect(odd.body.problems).toEqual([{ field: "toString", message: expect.stringContaining("没有这一项") }]);
    expect((await call("GET", `/api/cases/${id}`)).body).toMatchObject({ revision, answers });

    const other = await house.person("flexible-active");
    for (const [method, where, body] of [
      ["GET", `/api/cases/${id}`, undefined],
      ["PUT", `/api/cases/${id}/answers`, { revision, answers }],
      ["POST", `/api/cases/${id}/preview`, {}],
      ["POST", `/api/cases/${id}/actions`, { key: key(), action: "submit", revision }],
      ["POST", `/api/cases/${id}/rating`, { level: 5 }],
      ["GET", `/api/cases/${id}/receipt`, undefined],
    ] as const) {
      const answer = await other(method, where, body);
      expect([where, answer.status, answer.body.code]).toEqual([where, 404, "not-found"]);
    }
    const early = await call("POST", `/api/cases/${id}/rating`, { level: 5 });
    expect([early.status, early.body.code]).toEqual([409, "conflict"]);
    const resubmit = await call("POST", `/api/cases/${id}/actions`, { key: key(), action: "resubmit", revision });
    expect(resubmit.status).toBe(409);
  });

  it("in an upload is refused with the reason, and nothing is kept", async () => {
    const person = await house.person("unemployed");
    const { id } = (await person("POST", "/api/cases", { item: renewal })).body;
    const other = await house.person("job-changer");
    expect((await upload(other, id, png)).status).toBe(404);
    const files = () => house.services.db.selectFrom("files").select("id").execute();
    const before = (await files()).length;
    for (const [bytes, name, says] of [
      [Buffer.from("hello, I am text"), "证明.png", /格式|只能|不是/],
      [Buffer.from("MZ\u0090\u0000 exe"), "证明.pdf", /格式|只能|不是/],
      [Buffer.alloc(0), "空.png", /空|没有内容/],
      [Buffer.concat([png, Buffer.alloc(11 * 1024 * 1024)]), "大.png", /太大|10/],
    ] as const) {
      const answer = await upload(person, id, bytes, name);
      expect([name, answer.status >= 400 && answer.status < 500]).toEqual([name, true]);
      expect(answer.body.message).toMatch(says);
    }
    expect((await files()).length).toBe(before);
  });
});
