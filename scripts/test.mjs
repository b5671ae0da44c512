// `npm test`: everything, the browser included. What it needs and cannot find it installs, or says so in one line and fails.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chdir, exit } from "node:process";
import { fileURLToPath } from "node:url";
import { installIfNeeded, requireNode } from "./install.mjs";
import { buildPages } from "./builds.mjs";

chdir(fileURLToPath(new URL("..", import.meta.url)));
requireNode();
installIfNeeded();

const has = (command) => spawnSync("sh", ["-c", `command -v ${command}`]).status === 0;
/** Debian packages the tests stand on: a browser, fonts that have Chinese, a Redis to run the Redis adapter against. */
const wanted = [
  ["chromium", () => has("chromium")],
  [
    "fonts-noto-cjk",
    () =>
      existsSync("/usr/share/fonts/opentype/noto") ||
      spawnSync("sh", ["-c", "fc-list :lang=zh | grep -q ."]).status === 0,
  ],
  ["redis-server", () => has("redis-server")],
  ["poppler-utils", () => has("pdftotext")],
];
const missing = wanted.filter(([, there]) => !there()).map(([name]) => name);
if (missing.length > 0) {
  const canInstall = has("apt-get") && process.getuid?.() === 0;
  if (!canInstall) {
    console.error(
      `测试需要这些软件，请先安装：${missing.join(" ")}（Debian/Ubuntu：sudo apt-get install ${missing.join(" ")}）`,
    );
    exit(1);
  }
  console.log(`安装测试需要的软件：${missing.join(" ")} …`);
  const quiet = { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  spawnSync("apt-get", ["update", "-qq"], quiet);
  if (spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...missing], quiet).status !== 0) {
    console.error(`没有装上：${missing.join(" ")}`);
    exit(1);
  }
}

await buildPages(["console", "h5", "weapp"], console.log);
const only = process.argv.slice(2);
const suites = [
  ...(only.length > 0 ? [] : [["node", ["scripts/size-weapp.mjs"]]]),
  ["npx", ["--no-install", "vitest", "run", "--config", "scripts/vitest.config.ts", ...only]],
  ...(only.length > 0 ? [] : [["npx", ["--no-install", "vitest", "run", "--config", "e2e/vitest.config.ts"]]]),
];
let failed = false;
for (const [command, args] of suites) if (spawnSync(command, args, { stdio: "inherit" }).status !== 0) failed = true;
exit(failed ? 1 : 0);
