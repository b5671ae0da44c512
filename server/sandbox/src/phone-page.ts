import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Middleware } from "koa";

const folder = fileURLToPath(new URL("../phone/", import.meta.url));

/** The phone, bundled when the sandbox starts: a few hundred milliseconds, and no build to forget. */
export async function phonePage(frameOrigin: () => string): Promise<Middleware> {
  const bundle = await build({
    entryPoints: [`${folder}main.tsx`],
    outdir: folder,
    entryNames: "phone",
    bundle: true,
    write: false,
    format: "esm",
    jsx: "automatic",
    minify: true,
    target: "es2022",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
  const files = new Map<string, { type: string; body: string | Buffer }>();
  files.set("/", { type: "html", body: await readFile(`${folder}index.html`) });
  for (const file of bundle.outputFiles) {
    const name = file.path.endsWith(".css") ? "/phone.css" : "/phone.js";
    files.set(name, { type: name.endsWith("css") ? "css" : "js", body: file.text });
  }
  return async (ctx, next) => {
    const file = ctx.method === "GET" ? files.get(ctx.path) : undefined;
    if (!file) return next();
    ctx.type = file.type;
    ctx.set("Cache-Control", "no-cache");
    ctx.set(
      "Content-Security-Policy",
      `default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: http: https:; frame-src ${frameOrigin()}; connect-src 'self' ${frameOrigin()}; object-src 'none'; base-uri 'none'; frame-ancestors 'none'`,
    );
    ctx.body = file.body;
  };
}
