import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as contract from "@wsi/shared/contract";
import { startHouse, type Caller, type House } from "../test/house.ts";
import { staffRights } from "../test/staff-rights.ts";

let house: House;
const callers: Record<string, Caller> = {};
beforeAll(async () => {
  house = await startHouse();
  callers["nobody"] = house.nobody;
  callers["citizen"] = await house.stranger();
  callers["person"] = await house.person("employed");
  callers["counter"] = await house.staff("chuangkou");
  callers["reviewer"] = await house.staff("shenhe");
  callers["agent"] = await house.staff("kefu");
  callers["editor"] = await house.staff("yunying");
  callers["supervisor"] = await house.staff("zhuguan");
  callers["admin"] = await house.staff("guanli");
});
afterAll(() => house.stop());

const someId = "00000000-0000-4000-8000-000000000000";

type Served = House["app"]["served"][number];

/** Who may call it: of staff routes the table says it, not the door itself. */
function whoMay({ method, path, who }: Served): Served["who"] {
  const rights = staffRights.get(`${method} ${path}`);
  if (rights === undefined || rights === "anyone") return who;
  return { staff: rights };
}

/** What the door must answer before the handler is reached; undefined: let in. */
function barred(who: Served["who"], caller: string, staffRoute: boolean): number[] | undefined {
  if (who === "anyone") return undefined;
  const isStaff = !["nobody", "citizen", "person"].includes(caller);
  if (staffRoute !== isStaff || caller === "nobody") return [401];
  if (who === "citizen") return undefined;
  if (who === "person") return caller === "person" ? undefined : [403];
  if (typeof who === "string" || who.staff === "any") return undefined;
  return (who.staff as readonly string[]).includes(caller) ? undefined : [403];
}

/** Every address of the contract, wherever in it: typed routes, and the raw ones as words. */
function addressesIn(value: unknown): string[] {
  if (typeof value === "string") return value.startsWith("/console/api/") ? [value] : [];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const { method, path } = value as Partial<Served>;
  if (typeof method === "string" && typeof path === "string") return [`${method} ${path}`];
  return Object.values(value).flatMap(addressesIn);
}

describe("the table of rights", () => {
  const served = () => house.app.served.filter((one) => one.path.startsWith("/console/api/"));

  it("has every staff route that is served, and no other, so that a new one must be thought about", () => {
    expect(
      served()
        .map((one) => `${one.method} ${one.path}`)
        .toSorted(),
    ).toEqual([...staffRights.keys()].toSorted());
  });

  it("has every staff route of the contract: nothing is promised that no door serves", () => {
    const known = new Set([...staffRights.keys()].flatMap((one) => [one, one.slice(one.indexOf(" ") + 1)]));
    const promised = addressesIn({ ...contract }).filter((one) => one.includes("/console/api/"));
    expect(promised.length).toBeGreaterThan(200);
    expect(promised.filter((one) => !known.has(one))).toEqual([]);
  });

  it("says of itself what every door says: a right that was widened by mistake is seen", () => {
    const wrong = served().filter(({ who, method, path }) => {
      const rights = staffRights.get(`${method} ${path}`);
      const said = typeof who === "string" ? who : who.staff;
      return JSON.stringify([said].flat().toSorted()) !== JSON.stringify([rights ?? []].flat().toSorted());
    });
    expect(wrong).toEqual([]);
  });
});

describe("every route", () => {
  it("lets in exactly those whom it names", async () => {
    const wrong: string[] = [];
    let asked = 0;
    // Signing out comes last: it takes the session of the one who asks.
    const routes = [...house.app.served].toSorted(
      (a, b) => Number(a.method === "DELETE") - Number(b.method === "DELETE"),
    );
    for (const { method, path, who } of routes.map((one) => ({ ...one, who: whoMay(one) })))
      for (const [name, call] of Object.entries(callers)) {
        if (method === "DELETE" && barred(who, name, path.startsWith("/console")) === undefined) continue;
        const where = path.replaceAll(/:[a-z]+/g, someId);
        const abort = new AbortController();
        const answer = await call.raw(method, where, {
          signal: abort.signal,
          ...(method === "GET" || method === "DELETE"
            ? {}
            : { body: "{}", headers: { "content-type": "application/json" } }),
        });
        abort.abort();
        asked += 1;
        const expected = barred(who, name, path.startsWith("/console"));
        const fine = expected ? expected.includes(answer.status) : ![401, 403, 500].includes(answer.status);
        if (!fine) wrong.push(`${method} ${path} as ${name}: ${answer.status}`);
      }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(200);
    // Every route by every role: a thousand requests and more.
  }, 180_000);

  it("of a supervisor's workbench is barred to reviewers, and the workbench to everybody else", () => {
    const at = (path: string) =>
      house.app.served
        .filter((one) => one.path.startsWith(path))
        .map((one) => (typeof one.who === "string" ? [] : one.who.staff));
    expect(at("/console/api/work").length).toBeGreaterThan(15);
    for (const who of at("/console/api/work")) expect([["reviewer", "supervisor"], ["supervisor"]]).toContainEqual(who);
    for (const path of [
      "/console/api/work/cases/:id/assign",
      "/console/api/work/statistics.xlsx",
      "/console/api/work/colleagues",
    ])
      expect(at(path)).toEqual([["supervisor"]]);
  });

  it("answers a stranger with a closed code and a sentence, and never with what it would have wanted", async () => {
    const answer = await house.nobody("POST", "/api/cases", { item: 7 });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({ code: "not-signed-in", message: "请先登录" });
  });

  it("of staff that changes something wants the header that no other site can send", async () => {
    const reviewer = await house.staff("shenhe");
    const without = await reviewer.raw("POST", "/console/api/desk/ready", {
      headers: { "x-console": "", "content-type": "application/json" },
      body: JSON.stringify({ ready: true }),
    });
    expect(without.status).toBe(401);
  });

  it("leaves an audit row in the transaction of what it does, and none when it refuses", async () => {
    const count = async () =>
      (
        await house.services.db
          .selectFrom("audit")
          .select((q) => q.fn.countAll<number>().as("n"))
          .executeTakeFirstOrThrow()
      ).n;
    const before = await count();
    await callers["person"]?.("GET", "/api/enrolments");
    expect(await count()).toBe(before + 1);
    await callers["person"]?.("GET", `/api/cases/${someId}`);
    expect(await count()).toBe(before + 1);
  });

  it("is served under no other address: what is not known is a 404 with a sentence", async () => {
    const answer = await house.nobody("GET", "/api/nothing");
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ code: "not-found" });
  });
});
