import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { personaOf } from "../server/src/people/index.ts";
import { keep } from "./browser.ts";
import { hearToTheEnd } from "./sound.ts";
import { openStage, test, type Stage } from "./stage.ts";

/** The seven stories of the product, one after the other, on the phone and in the console, as people go through them. */

let stage: Stage;
let phone: Stage["phone"];
let desk: Stage["desk"];
const renewer = personaOf("flexible-paused");
const payer = personaOf("interrupted");

beforeAll(async () => {
  stage = await openStage();
  ({ phone, desk } = stage);
});
afterAll(() => stage?.stop());
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await stage.broken();
});

const mini = () => stage.mini();
const bubbles: Stage["bubbles"] = (from) => stage.bubbles(from);
const ask: Stage["ask"] = (words) => stage.ask(words);
const signIn: Stage["signIn"] = (account) => stage.signIn(account);
const fromMenu: Stage["fromMenu"] = (top, item) => stage.fromMenu(top, item);
/** Taro keeps the pages one came from in the document: only what is seen counts. */
const on = (id: string) => mini().locator(`[id="${id}"]:visible`);
async function closeMini(): Promise<void> {
  await test(phone, "mini-program-close").click();
  await test(phone, "mini-program-frame").waitFor({ state: "detached" });
}

/** The counter prints a slip for somebody whose ID card lies on the desk. */
async function slipFor(idNumber: string): Promise<string> {
  await test(desk, "nav-slips").click();
  await test(desk, "person-search").fill(idNumber);
  await test(desk, "person-find").click();
  await test(desk, "person-checked").click();
  await test(desk, "slip-issue").click();
  return (await test(desk, "slip-code").innerText()).replace(/\s/g, "");
}

async function bindPhone(person: { idNumber: string; mobile?: string | null }, slip: string): Promise<void> {
  await on("bind-id").locator("input").fill(person.idNumber);
  await on("bind-slip").locator("input").fill(slip);
  await on("bind-mobile")
    .locator("input")
    .fill(person.mobile ?? "13800138099");
  await on("bind-consent").click();
  await keep(phone, "bind-filled");
  await on("bind-submit").click();
}

/** Goes through the prefilled form to the page of consequences. */
async function toReview(): Promise<void> {
  const progress = mini().locator(".progress-title:visible").first();
  for (let step = 1; step <= 8; step++) {
    await on("form-next").or(on("review-confirm")).first().waitFor();
    if ((await on("review-confirm").count()) > 0) return;
    await keep(phone, `form-${step}`);
    const title = await progress.innerText();
    await on("form-next").click();
    await progress.filter({ hasNotText: title }).waitFor();
  }
}
async function confirmAs(name: string): Promise<void> {
  const warnings = mini().locator('[data-test="review-consequence"]:visible');
  await warnings.first().waitFor();
  for (let at = 0; at < (await warnings.count()); at++) await on(`review-consequence-${at}`).click();
  if ((await on("review-signature").count()) > 0) await on("review-signature").locator("input").fill(name);
  await keep(phone, "review");
  await on("review-confirm").click();
}

