import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
let copy: string;
beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), "wsi-new-item-"));
  for (const name of ["package.json", "tsconfig.json", "shared", "server", "scripts", "miniprogram"])
    cpSync(path.join(root, name), path.join(copy, name), {
      recursive: true,
      filter: (source) => !/[\\/](node_modules|dist|\.swc)$/.test(source),
    });
  symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const run = (command: string, ...args: string[]) =>
  execFileSync(command, args, { cwd: copy, encoding: "utf8", env: { ...process.env, CI: "true" } });

describe("npm run new-item", () => {
  it("writes an instant item whose tests pass before anybody touches it", () => {
    const said = run("node", "scripts/new-item.mjs", "contact-update", "联系方式变更", "--instant");
    expect(said).toContain("npm test -- contact-update");
    const tests = run("npx", "--no-install", "vitest", "run", "--config", "scripts/vitest.config.ts", "contact-update");
    expect(tests).toMatch(/6 passed/);
  }, 60_000);

  it("refuses a code that is no code, or is taken, in words", () => {
    expect(() => run("node", "scripts/new-item.mjs", "Contact", "联系方式变更")).toThrow("小写英文");
    expect(() => run("node", "scripts/new-item.mjs", "library-card", "借书证")).toThrow("已经有了");
  });
});
