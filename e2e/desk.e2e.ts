import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { keep } from "./browser.ts";
import { openDeskStage, type Citizen, type DeskStage } from "./desk-stage.ts";
import { test } from "./stage.ts";

/** The desk as the people at it live it: two agents, a supervisor and three citizens, one thing after the other. */

let stage: DeskStage;
let pages: { one: Page; two: Page; boss: Page };
let citizens: { night: Citizen; day: Citizen; third: Citizen };

beforeAll(async () => {
  stage = await openDeskStage();
  const password = await stage.colleague("kefu2", "客服·何娟");
  citizens = {
    night: await stage.citizen("夜里的市民"),
    day: await stage.citizen("白天的市民"),
    third: await stage.citizen("第三位市民"),
  };
  await stage.work(false);
  const [one, two, boss] = await Promise.all([
    stage.console("kefu"),
    stage.console("kefu2", password),
    stage.console("zhuguan"),
  ]);
  pages = { one, two, boss };
});
afterAll(() => stage?.stop());
afterEach(async ({ task }) => {
  if (task.result?.state === "fail")
    for (const [name, page] of Object.entries(pages ?? {})) await keep(page, `BROKEN-desk-${name}`);
});

/** The talk whose last words these are, in the list of everything. */
const row = (page: Page, words: string): Locator =>
  page.locator('[data-test="conversation-row"]', { hasText: words }).first();
async function open(page: Page, words: string): Promise<void> {
  await test(page, "tab-all").click();
  await row(page, words).click();
}
const line = (page: Page, words: string): Locator =>
  page.locator('[data-test="transcript-message"]', { hasText: words });
async function say(page: Page, words: string): Promise<void> {
  await test(page, "composer").fill(words);
  await test(page, "send").click();
  await line(page, words).first().waitFor();
}
async function transfer(page: Page, to: string, note: string): Promise<void> {
  await test(page, "transfer-conversation").click();
  await test(page, "transfer-staff").click();
  await page.locator(".ant-select-item-option", { hasText: to }).click();
  await test(page, "transfer-note").fill(note);
  await test(page, "confirm-transfer").click();
  await test(page, "banner-offered").waitFor();
}

