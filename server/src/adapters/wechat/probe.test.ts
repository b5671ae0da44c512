import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { freePort } from "../../../test/server-process.ts";
import { askEcho, askWechatTime } from "./probe.ts";
import { isSignedBy } from "./signature.ts";
import { clock, thrownBy } from "./test/double.ts";

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
});
async function serve(answer: Parameters<typeof createServer>[1]): Promise<string> {
  server = createServer(answer);
  const own = server;
  await new Promise<void>((resolve) => own.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(own.address() as AddressInfo).port}`;
}
const token = "wuhandemo";

describe("asking our own callback", () => {
  it("is what WeChat asks, and forged where it must be refused", async () => {
    const asked: URLSearchParams[] = [];
    const url = await serve((request, response) => {
      const query = new URL(request.url ?? "", "http://127.0.0.1").searchParams;
      asked.push(query);
      const of = (name: string) => query.get(name) ?? "";
      const right = isSignedBy(of("signature"), token, of("timestamp"), of("nonce"));
      response.statusCode = right ? 200 : 403;
      response.end(right ? of("echostr") : "forbidden");
    });
    expect(await askEcho(url, { token }, clock, 1_000)).toMatchObject({ status: 200, echoed: true });
    expect(await askEcho(url, { token }, clock, 1_000, true)).toMatchObject({ status: 403, echoed: false });
    expect(asked.map((one) => one.get("timestamp"))).toEqual(["1700000000", "1700000000"]);
    expect(JSON.stringify(asked.map(String))).not.toContain(token);
  });

  it("does not follow to another place, and tells silence and refusal apart", async () => {
    const url = await serve((request, response) => {
      if (request.url?.startsWith("/silent")) return;
      response.writeHead(302, { location: "/silent" }).end();
    });
    expect(await askEcho(url, { token }, clock, 1_000)).toMatchObject({ status: 302, echoed: false });
    expect(await thrownBy(askEcho(`${url}/silent`, { token }, clock, 50))).toMatchObject({ kind: "timeout" });
    const closed = `http://127.0.0.1:${await freePort()}`;
    expect(await thrownBy(askEcho(closed, { token }, clock, 1_000))).toMatchObject({
      kind: "unreachable",
      because: "ECONNREFUSED",
    });
  });
});

describe("WeChat's time", () => {
  it("stands on any answer, to half a second", async () => {
    const apiBase = await serve((_, response) => {
      response.setHeader("date", "Sat, 28 Nov 2026 04:00:00 GMT");
      response.writeHead(404).end("nothing here");
    });
    expect(await askWechatTime({ apiBase }, 1_000)).toBe(Date.UTC(2026, 10, 28, 4, 0, 0, 500));
  });

  it("is a fault when it does not stand there", async () => {
    const apiBase = await serve((_, response) => {
      response.sendDate = false;
      response.end();
    });
    expect(await thrownBy(askWechatTime({ apiBase }, 1_000))).toMatchObject({ kind: "nonsense" });
  });
});
