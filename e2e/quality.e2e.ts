import { afterAll, beforeAll, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { keep, openBrowser } from "./browser.ts";
import { startProduct, type Product } from "./product.ts";
import { test } from "./stage.ts";

/** On the demo's talks of some days ago: one supervisor scores, the agent reads and appeals, another supervisor decides. */

let product: Product;
const closing: (() => Promise<void>)[] = [];
const errors: string[] = [];
const pages = {} as Record<"zhuguan" | "dudao" | "kefu", Page>;

async function signedIn(account: string): Promise<Page> {
  const { context, close } = await openBrowser(1280, 800);
  closing.push(close);
  const page = await context.newPage();
  page.on("pageerror", (error) => errors.push(`${account}: ${error.message}`));
  await page.goto(`${product.server}/console/`);
  await test(page, "login-account").fill(account);
  await test(page, "login-password").fill("wuhan-demo-2026");
  await test(page, "login-submit").click();
  await test(page, "me").waitFor();
  return page;
}
const go = (page: Page, place: string) => page.goto(`${product.server}/console/#/${place}`);

beforeAll(async () => {
  product = await startProduct();
  for (const account of ["zhuguan", "dudao", "kefu"] as const) pages[account] = await signedIn(account);
}, 240_000);
afterAll(async () => {
  for (const close of closing) await close();
  await product?.stop();
});

it("a supervisor scores a bad talk by keyboard and quotes its lines; the draft outlives a reload", async () => {
  const page = pages.dudao;
  await go(page, "quality");
  await page.locator("tr", { hasText: "差评" }).locator('[data-test="quality-open"]').click();
  await test(page, "quality-check").waitFor();
  const field = (id: string) => test(page, `quality-point-${id}`).locator("input");
  await field("polite").focus();
  await page.keyboard.type("4");
  await test(page, "quality-line").filter({ hasText: "看年限" }).click();
  await field("polite").focus();
  for (const typed of ["3", "=", "-", "2", "2"]) {
    await page.keyboard.press("Enter");
    await page.keyboard.type(typed);
  }
  await test(page, "quality-hand-in").click();
  await page.getByText("处没有写完").waitFor();
  await keep(page, "quality-gaps");
  for (const id of ["heard", "guidance", "prompt"]) {
    await field(id).focus();
    await test(page, "quality-line").filter({ hasText: "18个月" }).click();
  }
  await field("summary").fill("0");
  await test(page, "quality-point-summary").locator("textarea").first().fill("小结只有三个字");
  await page.getByText("草稿已存").waitFor();
  await page.waitForTimeout(1_500);
  await page.reload();
  await test(page, "quality-check").waitFor();
  // 4 + 3 + 25 + 2 + 2 + 0 of 90: what does not apply is left out.
  expect(await test(page, "quality-total").textContent()).toBe("40");
  await test(page, "quality-hand-in").click();
  await test(page, "quality-confirm").click();
  await test(page, "quality-given").waitFor();
  await keep(page, "quality-given");
});

it("the agent is told on their own face, reads the lines, and appeals once", async () => {
  const page = pages.kefu;
  await page.reload();
  await test(page, "quality-unseen").waitFor();
  await go(page, "own/quality");
  await test(page, "own-quality-open").first().click();
  await test(page, "own-check").waitFor();
  await test(page, "quality-quote").first().click();
  await page.locator(".q-at").waitFor();
  await test(page, "own-appeal").click();
  await test(page, "own-appeal-reason").fill("系统慢，我在查");
  await test(page, "own-appeal-send").click();
  await test(page, "quality-appeal").waitFor();
  expect(await test(page, "own-appeal").count()).toBe(0);
  await keep(page, "quality-appealed");
});

it("who spoke in the talk may not decide; the appeal of another talk is decided by the one who did not score", async () => {
  const boss = pages.zhuguan;
  await go(boss, "quality/appealed");
  const rows = test(boss, "quality-appealed").locator("tbody tr");
  await rows.first().waitFor();
  expect(await rows.count()).toBe(2);
  await rows.filter({ hasText: "差评" }).click();
  await boss.getByText("申诉要由另一位主管处理").waitFor();
  const other = pages.dudao;
  await go(other, "quality/appealed");
  await test(other, "quality-appealed").locator("tbody tr").filter({ hasNotText: "差评" }).click();
  await test(other, "quality-outcome").getByText("改分").click();
  await test(other, "quality-point-source").locator("input").fill("10");
  await test(other, "quality-decision-reason").fill("答案里带了来源");
  await test(other, "quality-decide").click();
  await other.getByText("申诉改分 100").waitFor();
  await keep(other, "quality-decided");
  expect(errors).toEqual([]);
});
