/**
 * Draws the covers of mini-program cards: `npx tsx scripts/card-covers.ts`. 520 × 416 points (5:4), as WeChat asks for, and far under 64 KB.
 * The pictures are kept in the repository, so that the server needs no browser; run this again when a drawing here changes.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { openBrowser } from "../e2e/browser.ts";

const [WIDTH, HEIGHT] = [520, 416];
const folder = fileURLToPath(new URL("../server/src/adapters/wechat/covers/", import.meta.url));
const typeface = fileURLToPath(
  new URL("../700Bold/NotoSansSC_700Bold.ttf", import.meta.resolve("@expo-google-fonts/noto-sans-sc")),
);

/** The words below and the lines of the sign, on a field of 120 by 120. */
const covers = {
  case: { words: "我的办件", sign: `<path d="M28 14h46l20 20v72H28zM72 14v22h22"/><path d="M42 74l12 12 24-28"/>` },
  item: {
    words: "办事指南",
    sign: `<path d="M60 26C46 16 28 16 14 20v76c14-4 32-4 46 6 14-10 32-10 46-6V20c-14-4-32-4-46 6zM60 26v76"/>`,
  },
  appointment: {
    words: "我的预约",
    sign: `<path d="M16 26h88v78H16zM16 48h88M38 14v22M82 14v22"/><circle cx="60" cy="76" r="16"/><path d="M60 66v10l8 5"/>`,
  },
  lookup: { words: "我的社保", sign: `<path d="M18 102V66M46 102V46M74 102V58M102 102V28"/><path d="M12 104h96"/>` },
  service: {
    words: "武汉社保",
    sign: `<path d="M60 12l44 16v30c0 28-18 42-44 52C34 100 16 86 16 58V28z"/><path d="M40 60l14 14 28-30"/>`,
  },
} as const;

const drawing = ({ words, sign }: { words: string; sign: string }, face: string): string => `<!doctype html><style>
  @font-face { font-family: cover; src: url(data:font/ttf;base64,${face}) }
  body { margin: 0; width: ${WIDTH}px; height: ${HEIGHT}px; background: #0b4f57; overflow: hidden; position: relative; color: #f7f4ee }
  body::before { content: ""; position: absolute; right: -120px; top: -150px; width: 400px; height: 400px; border-radius: 50%; background: #12626b }
  body::after { content: ""; position: absolute; left: 0; right: 0; bottom: 0; height: 12px; background: #d79a2b }
  svg { position: absolute; left: 170px; top: 62px; width: 180px; height: 180px; fill: none; stroke: currentColor; stroke-width: 7; stroke-linecap: round; stroke-linejoin: round }
  b { position: absolute; left: 0; right: 0; top: 268px; text-align: center; font: 700 60px/1.2 cover; letter-spacing: 4px }
</style><body><svg viewBox="0 0 120 120">${sign}</svg><b>${words}</b></body>`;

await mkdir(folder, { recursive: true });
const face = (await readFile(typeface)).toString("base64");
const browser = await openBrowser(WIDTH, HEIGHT);
try {
  const page = await browser.context.newPage();
  for (const [kind, cover] of Object.entries(covers)) {
    await page.setContent(drawing(cover, face));
    // Text: this file is checked without a browser's types.
    await page.evaluate("document.fonts.ready");
    await writeFile(path.join(folder, `${kind}.jpg`), await page.screenshot({ type: "jpeg", quality: 86 }));
  }
} finally {
  await browser.close();
}
