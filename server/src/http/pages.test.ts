import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import Koa from "koa";
import { afterAll, beforeAll, expect, it } from "vitest";
import { pages } from "./pages.ts";

const script = "export const words = '社保';\n".repeat(200);
let folder: string;
let server: Server;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "pages-"));
  mkdirSync(path.join(folder, "assets"));
  writeFileSync(path.join(folder, "index.html"), "<!doctype html>");
  writeFileSync(path.join(folder, "assets", "room-1a2b3c4d.js"), script);
  writeFileSync(path.join(folder, "assets", "face.png"), Buffer.alloc(5_000));
  const app = new Koa();
  app.use(pages("/console/", folder));
  server = createServer(app.callback());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** As it travels: fetch would unpack it. */
const get = (file: string, accepts?: string) =>
  new Promise<{ status: number | undefined; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const headers = accepts === undefined ? {} : { "accept-encoding": accepts };
    request({ port, host: "127.0.0.1", path: file, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () =>
        resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }),
      );
    })
      .on("error", reject)
      .end();
  });

const room = "/console/assets/room-1a2b3c4d.js";

it("packs what is worth it, in the way the browser understands, and says so to caches", async () => {
  const br = await get(room, "gzip, deflate, br");
  expect([br.headers["content-encoding"], br.headers.vary]).toEqual(["br", "Accept-Encoding"]);
  expect(brotliDecompressSync(br.body).toString()).toBe(script);
  expect(br.body.length).toBeLessThan(script.length / 10);
  const gz = await get(room, "gzip");
  expect(gunzipSync(gz.body).toString()).toBe(script);
  for (const accepts of [undefined, "identity"]) {
    const plain = await get(room, accepts);
    expect([plain.headers["content-encoding"], plain.body.toString()]).toEqual([undefined, script]);
  }
  expect((await get("/console/assets/face.png", "br")).headers["content-encoding"]).toBeUndefined();
});

it("packs anew what was built anew under the same name", async () => {
  await get(room, "br");
  const next = script.replaceAll("社保", "医保");
  writeFileSync(path.join(folder, "assets", "room-1a2b3c4d.js"), `${next}//`);
  expect(brotliDecompressSync((await get(room, "br")).body).toString()).toBe(`${next}//`);
});

it("keeps hashed files for ever and the page never, and has no file that is not there", async () => {
  expect((await get(room)).headers["cache-control"]).toContain("immutable");
  const page = await get("/console/desk");
  expect([page.body.toString(), page.headers["cache-control"]]).toEqual(["<!doctype html>", "no-cache"]);
  expect((await get("/console/assets/gone-00000000.js")).status).toBe(404);
  expect((await get("/console/..%2f..%2fpackage.json")).status).toBe(404);
});
