import { addMonths, monthOf } from "@wsi/shared/values";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHouse, type House } from "../../test/house.ts";
import { as, entrust, fill, walk, type Steps } from "../../test/walk.ts";
import { endCoolOffs } from "../cases/index.ts";
import type { PersonaCode } from "../people/index.ts";

let house: House;
beforeAll(async () => void (house = await startHouse()));
afterAll(() => house.stop());

const next = () => addMonths(monthOf(house.today), 1);
const bankCard = "6222020200112230905";

interface Pair {
  item: string;
  self: PersonaCode;
  resident: PersonaCode;
  answers: () => Record<string, unknown>;
  /** Of the sentence that tells what happened. */
  told: RegExp;
}
/** Every item of the community's and of flexible employment's hall: by oneself, and by the community agent for another. */
const pairs: Pair[] = [
  {
    item: "flexible-enrolment",
    self: "graduate",
    resident: "site-worker",
    answers: () => ({ work: "platform", region: "420106", schemes: ["pension", "medical"], tier: "60" }),
    told: /参加职工养老保险（60%）、职工医疗保险.*第 7 个月/,
  },
  {
    item: "tier-change",
    self: "interrupted",
    resident: "flexible-active",
    answers: () => ({ tier: "100", from: next() }),
    told: /60% 档.*100% 档/,
  },
  {
    item: "flexible-stop",
    self: "interrupted",
    resident: "flexible-active",
    answers: () => ({ reason: "employed" }),
    told: /暂停.*断缴超过 3 个月/,
  },
  {
    item: "payment-record",
    self: "unemployed",
    resident: "retired",
    answers: () => ({ purpose: "school", span: "60" }),
    told: /参保缴费证明 ZM/,
  },
  {
    item: "pension-transfer",
    self: "job-changer",
    resident: "flexible-paused",
    answers: () => ({ want: "apply", where: "into", military: true }),
    told: /掌上 12333/,
  },
  {
    item: "medical-referral",
    self: "employed",
    resident: "retired",
    answers: () => ({ matter: "away", hospital: "living" }),
    told: /异地就医备案.*12393/,
  },
];

describe.each(pairs)("$item", ({ item, self, resident, answers, told }) => {
  it("is done by the person themselves", async () => {
    const { call, seen } = await walk(house, { item, who: self, answers: answers() });
    expect(seen.timeline.at(-1).text).toMatch(told);
    expect(seen.timeline[0].text).toBe("您提交了申请");
    expect((await call("GET", "/api/notices")).body[0]).toMatchObject({ title: expect.stringContaining("办好了") });
  });

  it("is done by the community agent, marked in the timeline and told to the person", async () => {
    if (resident === "site-worker") await entrust(house, resident, item);
    const { seen, id } = await walk(house, { item, who: "community-agent", resident, answers: answers() });
    expect(seen.timeline[0]).toMatchObject({ by: "社区代办员 张**" });
    const person = await as(house, resident);
    const theirs = (await person("GET", `/api/cases/${id}`)).body;
    expect(theirs.timeline[0].text).toBe("社区代办员 张** 代您提交了申请");
    expect((await person("GET", "/api/notices")).body[0].text).toMatch(/社区代办员 张\*\* 替您办的[\s\S]*授权管理/);
    expect((await person("GET", "/api/access-log")).body[0].who).toBe("您授权的 张**");
  });
});

describe("what follows is seen before it is confirmed", () => {
  const look = async (steps: Steps) => (await fill(house, steps)).preview.body;

  it("shows months and lines of arrears, and opens one order", async () => {
    const steps = { item: "arrears-payment", who: "arrears" as const, answers: { which: "all" } };
    const { fee } = await look(steps);
    expect(fee.title).toBe("要补多少钱");
    expect(fee.lines).toHaveLength(6);
    const { seen } = await walk(house, steps);
    expect(seen.timeline.at(-1).text).toContain("已开缴费单 JF");
    const again = await look(steps);
    expect(again.refusal.because).toContain("已经开过缴费单");
  });

  it("shows a tier before and after, and refuses the tier one has", async () => {
    const steps = { item: "tier-change", who: "arrears" as const, answers: { tier: "60", from: next() } };
    const { fee } = await look(steps);
    expect(fee.lines.map((line: any) => line.label)).toEqual(["改前，每月", "改后，每月", "每月少缴"]);
    expect(fee.lines[0].fen - fee.lines[1].fen).toBe(fee.lines[2].fen);
    expect((await look({ ...steps, answers: { tier: "80", from: next() } })).refusal.because).toContain("没有变化");
  });

  it("computes months and amount of unemployment benefit, two decide, and the register knows", async () => {
    const steps = {
      item: "unemployment-claim",
      who: "let-go" as const,
      answers: { left: "dismissed", looking: true, bankCard },
    };
    const { fee } = await look(steps);
    expect(fee).toMatchObject({ title: "每月能领多少", total: 198_900 });
    expect(fee.lines[1]).toMatchObject({ label: "领满 17 个月合计", fen: 198_900 * 17 });
    const { seen } = await walk(house, steps);
    expect(seen.timeline.map((one: any) => one.action)).toEqual(["submit", "accept", "propose", "approve", "effect"]);
    expect((await look({ ...steps })).refusal.because).toContain("正在领失业金");
  });

  it("tells how far a transfer is, and whoever has none where to apply", async () => {
    const progress = { item: "pension-transfer", answers: { want: "progress" } };
    const { seen } = await walk(house, { ...progress, who: "job-changer" });
    expect(seen.timeline.at(-1).text).toMatch(/虚构省示例市转到武汉市.*第 3 步/);
    expect((await look({ ...progress, who: "employed" })).refusal.instead).toContain("去哪儿申请");
  });

  it("lists what to bring by what was answered", async () => {
    const { bring } = await look({ item: "medical-referral", who: "unemployed", answers: { matter: "refund" } });
    expect(bring.map((one: any) => one.name)).toEqual([
      "医保电子凭证或社保卡",
      "发票、费用清单、病历或出院小结",
      "本人银行卡",
    ]);
  });
});

