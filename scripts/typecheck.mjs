// One compiler run per world: Node (shared, server, sandbox), browser (console, phone), Taro (mini-program).
import { existsSync } from "node:fs";
import { spawnSync } from "node:child_process";

const projects = [
  "tsconfig.json",
  "server/console/tsconfig.json",
  "server/sandbox/phone/tsconfig.json",
  "miniprogram/tsconfig.json",
];
let failed = false;
for (const project of projects.filter((one) => existsSync(one))) {
  const run = spawnSync("npx", ["--no-install", "tsc", "--noEmit", "-p", project], { stdio: "inherit" });
  if (run.status !== 0) failed = true;
}
if (failed) process.exit(1);
console.log("types: clean");