describe("the walk", () => {
  it("1. a follower asks, and gets an answer with its source, a menu, and a way to people", async () => {
    await phone.goto(stage.product.phone);
    await test(phone, "phone").waitFor();
    await keep(phone, "not-following");
    await test(phone, "follow").click();
    await bubbles("account").first().waitFor();
    expect(await bubbles("account").first().innerText()).toContain("武汉社保");
    await keep(phone, "welcome");

    const answer = await ask("断缴了怎么办");
    const text = await answer.innerText();
    expect(text).toMatch(/依据|来源/);
    expect(text).toMatch(/20\d\d/);
    expect(text).toMatch(/续保|补缴/);
    await keep(phone, "answer");

    const before = await bubbles("account").count();
    await fromMenu(2, "断缴怎么办");
    await bubbles("account").nth(before).waitFor();
    await keep(phone, "menu-answer");

    const guesses = await ask("呜哩哇啦咕噜咕噜");
    expect(await test(guesses, "chat-link").count()).toBe(4);
    expect(await guesses.innerText()).toContain("转人工");
    await keep(phone, "guesses");
  });

  it("2. a person binds with the slip of the counter, and sees enrolments and 24 months of payments", async () => {
    await signIn("chuangkou");
    const slip = await slipFor(renewer.idNumber);
    expect(slip).toMatch(/^[0-9A-Z-]{8,}$/);
    await keep(desk, "console-slip");

    await fromMenu(1, "参保情况");
    await on("bind-start").first().click();
    await bindPhone(renewer, slip);
    await mini().locator('[data-test="enrolment-row"]').first().waitFor();
    await keep(phone, "enrolments");
    await closeMini();

    await fromMenu(1, "缴费记录");
    await mini().locator('[data-test="payment-month"]').first().waitFor();
    expect(await mini().locator('[data-test="payment-month"]').count()).toBeGreaterThan(15);
    await keep(phone, "payments");
    await closeMini();
  });

  it("3. renews flexible employment: prefilled, warned, confirmed, effective at once, told in the chat", async () => {
    const told = await bubbles("account").count();
    await fromMenu(0, "我要续保");
    await on("guide-start").waitFor();
    await keep(phone, "guide");
    await on("guide-start").click();
    await toReview();
    await confirmAs(renewer.name);
    await on("done-number").waitFor();
    expect(await on("done-number").innerText()).toMatch(/^SB\d{14}$/);
    await keep(phone, "done");

    await on("done-timeline").click();
    await on("case-number").waitFor();
    await keep(phone, "timeline");
    const download = phone.waitForEvent("download");
    await on("done-receipt").click();
    const receipt = await (await download).path();
    const words = execFileSync("pdftotext", ["-layout", receipt, "-"], { encoding: "utf8" });
    expect(words).toContain("灵活就业人员续保登记");
    expect(words).toMatch(/SB\d{14}/);
    await closeMini();

    await bubbles("account").nth(told).waitFor();
    expect(await bubbles("account").nth(told).innerText()).toContain("办好了");
    await keep(phone, "notice");

    await fromMenu(1, "参保情况");
    await mini().locator('[data-test="enrolment-row"]', { hasText: "正常" }).first().waitFor();
    await keep(phone, "enrolments-after");
    await closeMini();
  });

  it("4. pays for a gap: a reviewer returns it once with every gap, the citizen mends, the ledger changes", async () => {
    await signIn("chuangkou");
    const slip = await slipFor(payer.idNumber);
    await test(phone, "new-follower").click();
    await test(phone, "follow").click();
    await bubbles("account").first().waitFor();
    // Words open WeChat's window of five messages in 48 hours; a follow alone allows three in a minute.
    await ask("社保断了两个月能补吗");

    await fromMenu(0, "断缴补缴");
    await on("guide-start").click();
    await bindPhone(payer, slip);
    await on("guide-start").click();
    await on("form-next").waitFor();
    await on("form-next").click();
    await on("question-from").waitFor();
    await keep(phone, "gap-months");
    await on("form-next").click();
    await on("question-reason").waitFor();
    await on("option-reason-left-employer").click();
    await on("form-next").click();
    await uploadProof("证明一.png", "特此证明。");
    await keep(phone, "material");
    await toReview();
    await confirmAs(payer.name);
    await on("done-number").waitFor();
    const number = await on("done-number").innerText();
    await keep(phone, "submitted");
    await closeMini();

    await signIn("shenhe");
    await test(desk, "nav-cases").click();
    await desk.locator('[data-test="case-row"]', { hasText: "中断补缴" }).first().click();
    await test(desk, "case-accept").waitFor();
    await keep(desk, "console-case");
    await test(desk, "case-accept").click();
    await test(desk, "case-return").click();
    await test(desk, "gap-terminationProof").click();
    await test(desk, "gap-text-terminationProof").fill("照片看不清公章，请重拍一张");
    await test(desk, "gap-tier").click();
    await test(desk, "gap-text-tier").fill("请确认按 60% 档次补缴");
    await keep(desk, "console-gaps");
    const told = await bubbles("account").count();
    await test(desk, "gap-send").click();

    await bubbles("account").nth(told).waitFor();
    const notice = await bubbles("account").nth(told).innerText();
    expect(notice).toMatch(/BZ\d{14}/);
    expect(notice).toContain("1. ");
    expect(notice).toContain("2. ");
    await keep(phone, "one-notice");
    await fromMenu(0, "我的办件");
    await mini().locator('[data-test="case-card"]').first().click();
    await mini().locator('[data-test="notice-gap"]').first().waitFor();
    await keep(phone, "gaps");
    await on("notice-gap-terminationProof").click();
    await mini().getByText("删除").first().click();
    await uploadProof("证明二.png", "特此证明，重拍。");
    await keep(phone, "mending");
    await toReview();
    await confirmAs(payer.name);
    await on("done-number").waitFor();
    await closeMini();

    const before = await bubbles("account").count();
    await desk.reload();
    await desk.locator('[data-test="case-row"]', { hasText: "中断补缴" }).first().click();
    // A high-risk item is decided by two: one proposes, another confirms.
    await test(desk, "case-approve").click();
    await keep(desk, "console-approve");
    await test(desk, "case-approve-confirm").click();
    await test(desk, "work-proposal").waitFor();
    await signIn("fuhe");
    await test(desk, "nav-cases").click();
    await desk.locator('[data-test="case-row"]', { hasText: "中断补缴" }).first().click();
    await test(desk, "case-approve").click();
    await keep(desk, "console-confirm");
    await test(desk, "case-approve-confirm").click();
    await bubbles("account").nth(before).waitFor();
    expect(await bubbles("account").nth(before).innerText()).toContain(number);
    await keep(phone, "approved");
    await fromMenu(1, "缴费记录");
    await mini().getByText("已核定").first().waitFor();
    await keep(phone, "payments-after");
    await closeMini();
  });

  it("5. talks to a person: waits with a place, both sides live, closed, rated", async () => {
    const waiting = await ask("转人工");
    expect(await waiting.innerText()).toMatch(/人工|排/);
    await keep(phone, "waiting");

    await signIn("kefu");
    await test(desk, "nav-desk").click();
    await test(desk, "tab-waiting").click();
    await test(desk, "conversation-row").first().click();
    await test(desk, "take").click();
    await test(desk, "composer").waitFor();
    const before = await bubbles("account").count();
    await test(desk, "composer").fill("您好，我是社保客服，请问有什么可以帮您？");
    await test(desk, "send").click();
    await bubbles("account").nth(before).waitFor();
    expect(await bubbles("account").nth(before).innerText()).toContain("我是社保客服");
    await test(phone, "chat-input").fill("我想问补缴的钱什么时候扣");
    await test(phone, "chat-send").click();
    await desk.locator('[data-test="transcript-message"]', { hasText: "什么时候扣" }).first().waitFor();
    await keep(phone, "talk");
    await keep(desk, "console-talk");

    const asked = await bubbles("account").count();
    await test(desk, "close-conversation").click();
    await test(desk, "close-summary").fill("问补缴何时扣款，已告知");
    await test(desk, "confirm-close").click();
    const rating = bubbles("account").nth(asked);
    await rating.waitFor();
    expect(await rating.innerText()).toContain("满意");
    await test(rating, "chat-link").first().click();
    await bubbles("account")
      .nth(asked + 1)
      .waitFor();
    expect(
      await bubbles("account")
        .nth(asked + 1)
        .innerText(),
    ).toMatch(/谢/);
    await keep(phone, "rated");
    await keep(desk, "console-closed");
  });

  it("6. asks about a case from its page: the card leads the desk to it, and a voice is heard on both sides", async () => {
    await fromMenu(0, "我的办件");
    await mini().locator('[data-test="case-card"]:visible', { hasText: "中断补缴" }).first().click();
    await on("case-number").waitFor();
    const number = await on("case-number").innerText();
    await on("ask-person").click();
    await on("chat-about").waitFor();
    expect(await on("chat-about").innerText()).toContain(`办件 ${number}`);
    await keep(phone, "chat-about");
    await on("chat-field").locator("textarea").fill("这个什么时候扣款？");
    await on("chat-send").click();
    const said = mini().locator('[data-test="chat-line"]:visible');
    await said.filter({ hasText: "什么时候扣款" }).filter({ hasText: "已送到" }).waitFor();
    expect(await said.filter({ hasText: "中断补缴" }).count()).toBe(1);
    await keep(phone, "chat-case-sent");

    await test(desk, "tab-waiting").click();
    await test(desk, "conversation-row").first().click();
    await test(desk, "take").click();
    await test(desk, "composer").waitFor();
    const card = test(desk, "said-card").first();
    expect(await card.innerText()).toContain(number);
    await card.click();
    await desk.locator('[role="tab"][aria-selected="true"][data-test="side-cases"]').waitFor();
    await keep(desk, "console-case-card");
    await on("chat-who").filter({ hasText: "正在和" }).waitFor();

    await on("chat-voice").click();
    await on("chat-record-send").waitFor();
    // What is recorded takes its time.
    await phone.waitForTimeout(1_500);
    await on("chat-record-send").click();
    const sound = desk.locator("audio.said-sound").last();
    await sound.waitFor();
    const heard = await sound.evaluate(hearToTheEnd);
    expect(heard).toBeGreaterThan(0.5);
    await said.getByText("听语音").click();
    await said.getByText("正在播放…").waitFor();
    await said.getByText("听语音").waitFor();
    expect(await mini().getByText("放不出来").count()).toBe(0);
    await keep(phone, "chat-voice");
    await closeMini();
  });

  it("7. books a time at a window by taps alone, and the hall has it", async () => {
    const answer = await ask("我要预约");
    await answer.getByText("预约窗口").click();
    await on("book").click();
    await mini().locator('[data-test="window"]:visible').first().click();
    await mini().locator('.option[id^="time-"]:not(.off):visible').first().click();
    await keep(phone, "appointment-times");
    await on("confirm").click();
    const number = await on("number").innerText();
    expect(number).toMatch(/^Y\d{11}$/);
    await keep(phone, "appointment");
    await closeMini();
    await expect.poll(() => bubbles("account").last().innerText()).toContain(number);

    await signIn("chuangkou");
    await test(desk, "nav-hall").click();
    await test(desk, "hall").click();
    await desk.keyboard.type("江岸");
    await desk.keyboard.press("Enter");
    await desk.getByLabel("哪一天").fill(`20${number.slice(1, 3)}-${number.slice(3, 5)}-${number.slice(5, 7)}`);
    await test(desk, `row-${number}`).waitFor();
    await keep(desk, "hall-day");
  });

  it("threw nothing on any page", () => {
    expect(stage.errors).toEqual([]);
  });
});