describe("a cool-off", () => {
  const hour = 3_600_000;

  it("keeps the office's hands off for a day, lets the person take it back, then goes to two reviewers", async () => {
    const { db, clock } = house.services;
    const later = (hours: number) => new Date(clock.now().getTime() + hours * hour);
    const reviewer = await house.staff("shenhe");
    // The order of the arrears above has to be over first.
    await db.deleteFrom("payment_order_lines").execute();
    const submit = async () => {
      const { call, id, revision } = await fill(house, {
        item: "arrears-cancellation",
        who: "arrears",
        answers: { which: "all", why: "poor" },
      });
      const sent = await call("POST", `/api/cases/${id}/actions`, {
        key: `press-${id}`,
        action: "submit",
        revision,
        signature: "孙楚河",
      });
      return { call, id, sent };
    };
    const first = await submit();
    expect(first.sent.body).toMatchObject({ state: "submitted", actions: ["withdraw"] });
    expect(new Date(first.sent.body.waitsUntil).getTime()).toBeGreaterThan(later(23).getTime());
    expect((await first.call("GET", "/api/notices")).body[0].text).toContain("24 小时冷静期");
    const queue = async () => (await reviewer("GET", "/console/api/cases?queue=todo")).body.map((one: any) => one.id);
    expect(await queue()).not.toContain(first.id);
    const early = await reviewer("POST", `/console/api/cases/${first.id}/actions`, {
      key: "too-early",
      action: "accept",
    });
    expect([early.status, early.body.message]).toEqual([409, expect.stringContaining("冷静期")]);
    expect(await endCoolOffs(house.services, db, later(23))).toBe(0);
    const back = await first.call("POST", `/api/cases/${first.id}/actions`, {
      key: "back-again",
      action: "withdraw",
      revision: first.sent.body.revision,
    });
    expect(back.body.state).toBe("withdrawn");

    const second = await submit();
    expect(await endCoolOffs(house.services, db, later(25))).toBe(1);
    expect(await endCoolOffs(house.services, db, later(25))).toBe(0);
    expect(await queue()).toContain(second.id);
    const alone = await reviewer("POST", `/console/api/cases/${second.id}/actions`, {
      key: "alone-000",
      action: "approve",
    });
    expect([alone.status, alone.body.message]).toEqual([409, expect.stringContaining("两个人把关")]);
    const seen = (await second.call("GET", `/api/cases/${second.id}`)).body;
    expect(seen.timeline.at(-1).text).toContain("冷静期已满");
    expect(seen.waitsUntil).toBeNull();
  });
});

describe("a certificate", () => {
  it("is printed for whoever may see the case, and checked by anyone who holds the paper", async () => {
    const { call, seen, id } = await walk(house, {
      item: "payment-record",
      who: "employed",
      answers: { purpose: "housing", span: "24" },
    });
    expect(seen.certificate.number).toBe(seen.decision.receipt);
    const pdf = await call.raw("GET", `/api/cases/${id}/certificate`);
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
    const other = await as(house, "retired");
    expect((await other.raw("GET", `/api/cases/${id}/certificate`)).status).toBe(404);

    const row = await house.services.db
      .selectFrom("certificates")
      .selectAll()
      .where("number", "=", seen.certificate.number)
      .executeTakeFirstOrThrow();
    expect(row.paper.inARow).toMatchObject({ months: 23, countsBackPaid: false });
    const check = (number: string, code: string) => house.nobody("GET", `/verify?number=${number}&code=${code}`);
    const good = (await check(row.number, row.code)).body as string;
    expect(good).toContain("是真的，在有效期内");
    expect(good).toContain("23 个月");
    expect(good).toContain("陈**");
    expect(good).not.toContain("陈长江");
    expect(good).not.toContain("13800138001");
    expect((await check(row.number, "WRONGCODE234")).body).toContain("没有查到");
    expect((await check("<script>", "x")).body).not.toContain("<script>");
    expect((await house.nobody("GET", "/verify")).body).toContain("<form");

    await house.services.db
      .updateTable("certificates")
      .set({ valid_until: "2020-01-01" })
      .where("number", "=", row.number)
      .execute();
    expect((await check(row.number, row.code)).body).toContain("过了有效期");
    const forged = { ...row.paper, paid: 240 };
    await house.services.db
      .updateTable("certificates")
      .set({ paper: JSON.stringify(forged) })
      .where("number", "=", row.number)
      .execute();
    expect((await check(row.number, row.code)).body).toContain("没有查到");
  });
});
