// Installs the locked packages when they are missing or the lock is newer. Nothing else is needed on the machine than Node and npm.
import { existsSync, statSync } from "node:fs";
import { spawnSync } from "node:child_process";

export function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`需要 Node 20.19 以上，现在是 ${process.versions.node}。Node >= 20.19 is needed.`);
    process.exit(1);
  }
}

export function installIfNeeded() {
  const marker = "node_modules/.package-lock.json";
  if (existsSync(marker) && statSync(marker).mtimeMs >= statSync("package-lock.json").mtimeMs) return;
  console.log("安装依赖（第一次约一分钟）…");
  const run = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { stdio: "inherit" });
  if (run.status !== 0) process.exit(run.status ?? 1);
}
