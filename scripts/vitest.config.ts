import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const double = (file: string) => fileURLToPath(new URL(`../miniprogram/test/${file}`, import.meta.url));

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  esbuild: { jsx: "automatic" },
  // Taro runs in WeChat or a browser; the mini-program's tests run against small doubles of it.
  resolve: {
    alias: [
      { find: /^@tarojs\/components$/, replacement: double("components.tsx") },
      { find: /^@tarojs\/taro$/, replacement: double("taro.ts") },
    ],
  },
  test: {
    include: [
      "shared/**/*.test.ts",
      "server/**/*.test.{ts,tsx}",
      "miniprogram/**/*.test.{ts,tsx,mjs}",
      "scripts/**/*.test.ts",
    ],
    exclude: ["**/node_modules/**", "dist/**"],
    environment: "node",
    // Every core: left alone, one is kept free, which on two cores means one file after another.
    maxWorkers: "100%",
    setupFiles: ["scripts/patience.ts"],
    expect: { poll: { timeout: 10_000 } },
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
