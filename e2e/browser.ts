import { mkdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium, type BrowserContext, type Page } from "playwright-core";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A microphone that beeps, and nobody to ask whether it may be used.
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
];

/** Debian's Chromium with an empty profile. */
export async function openBrowser(
  width: number,
  height: number,
): Promise<{ context: BrowserContext; close(): Promise<void> }> {
  const profile = await mkdtemp(path.join(tmpdir(), "wsi-chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    headless: true,
    args: flags,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    viewport: { width, height },
  });
  context.setDefaultTimeout(20_000);
  return {
    context,
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

const folder = path.resolve("e2e/screenshots");
let count = 0;
/** Keeps what the user sees at this step; the folder is for looking, not for comparing. */
export async function keep(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  count += 1;
  await page.screenshot({
    path: path.join(folder, `${String(count).padStart(2, "0")}-${name}.png`),
    animations: "disabled",
  });
}
