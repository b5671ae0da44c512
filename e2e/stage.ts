import type { FrameLocator, Locator, Page } from "playwright-core";
import { keep, openBrowser } from "./browser.ts";
import { startProduct, type Product } from "./product.ts";

/** The product with its phone and its console, each in a browser of its own, and what every story does with them. */
export interface Stage {
  product: Product;
  phone: Page;
  desk: Page;
  /** What either page threw. */
  errors: string[];
  mini(): FrameLocator;
  bubbles(from: "account" | "me"): Locator;
  /** Says something on the phone and waits for what the account answers. */
  ask(words: string): Promise<Locator>;
  signIn(account: string): Promise<void>;
  fromMenu(top: number, item: string): Promise<void>;
  /** Keeps where both screens stood when a story broke. */
  broken(): Promise<void>;
  stop(): Promise<void>;
}

export const test = (page: Page | Locator | FrameLocator, name: string): Locator =>
  page.locator(`[data-test="${name}"]`);

export async function openStage(): Promise<Stage> {
  const product = await startProduct();
  const phoneBrowser = await openBrowser(1280, 900);
  const consoleBrowser = await openBrowser(1440, 900);
  const phone = await phoneBrowser.context.newPage();
  const desk = await consoleBrowser.context.newPage();
  const errors: string[] = [];
  for (const page of [phone, desk]) page.on("pageerror", (error) => errors.push(`${page.url()}: ${error.message}`));
  const bubbles = (from: "account" | "me") => phone.locator(`[data-test="message"][data-from="${from}"]`);
  return {
    product,
    phone,
    desk,
    errors,
    bubbles,
    mini: () => phone.frameLocator('[data-test="mini-program-frame"]'),
    async ask(words) {
      const before = await bubbles("account").count();
      await test(phone, "chat-input").fill(words);
      await test(phone, "chat-send").click();
      const answer = bubbles("account").nth(before);
      await answer.waitFor();
      return answer;
    },
    async signIn(account) {
      await desk.context().clearCookies();
      await desk.goto(`${product.server}/console/`);
      await test(desk, "login-account").fill(account);
      await test(desk, "login-password").fill("wuhan-demo-2026");
      await test(desk, "login-submit").click();
      await test(desk, "me").waitFor();
    },
    async fromMenu(top, item) {
      await test(phone, `menu-${top}`).click();
      await test(phone, `submenu-${item}`).click();
    },
    async broken() {
      await keep(phone, "BROKEN-phone");
      await keep(desk, "BROKEN-console");
    },
    async stop() {
      await phoneBrowser.close();
      await consoleBrowser.close();
      await product.stop();
    },
  };
}
