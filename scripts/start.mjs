// `npm start`: the whole product against a WeChat sandbox on this machine: installs, builds, starts, and says where to look.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { chdir, env, exit, platform } from "node:process";
import { fileURLToPath } from "node:url";
import { installIfNeeded, requireNode } from "./install.mjs";
import { buildPages } from "./builds.mjs";

chdir(fileURLToPath(new URL("..", import.meta.url)));
requireNode();

const port = env.PORT ?? "3000";
const phonePort = env.SANDBOX_PORT ?? "3100";
const host = "127.0.0.1";
const taken = (wanted) =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(true));
    probe.listen(Number(wanted), host, () => probe.close(() => resolve(false)));
  });
for (const [name, wanted] of [
  ["PORT", port],
  ["SANDBOX_PORT", phonePort],
])
  if (await taken(wanted)) {
    console.error(
      `端口 ${wanted} 已经被别的程序占用。请先关掉它，或者换一个端口：${name}=${Number(wanted) + 10} npm start`,
    );
    exit(1);
  }
installIfNeeded();
await buildPages(["console", "h5"], console.log);

const server = `http://${host}:${port}`;
const phone = `http://${host}:${phonePort}`;
const shared = {
  ...env,
  PORT: port,
  SANDBOX_PORT: phonePort,
  PUBLIC_URL: env.PUBLIC_URL ?? server,
  WECHAT_API_BASE: env.WECHAT_API_BASE ?? phone,
  FRAME_ANCESTORS: env.FRAME_ANCESTORS ?? phone,
  SANDBOX_CALLBACK_URL: `${server}/wechat`,
  DEMO: env.DEMO ?? "yes",
  LOG_LEVEL: env.LOG_LEVEL ?? "warn",
};

const children = [];
let ending = false;
function run(name, file) {
  const child = spawn(process.execPath, ["--import", "tsx", file], {
    env: shared,
    stdio: ["ignore", "inherit", "inherit"],
  });
  child.on("exit", (code) => {
    if (ending) return;
    console.error(`${name} 停止了（${code}）。`);
    end(1);
  });
  children.push(child);
}
function end(code) {
  if (ending) return;
  ending = true;
  const waits = children.map((child) =>
    child.exitCode !== null
      ? undefined
      : new Promise((resolve) => (child.once("exit", resolve), child.kill("SIGTERM"))),
  );
  void Promise.all(waits).then(() => exit(code));
  setTimeout(() => exit(code), 10_000).unref();
}
process.on("SIGINT", () => end(0));
process.on("SIGTERM", () => end(0));

async function until(url, seconds) {
  for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline && !ending;) {
    const up = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  if (ending) return;
  console.error(`等了 ${seconds} 秒，${url} 还没有回应。`);
  end(1);
}

run("沙箱", "server/sandbox/src/main.ts");
run("服务", "server/src/main.ts");
await until(`${phone}/`, 60);
await until(`${server}/health`, 90);
if (!ending) {
  console.log(`
  手机（关注公众号、提问、打开小程序）   ${phone}/
  工作台（客服、审核、窗口）             ${server}/console/
  健康与指标                             ${server}/health   ${server}/metrics

  工作台演示账号（密码都是 wuhan-demo-2026）
    chuangkou 窗口   打印密码条，让手机上的人绑定社保账户
    shenhe    审核   受理、一次性告知、通过（风险高的由 fuhe 复核）
    kefu      客服   接人工会话        zhuguan、dudao 主管
    yunying   运营   知识库、菜单、推送（由 shengao 审核）
    guanli    管理   人员、技能组、班次、工作时间

  演示办事人都是虚构的人，身份证号和各自的情况：  npm run people
  按 Ctrl+C 结束。数据在 ${env.DATA_DIR ?? ".data"}，删掉就从头开始。
`);
  if (!env.CI && !env.NO_OPEN && (platform === "darwin" || env.DISPLAY))
    spawn(platform === "darwin" ? "open" : "xdg-open", [`${phone}/`], { stdio: "ignore", detached: true })
      .on("error", () => undefined)
      .unref();
}
