// `npm run check`: everything about the code that a program can judge without running it. Every step runs, so that one go shows all.
import { spawnSync } from "node:child_process";

const npx = (...args) => ["npx", ["--no-install", ...args]];
const steps = [
  ["format", ...npx("oxfmt", "--check")],
  ["lint", ...npx("oxlint")],
  ["types", "node", ["scripts/typecheck.mjs"]],
  [
    "walls",
    ...npx(
      "depcruise",
      "--config",
      ".dependency-cruiser.cjs",
      "shared/src",
      "server/src",
      "server/console/src",
      "server/sandbox",
      "miniprogram/src",
    ),
  ],
  ["dead code", ...npx("knip")],
  ["sizes", "node", ["scripts/size.mjs"]],
  ["no real IDs", "node", ["scripts/no-real-ids.mjs"]],
  ["what is shown", ...npx("tsx", "scripts/shown-by.ts")],
  ["item lock", ...npx("tsx", "scripts/items-lock.ts")],
];
const failed = [];
for (const [name, command, args] of steps) {
  const began = Date.now();
  const run = spawnSync(command, args, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  const good = run.status === 0;
  console.log(`${good ? "ok  " : "FAIL"} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  if (!good) {
    failed.push(name);
    console.log(`${run.stdout ?? ""}${run.stderr ?? ""}`.trimEnd());
  }
}
if (failed.length > 0) {
  console.log(`\ncheck failed: ${failed.join(", ")}`);
  process.exit(1);
}