/** A paper with a seal, photographed: what reviewers look at all day. Nobody in it exists. */
async function photo(name: string, words: string): Promise<string> {
  const page = await desk.context().newPage();
  await page.setViewportSize({ width: 620, height: 860 });
  await page.setContent(`<body style="margin:0;background:#cfc8b8;font:17px/2.1 'Noto Serif CJK SC',serif">
    <div style="margin:34px;padding:54px 46px;background:#fffdf7;height:690px;transform:rotate(-.6deg);position:relative">
      <h1 style="text-align:center;font-size:25px">解除劳动关系证明书</h1>
      <p style="text-indent:2em">${payer.name}同志于 2026 年 5 月与本单位解除劳动关系。${words}</p>
      <p style="text-align:right;margin-top:190px">虚构茶馆有限公司<br>2026 年 5 月 29 日</p>
      <div style="position:absolute;right:70px;bottom:96px;width:128px;height:128px;border:4px solid #c22;border-radius:50%;color:#c22;display:grid;place-items:center;font-size:34px;opacity:.8">★</div>
    </div></body>`);
  const file = path.join(mkdtempSync(path.join(tmpdir(), "wsi-photo-")), name);
  await page.screenshot({ path: file });
  await page.close();
  return file;
}
async function uploadProof(name: string, words: string): Promise<void> {
  const file = await photo(name, words);
  const chooser = phone.waitForEvent("filechooser");
  await on("upload-terminationProof").click();
  await (await chooser).setFiles(file);
  await mini().locator('[data-test="uploaded"]:visible', { hasText: name }).first().waitFor();
}
