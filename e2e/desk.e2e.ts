import { setTimeout as pause } from "node:timers/promises";
import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { personaOf } from "../server/src/people/index.ts";
import { keep } from "./browser.ts";
import type { Cable } from "./cable.ts";
import { openDeskStage, type Citizen, type DeskStage } from "./desk-stage.ts";
import { test } from "./stage.ts";

/** The desk as the people at it live it: two agents, a supervisor and three citizens, one thing after the other. */

let stage: DeskStage;
let pages: { one: Page; two: Page; boss: Page };
let citizens: { night: Citizen; day: Citizen; third: Citizen };
/** The console whose line can be cut. */
let wired: { page: Page; cable: Cable };

beforeAll(async () => {
  stage = await openDeskStage();
  const password = await stage.colleague("kefu2", "客服·何娟");
  citizens = {
    night: await stage.citizen("夜里的市民"),
    day: await stage.citizen("白天的市民"),
    third: await stage.citizen("第三位市民"),
  };
  await stage.work(false);
  const cable = await stage.layCable();
  const [one, two, boss] = await Promise.all([
    stage.console("kefu"),
    stage.console("kefu2", password, cable.origin),
    stage.console("zhuguan"),
  ]);
  pages = { one, two, boss };
  wired = { page: two, cable };
});
afterAll(() => stage?.stop());
afterEach(async ({ task }) => {
  if (task.result?.state === "fail")
    for (const [name, page] of Object.entries(pages ?? {})) await keep(page, `BROKEN-desk-${name}`);
});

/** The talk whose last words these are, in the list of everything. */
const row = (page: Page, words: string): Locator =>
  page.locator('[data-test="conversation-row"]', { hasText: words }).first();
/** The talk that is open, from the address. */
const openId = (page: Page): string => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(page.url())?.[0] ?? "";
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
/** Said, and with WeChat: what comes next is a message of its own. */
async function sayByItself(page: Page, words: string): Promise<void> {
  await say(page, words);
  await page
    .locator('[data-test="transcript-message"][data-delivery="sent"]', { hasText: words })
    .first()
    .waitFor({ timeout: 30_000 });
}
/** What the composer says of WeChat's allowance, once it says this. */
const left = (page: Page, words: string | RegExp): Promise<void> =>
  test(page, "allowance").filter({ hasText: words }).waitFor();
/** On the phone so often. */
const heard = async (citizen: Citizen, words: string): Promise<number> =>
  (await citizen.heard()).filter((text) => text.split("\n").includes(words)).length;
async function transfer(page: Page, to: string, note: string): Promise<void> {
  await test(page, "transfer-conversation").click();
  await test(page, "transfer-staff").click();
  await page.locator(".ant-select-item-option", { hasText: to }).click();
  await test(page, "transfer-note").fill(note);
  await test(page, "confirm-transfer").click();
  await test(page, "banner-offered").waitFor();
}

