import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** The whole product in real Chromium, one story at a time: the machine has two cores. */
export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    include: ["e2e/**/*.e2e.ts"],
    environment: "node",
    fileParallelism: false,
    testTimeout: 180_000,
    bail: 1,
    hookTimeout: 180_000,
    // What is asked again and again gets as long as what is waited for in a page.
    expect: { poll: { timeout: 20_000 } },
  },
});
