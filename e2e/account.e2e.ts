import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { keep } from "./browser.ts";
import { openStage, test, type Stage } from "./stage.ts";

/** The official account as its editors and followers live with it: two editors in the console, one follower on the phone. */

let stage: Stage;
let phone: Stage["phone"];
let desk: Stage["desk"];

beforeAll(async () => {
  stage = await openStage();
  ({ phone, desk } = stage);
  await phone.goto(stage.product.phone);
  await test(phone, "follow").click();
  await said().first().waitFor();
  // A mass message wants two at least.
  const control = `${new URL(stage.product.phone).origin}/__sandbox/followers`;
  const made = await fetch(control, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"name":"小李"}',
  });
  const { id } = (await made.json()) as { id: string };
  const followed = await fetch(`${control}/${id}/follow`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  if (!followed.ok) throw new Error(`the second follower could not follow: ${followed.status}`);
});
afterAll(() => stage?.stop());
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await stage.broken();
});

const mini = () => stage.mini();
const said = () => stage.bubbles("account");
const ask: Stage["ask"] = (words) => stage.ask(words);
async function signIn(account: string, room: string): Promise<void> {
  await stage.signIn(account);
  await test(desk, `nav-${room}`).click();
}
const phoneName = async () => ((await test(phone, "phone").getAttribute("aria-label")) ?? "").replace(/的手机$/, "");

/** A picture of one dot: enough for a cover. */
const cover = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

describe("the official account", () => {
  it("1. leads by numbers, works out what the follower may draw", async () => {
    expect(await (await ask("菜单")).innerText()).toContain("想问哪一类");
    expect(await (await ask("3")).innerText()).toContain("领失业金");
    expect(await (await ask("失业金能领多少")).innerText()).toContain("累计交了多久");
    await ask("七年");
    const told = await ask("黄陂");
    expect(await told.innerText()).toMatch(/最长能领 18 个月[\s\S]*以公布为准/);
    await keep(phone, "account-estimate");
  });

  it("2. an article with a cover is written by one editor, previewed, released by another, and arrives", async () => {
    await signIn("yunying", "broadcasts");
    await test(desk, "bc-new").click();
    await test(desk, "bc-title").fill("年底缴费提醒");
    await desk.getByText("图文", { exact: true }).first().click();
    const fields = desk.locator("fieldset").first();
    await fields.locator('input[type="text"]').nth(0).fill("灵活就业：年底前请缴清");
    await fields.locator('input[type="text"]').nth(1).fill("武汉社保");
    await fields
      .locator('input[type="file"]')
      .setInputFiles({ name: "cover.png", mimeType: "image/png", buffer: cover });
    await fields.locator('img[alt="封面"]').waitFor();
    await test(desk, "bc-body").fill(
      "# 什么时候截止\n\n本年度的费用请在 **12 月 31 日**前缴清。\n\n[小程序 pages/find/index 去办理]",
    );
    await keep(desk, "account-broadcast-form");
    await test(desk, "bc-save").click();
    await test(desk, "bc-submit").waitFor();

    const before = await said().count();
    await test(desk, "bc-preview-to").fill(await phoneName());
    await test(desk, "bc-preview").click();
    await said().nth(before).waitFor();
    expect(await said().nth(before).innerText()).toContain("年底前请缴清");
    await keep(phone, "account-article-preview");

    await test(desk, "bc-submit").click();
    await desk.getByText("已提交，等另一位同事审核").waitFor();
    await signIn("shengao", "broadcasts");
    await test(desk, "bc-row").first().click();
    await test(desk, "bc-approve").click();
    await test(desk, "bc-schedule").click();
    await said()
      .nth(before + 1)
      .waitFor();
    expect(
      await said()
        .nth(before + 1)
        .innerText(),
    ).toContain("年底前请缴清");
    await test(desk, "bc-progress").waitFor();
    await desk.locator(".bc-state.sent").first().waitFor();
    await keep(desk, "account-broadcast-sent");
    await keep(phone, "account-article-arrived");
  });

  it("3. a livestream is announced in the console and booked on the phone", async () => {
    await signIn("yunying", "broadcasts");
    await test(desk, "bc-view-live").click();
    await test(desk, "live-new").click();
    await test(desk, "live-title").fill("灵活就业参保怎么缴");
    await test(desk, "live-starts").fill("2030-06-01T19:00");
    await test(desk, "live-ends").fill("2030-06-01T20:00");
    await test(desk, "live-channel").fill("武汉社保");
    await test(desk, "live-about").fill("讲清楚档次、缴费和退休。");
    await test(desk, "live-save").click();
    await test(desk, "live-card").first().waitFor();

    await stage.fromMenu(0, "政策直播");
    await mini().getByText("提醒我").first().click();
    // WeChat's own dialog: one yes, one notice.
    await phone.getByRole("button", { name: "允许" }).click();
    await mini().getByText("已预约").first().waitFor();
    await keep(phone, "account-livestream-booked");
    await desk.reload();
    await expect.poll(() => test(desk, "live-reminders").first().innerText()).toContain("1");
    await keep(desk, "account-livestream-console");
    await test(phone, "mini-program-close").click();
  });

  it("4. an editor teaches the bot a word, another approves it, and the phone is understood", async () => {
    await signIn("yunying", "knowledge");
    await test(desk, "kb-tab-terms").click();
    await test(desk, "kb-term-form").fill("饭票钱");
    await test(desk, "kb-term-concept").click();
    await desk.keyboard.type("失业金");
    await desk.keyboard.press("Enter");
    await desk.getByText("提交这个词").click();
    await desk.getByText("已提交，请另一位同事审核").waitFor();
    await signIn("shengao", "knowledge");
    await test(desk, "kb-tab-terms").click();
    await test(desk, "kb-term-approve").click();
    await desk.getByText("已生效").waitFor();
    await keep(desk, "account-term-live");
    await expect
      .poll(async () => (await ask("饭票钱能领几个月")).innerText(), { timeout: 20_000 })
      .toContain("12 个月");
  });

  it("has thrown nothing in the browser", () => expect(stage.errors).toEqual([]));
});