describe("the desk", () => {
  it("says after hours when it opens and whom to call, and has the message first in the morning", async () => {
    await citizens.night.write("转人工");
    const told = () => citizens.night.heard();
    await expect.poll(async () => (await told()).at(-1)).toMatch(/（周.）\d{2}:\d{2} ?上班/);
    expect((await told()).at(-1)).toContain("12333");
    expect((await told()).at(-1)).toContain("留言");
    await citizens.night.write("我的社保卡丢了怎么补");
    await row(pages.one, "社保卡丢了").waitFor();
    await stage.work(true);
    await citizens.day.write("转人工");
    await citizens.day.write("请问断缴三个月怎么办");
    await row(pages.one, "断缴三个月").waitFor();
    // By day it is a place in the queue, and no opening time.
    const placed = async () => (await citizens.day.heard()).filter((text) => text.includes("您前面还有 1 位"));
    await expect.poll(async () => (await placed()).length).toBeGreaterThan(0);
    expect((await placed()).join("\n")).not.toMatch(/休息时间|上班/);
    await test(pages.one, "tab-waiting").click();
    const first = test(pages.one, "conversation-row").first();
    expect(await first.innerText()).toContain("社保卡丢了");
    expect(await first.innerText()).toContain("留言");
    expect(await test(pages.one, "conversation-row").count()).toBe(2);
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
    await test(loser, "composer").waitFor({ state: "detached" });
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
    await test(pages.one, "composer").waitFor({ state: "detached" });
    await pages.one.getByText(`${to}在接待`, { exact: false }).first().waitFor();
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

  it("counts WeChat's five messages down to none, and lets no sixth go", async () => {
    const { boss } = pages;
    // What the supervisor said before must not be one of the five.
    await boss.locator('[data-test="transcript-message"][data-delivery="sent"]', { hasText: "我是主管" }).waitFor();
    // WeChat's times are whole seconds: what left in the second of the citizen's words counts as sent after them.
    await pause(1_100);
    await citizens.day.write("那我要带什么材料");
    await line(boss, "带什么材料").first().waitFor();
    for (let n = 1; n <= 5; n++) {
      await left(boss, `剩 ${6 - n} 条 · 窗口至 `);
      if (n === 5) await left(boss, "这是最后一条，请把话说全");
      await sayByItself(boss, `第${n}条说明`);
      await expect.poll(() => heard(citizens.day, `第${n}条说明`)).toBe(1);
    }
    await left(boss, "5 条已用完");
    await test(boss, "window-closed").waitFor();
    // The sixth stays in the field: neither button nor key sends it, and the server would not have it either.
    await test(boss, "composer").fill("第6条说明");
    expect(await test(boss, "send").isDisabled()).toBe(true);
    await test(boss, "composer").press("Enter");
    await keep(boss, "desk-window-closed");
    const refused = await boss.evaluate(async (id) => {
      const answer = await fetch(`/console/api/desk/conversations/${id}/messages`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-console": "1" },
        body: JSON.stringify({ key: crypto.randomUUID(), text: "第6条说明" }),
      });
      return { ok: answer.ok, said: await answer.text() };
    }, openId(boss));
    expect(refused).toEqual({ ok: false, said: expect.stringContaining("微信的回复次数已用完") });
    expect(await line(boss, "第6条说明").count()).toBe(0);
    expect(await heard(citizens.day, "第6条说明")).toBe(0);
    // A word of the citizen's opens it again, with five, and what was written is still there. Of the second after the
    // fifth line, as above.
    await pause(1_100);
    await citizens.day.write("谢谢，还在吗");
    await test(boss, "window-closed").waitFor({ state: "detached" });
    await left(boss, "剩 5 条 · 窗口至 ");
    expect(await test(boss, "composer").inputValue()).toBe("第6条说明");
    await test(boss, "send").click();
    await expect.poll(() => heard(citizens.day, "第6条说明"), { timeout: 15_000 }).toBe(1);
    await left(boss, "剩 4 条 · 窗口至 ");
  });

  it("shows the way out: the inbox, and the phone that rings for who agreed", async () => {
    const one = pages.one === wired.page ? pages.two : pages.one;
    const bound = await stage.citizen("绑定的市民");
    const inbox = await stage.bind(bound, personaOf("interrupted"));
    await bound.write("转人工");
    await bound.write("补缴要多少钱");
    await open(one, "补缴要多少钱");
    await test(one, "take").click();
    await test(one, "composer").waitFor();
    for (let n = 1; n <= 5; n++) await sayByItself(one, `算法第${n}步`);
    await test(one, "window-closed").waitFor();
    const answer = "一共 3,120 元，月底前都可以补";
    await test(one, "composer").fill(answer);
    const before = (await bound.heard()).length;
    expect(await test(one, "other-means").innerText()).toContain("改用订阅消息");
    await test(one, "other-means").click();
    await line(one, answer).first().waitFor();
    expect(await test(one, "composer").inputValue()).toBe("");
    // The whole answer in the inbox; on the phone the card of WeChat that leads there, once.
    expect((await inbox()).filter((text) => text === answer)).toHaveLength(1);
    await expect.poll(async () => (await bound.heard()).slice(before), { timeout: 15_000 }).toHaveLength(1);
    expect((await bound.heard()).at(-1)).toContain("服务通知");
    const phone = await stage.phone(one, bound);
    await phone.getByText("服务通知").first().waitFor();
    await keep(phone, "desk-way-out-phone");
    await phone.close();
    await keep(one, "desk-way-out");
    // One consent, one ring: the next goes to the inbox alone.
    await test(one, "composer").fill("带身份证就行");
    expect(await test(one, "other-means").innerText()).toContain("发到小程序消息");
    await test(one, "other-means").click();
    await expect.poll(async () => (await inbox()).filter((text) => text === "带身份证就行")).toHaveLength(1);
    expect((await bound.heard()).slice(before)).toHaveLength(1);
  });

  it("misses nothing while the line is cut, says so, and says nothing twice", async () => {
    const { page: two, cable } = wired;
    pages = { ...pages, two };
    await citizens.third.write("转人工");
    await citizens.third.write("退休金什么时候发");
    await open(two, "退休金什么时候发");
    await test(two, "take").click();
    await test(two, "composer").waitFor();
    expect(await test(two, "line-lost").count()).toBe(0);
    cable.cut();
    await test(two, "line-lost").waitFor();
    for (const words of ["第一句", "第二句", "第三句"]) await citizens.third.write(`断线时的${words}`);
    // The others see them; here is the old state, under a banner that says so, and what is pressed waits.
    await open(pages.boss, "断线时的第三句");
    await test(two, "composer").fill("断线时写的");
    await test(two, "send").click();
    await keep(two, "desk-line-lost");
    expect(await line(two, "断线时的").count()).toBe(0);
    expect(await heard(citizens.third, "断线时写的")).toBe(0);
    cable.mend();
    await test(two, "line-lost").waitFor({ state: "detached", timeout: 30_000 });
    await line(two, "断线时的第三句").waitFor();
    const said = await line(two, "断线时的").allInnerTexts();
    expect(said.map((text) => /第.句/.exec(text)?.[0])).toEqual(["第一句", "第二句", "第三句"]);
    // What was pressed without a line left by itself, or stands there with its reason and goes at the second press; once either way.
    const again = line(two, "断线时写的").locator('[data-test="retry"]');
    // It may go by itself while it is being pressed.
    if (await again.isVisible()) await again.click({ timeout: 2_000 }).catch(() => undefined);
    await expect.poll(() => heard(citizens.third, "断线时写的"), { timeout: 20_000 }).toBe(1);
    await two.locator('[data-test="transcript-message"][data-delivery="sent"]', { hasText: "断线时写的" }).waitFor();
    expect(await line(two, "断线时写的").count()).toBe(1);
    expect(await line(two, "断线时的").count()).toBe(3);
    await keep(two, "desk-reconnected");
  });

  it("keeps two windows of one agent in step", async () => {
    const other = await pages.two.context().newPage();
    await other.goto(pages.two.url().replace(/#.*/, "#/desk"));
    await test(other, "tab-mine").click();
    await citizens.third.write("两个窗口都看到");
    await line(pages.two, "两个窗口都看到").waitFor();
    await row(other, "两个窗口都看到").waitFor();
    // Read in the first, it is not unread in the second.
    await row(other, "两个窗口都看到").locator(".row-unread").waitFor({ state: "detached" });
    await say(pages.two, "两边都看到了");
    await row(other, "两边都看到了").click();
    await line(other, "两边都看到了").waitFor();
    await other.close();
  });

  it("puts what the knowledge base says one key away, and lets nothing half-written through", async () => {
    const { two } = pages;
    await citizens.third.write("断缴了怎么办");
    await line(two, "断缴了怎么办").first().waitFor();
    await test(two, "hint-1").waitFor();
    await keep(two, "desk-hints");
    await test(two, "composer").focus();
    await two.keyboard.press("Alt+Shift+1");
    await line(two, "依据").first().waitFor();
    // Answered, so the line is gone, and the key shows the answers before it does anything with them.
    await test(two, "hints").waitFor({ state: "detached" });
    const answers = await line(two, "依据").count();
    await two.keyboard.press("Alt+Shift+1");
    await test(two, "answers").waitFor();
    expect(await line(two, "依据").count()).toBe(answers);
    await test(two, "side-person").click();

    await test(two, "composer").fill("/办理进度");
    await test(two, "candidates").locator("[role=option]").first().waitFor();
    await two.keyboard.press("Enter");
    await test(two, "too-long").waitFor();
    expect(await test(two, "send").isDisabled()).toBe(true);
    expect(await two.evaluate<string>("String(getSelection())")).toMatch(/^\{.+\}$/);
    await test(two, "composer").fill("");
  });

  it("sends nothing while an input method puts a word together", async () => {
    const { two } = pages;
    const mine = two.locator('[data-test="transcript-message"][data-from="staff"]');
    const before = await mine.count();
    await test(two, "composer").focus();
    const keyboard = await two.context().newCDPSession(two);
    await keyboard.send("Input.imeSetComposition", { text: "ni'hao", selectionStart: 6, selectionEnd: 6 });
    await two.keyboard.press("Enter");
    await keyboard.send("Input.insertText", { text: "你好" });
    await two.waitForTimeout(500);
    expect(await test(two, "composer").inputValue()).toContain("你好");
    expect(await mine.count()).toBe(before);
    await test(two, "composer").fill("");
  });

  it("stands when a room cannot be fetched, which can be tried again", async () => {
    const other = await pages.two.context().newPage();
    await other.route("**/assets/tickets-*.js", (route) => route.abort());
    await other.goto(pages.two.url().replace(/#.*/, "#/desk"));
    await test(other, "nav-tickets").click();
    await test(other, "room-failed").waitFor();
    await keep(other, "desk-room-failed");
    await test(other, "nav-desk").click();
    await test(other, "tab-mine").waitFor();
    await other.unroute("**/assets/tickets-*.js");
    await test(other, "nav-tickets").click();
    await other.getByRole("heading", { name: "工单" }).or(test(other, "room-again")).first().waitFor();
    if (await test(other, "room-again").isVisible()) await test(other, "room-again").click();
    await other.getByRole("heading", { name: "工单" }).waitFor();
    await other.close();
  });

  it("turns a talk into a ticket, which is settled", async () => {
    await test(pages.two, "ticket-conversation").click();
    await test(pages.two, "ticket-title").fill("查退休金发放日");
    await keep(pages.two, "desk-ticket-dialog");
    await test(pages.two, "confirm-ticket").click();
    await test(pages.two, "ticket-made").locator("a").click();
    await test(pages.two, "ticket-outcome").fill("每月 15 日前发，已告知");
    await keep(pages.two, "desk-ticket");
    // In this room, too, who I am to the desk stands on the rail.
    expect(await test(pages.two, "presence").isVisible()).toBe(true);
    await test(pages.two, "ticket-settle").click();
    await test(pages.two, "ticket-settled").waitFor();
    await test(pages.boss, "nav-followups").click();
    await pages.boss.getByText("没有要回访的评价").waitFor();
    await keep(pages.boss, "desk-follow-ups");
    expect(stage.errors).toEqual([]);
  });
});