describe("the desk", () => {
  it("takes a message after hours, and has it first when it opens", async () => {
    await citizens.night.write("转人工");
    await citizens.night.write("我的社保卡丢了怎么补");
    await row(pages.one, "社保卡丢了").waitFor();
    await stage.work(true);
    await citizens.day.write("转人工");
    await citizens.day.write("请问断缴三个月怎么办");
    await row(pages.one, "断缴三个月").waitFor();
    await test(pages.one, "tab-waiting").click();
    const first = test(pages.one, "conversation-row").first();
    expect(await first.innerText()).toContain("社保卡丢了");
    expect(await first.innerText()).toContain("留言");
    await test(pages.one, "nav-tickets").click();
    await test(pages.one, "left-messages").waitFor();
    await keep(pages.one, "desk-left-messages");
    await test(pages.one, "nav-desk").click();
  });

  it("lets one of two agents take a talk, and tells the other who has it", async () => {
    await open(pages.one, "断缴三个月");
    await open(pages.two, "断缴三个月");
    await Promise.all([test(pages.one, "take").waitFor(), test(pages.two, "take").waitFor()]);
    await Promise.allSettled([
      test(pages.one, "take").click({ timeout: 5_000 }),
      test(pages.two, "take").click({ timeout: 5_000 }),
    ]);
    await Promise.race([test(pages.one, "composer").waitFor(), test(pages.two, "composer").waitFor()]);
    const [winner, loser] = (await test(pages.one, "composer").isVisible())
      ? [pages.one, pages.two]
      : [pages.two, pages.one];
    await loser.getByText("正在接待").first().waitFor();
    expect(await test(loser, "composer").count()).toBe(0);
    await keep(loser, "desk-taken-by-other");
    // From here on the first agent is who has it.
    pages = { ...pages, one: winner, two: loser };
    await say(pages.one, "您好，断缴可以补，我帮您看");
  });

  it("hands a talk over only when the other accepts", async () => {
    const [to, from] = (await pages.two.locator(".rail-name").first().innerText()).includes("何娟")
      ? ["何娟", "柯福"]
      : ["柯福", "何娟"];
    await transfer(pages.one, to, "要查历史缴费");
    // Still on the screen of who came too late.
    await test(pages.two, "banner-offer").waitFor();
    await keep(pages.two, "desk-offer");
    await test(pages.two, "decline").click();
    await test(pages.two, "reason").fill("手上满了");
    await test(pages.two, "confirm-reason").click();
    await test(pages.one, "banner-offered").waitFor({ state: "detached" });
    await transfer(pages.one, to, "请再看看");
    await test(pages.two, "accept").click();
    await test(pages.two, "composer").waitFor();
    await pages.one.getByText(`${to}`, { exact: false }).first().waitFor();
    expect(await test(pages.one, "composer").count()).toBe(0);
    await line(pages.two, from).first().waitFor();
  });

  it("lets a supervisor listen, step in and take over, each marked", async () => {
    await test(pages.boss, "tab-all").click();
    await test(pages.boss, "conversation-row").filter({ hasNotText: "社保卡" }).first().click();
    await test(pages.boss, "listen").click();
    await test(pages.two, "banner-listened").waitFor();
    await test(pages.boss, "step-in").fill("我是主管，这个月底前都可以补");
    await test(pages.boss, "step-in-send").click();
    await line(pages.two, "我是主管").first().waitFor();
    await keep(pages.boss, "desk-step-in");
    await test(pages.boss, "take-over").click();
    await test(pages.boss, "reason").fill("由我来跟进");
    await test(pages.boss, "confirm-reason").click();
    await test(pages.boss, "composer").waitFor();
    await test(pages.two, "composer").waitFor({ state: "detached" });
  });

  it("counts WeChat's messages down and says the way out", async () => {
    await citizens.day.write("那我要带什么材料");
    await line(pages.boss, "带什么材料").first().waitFor();
    // Five, and some more for lines that travelled together because the machine was slow.
    for (let n = 1; n <= 9 && !(await test(pages.boss, "window-closed").isVisible()); n++) {
      await say(pages.boss, `第${n}条说明`);
      // Lines closer together would be one message.
      await pages.boss.waitForTimeout(2_600);
    }
    await test(pages.boss, "window-closed").waitFor();
    await keep(pages.boss, "desk-window-closed");
    await citizens.day.write("谢谢，还在吗");
    await test(pages.boss, "window-closed").waitFor({ state: "detached" });
  });

  it("misses nothing while the line is cut", async () => {
    await citizens.third.write("转人工");
    await citizens.third.write("退休金什么时候发");
    await open(pages.two, "退休金什么时候发");
    await test(pages.two, "take").click();
    await test(pages.two, "composer").waitFor();
    await pages.two.context().setOffline(true);
    for (const words of ["第一句", "第二句", "第三句"]) await citizens.third.write(`断线时的${words}`);
    await pages.two.waitForTimeout(1_500);
    await pages.two.context().setOffline(false);
    await line(pages.two, "断线时的第三句").waitFor({ timeout: 30_000 });
    const said = await line(pages.two, "断线时的").allInnerTexts();
    expect(said.map((text) => /第.句/.exec(text)?.[0])).toEqual(["第一句", "第二句", "第三句"]);
    await keep(pages.two, "desk-reconnected");
  });

  it("turns a talk into a ticket, which is settled", async () => {
    await test(pages.two, "ticket-conversation").click();
    await test(pages.two, "ticket-title").fill("查退休金发放日");
    await keep(pages.two, "desk-ticket-dialog");
    await test(pages.two, "confirm-ticket").click();
    await test(pages.two, "ticket-made").locator("a").click();
    await test(pages.two, "ticket-outcome").fill("每月 15 日前发，已告知");
    await keep(pages.two, "desk-ticket");
    await test(pages.two, "ticket-settle").click();
    await test(pages.two, "ticket-settled").waitFor();
    await test(pages.boss, "nav-followups").click();
    await pages.boss.getByText("没有要回访的评价").waitFor();
    await keep(pages.boss, "desk-follow-ups");
    expect(stage.errors).toEqual([]);
  });
});
