// Builds the two page apps when their sources changed since the last build. Used by start, test and CI.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

const targets = {
  console: {
    from: ["server/console", "shared/src"],
    command: ["npx", ["--no-install", "vite", "build", "server/console", "--logLevel", "warn"]],
    cwd: ".",
  },
  h5: {
    from: ["miniprogram", "shared/src"],
    command: ["npx", ["--no-install", "taro", "build", "--type", "h5"]],
    cwd: "miniprogram",
  },
  weapp: {
    from: ["miniprogram", "shared/src"],
    command: ["npx", ["--no-install", "taro", "build", "--type", "weapp"]],
    cwd: "miniprogram",
  },
};

function* sources(entry) {
  if (!existsSync(entry)) return;
  if (statSync(entry).isFile()) return void (yield entry);
  for (const name of readdirSync(entry).toSorted())
    if (!["node_modules", "dist", ".swc"].includes(name) && !name.includes(".test."))
      yield* sources(path.join(entry, name));
}
function stampOf(target) {
  const hash = createHash("sha256");
  for (const entry of [...targets[target].from, "package-lock.json"])
    for (const file of sources(entry)) hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
}

function build(target, stamp) {
  const { command, cwd } = targets[target];
  return new Promise((resolve, reject) => {
    const child = spawn(command[0], command[1], { cwd, env: { ...process.env, NODE_ENV: "production", CI: "1" } });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => (said = (said + chunk).slice(-20_000)));
    child.on("error", reject);
    child.on("exit", (code) => {
      if (code !== 0) return reject(new Error(`the ${target} build failed:\n${said}`));
      mkdirSync("dist", { recursive: true });
      writeFileSync(`dist/.${target}.stamp`, stamp);
      resolve();
    });
  });
}

/** Builds what is stale, side by side; answers what it built. */
export async function buildPages(names, log = () => undefined) {
  const stale = names.flatMap((name) => {
    const stamp = stampOf(name);
    const kept = `dist/.${name}.stamp`;
    return existsSync(kept) && readFileSync(kept, "utf8") === stamp ? [] : [{ name, stamp }];
  });
  if (stale.length > 0) log(`构建页面：${stale.map((one) => one.name).join("、")} …`);
  await Promise.all(stale.map((one) => build(one.name, one.stamp)));
  return stale.map((one) => one.name);
}
