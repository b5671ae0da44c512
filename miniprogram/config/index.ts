import path from "node:path";
import { defineConfig, type UserConfigExport } from "@tarojs/cli";

const root = path.resolve(__dirname, "../..");
const shared = path.join(root, "shared");

/**
 * One source for WeChat (weapp) and the browser (h5). `shared` is reached through its package `exports`; it lies outside
 * this folder, so it must be named to the compiler. The only setting from outside is where the API stands for weapp:
 * inside WeChat there is no "same origin".
 */
export default defineConfig<"webpack5">(async () => {
  const target = process.env.TARO_ENV ?? "weapp";
  const config: UserConfigExport<"webpack5"> = {
    projectName: "wuhan-social-insurance",
    date: "2026-11-23",
    designWidth: 750,
    deviceRatio: { 640: 2.34 / 2, 750: 1, 375: 2, 828: 1.81 / 2 },
    sourceRoot: "src",
    outputRoot: `../dist/${target}`,
    plugins: [],
    defineConstants: { API_ORIGIN: JSON.stringify(process.env.PUBLIC_URL ?? "http://127.0.0.1:3000") },
    copy: { patterns: [], options: {} },
    framework: "react",
    compiler: { type: "webpack5", prebundle: { enable: false } },
    cache: { enable: false },
    mini: {
      optimizeMainPackage: { enable: true },
      compile: { include: [shared] },
      postcss: { pxtransform: { enable: true, config: {} }, cssModules: { enable: false } },
    },
    h5: {
      publicPath: "/m/",
      staticDirectory: "static",
      compile: { include: [shared] },
      router: { mode: "hash" },
      devServer: {
        host: "127.0.0.1",
        port: 10086,
        open: false,
        proxy: [{ context: ["/api"], target: "http://127.0.0.1:3000" }],
      },
      output: { filename: "js/[name].[contenthash:8].js", chunkFilename: "js/[name].[contenthash:8].js" },
      miniCssExtractPluginOption: {
        ignoreOrder: true,
        filename: "css/[name].[contenthash:8].css",
        chunkFilename: "css/[name].[contenthash:8].css",
      },
      postcss: {
        autoprefixer: { enable: true },
        // Type stops growing at that of a large phone: a wide window shows a column, not a phone under a magnifying glass.
        pxtransform: { enable: true, config: { maxRootSize: 22 } },
        cssModules: { enable: false },
      },
      // Without this every page carries its own copy of Taro's web components: 2.2 MB in all instead of 0.8 MB.
      webpackChain: (chain) => {
        chain.merge({
          optimization: {
            splitChunks: {
              cacheGroups: {
                pages: { name: "pages", chunks: "async", minChunks: 2, priority: 20, reuseExistingChunk: true },
              },
            },
          },
        });
      },
    },
  };
  return config;
});
