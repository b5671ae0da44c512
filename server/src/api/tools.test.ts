import type { ToolCard, ToolView, Worked } from "@wsi/shared/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHouse, type Caller, type House } from "../../test/house.ts";

let house: House;
let stranger: Caller;
beforeAll(async () => {
  house = await startHouse();
  stranger = await house.stranger();
});
afterAll(() => house.stop());

const view = async (call: Caller, code: string): Promise<ToolView> => (await call("GET", `/api/tools/${code}`)).body;
const work = (call: Caller, code: string, answers: object) => call("POST", `/api/tools/${code}`, { answers });

describe("the calculators", () => {
  it("are there without binding, and most answer at once with what most people would say", async () => {
    const cards: ToolCard[] = (await house.nobody("GET", "/api/tools")).body;
    expect(cards.map((card) => card.code)).toEqual([
      "flexible-tiers",
      "monthly-bill",
      "pension",
      "retirement-age",
      "unemployment",
      "back-payment",
    ]);
    const tiers = await view(stranger, "flexible-tiers");
    expect(tiers).toMatchObject({ values: { tier: "60", medical: true }, known: [] });
    expect(tiers.items.map((one) => one.code)).toEqual(["flexible-employment-renewal", "tier-change"]);
    const { status, body } = await work(house.nobody, "flexible-tiers", tiers.values);
    expect(status).toBe(200);
    const worked: Worked = body;
    expect(worked.results[0]).toMatchObject({ label: "每月交", fen: expect.any(Number) });
    expect(worked.remark).toContain("以公布为准");
    expect(worked.groups.flatMap((group) => group.lines).every((line) => (line.why ?? "").length > 0)).toBe(true);
    expect(worked.basis.every((one) => one.source !== "" && one.period !== "")).toBe(true);
  });

  it("find everything answered for who is bound, and every one of them can be worked out", async () => {
    const flexible = await house.person("flexible-active");
    const employed = await house.person("employed");
    expect((await view(flexible, "pension")).known).toEqual(
      expect.arrayContaining(["born", "years", "months", "index"]),
    );
    expect((await view(employed, "monthly-bill")).values).toMatchObject({ wage: expect.any(Number), industry: "1" });
    for (const { code } of (await house.nobody("GET", "/api/tools")).body as ToolCard[]) {
      const { values } = await view(employed, code);
      const months = code === "back-payment" ? { who: "employer", from: "2026-01", to: "2026-02", wage: 500_000 } : {};
      const group = code === "pension" || code === "retirement-age" ? { group: "female-flexible" } : {};
      const { status, body } = await work(employed, code, { ...values, ...group, ...months });
      expect({ code, status, results: body.results?.length }).toMatchObject({ code, status: 200 });
    }
  });

  it("say what is wrong with an answer, and with a combination", async () => {
    const wrong = await work(stranger, "unemployment", { years: "x", months: 99, district: "999999" });
    expect(wrong.status).toBe(422);
    expect(wrong.body.problems.map((one: { field: string }) => one.field)).toEqual(["years", "months", "district"]);
    expect(wrong.body.message).toContain("失业保险累计交了几年");
    const early = await work(stranger, "unemployment", { years: 0, months: 5, district: "420106" });
    expect(early.body).toMatchObject({ code: "refused", message: expect.stringContaining("累计交满一年") });
    expect((await work(stranger, "no-such-tool", {})).status).toBe(404);
    expect((await work(stranger, "pension", { born: "1980-01" })).body.problems.length).toBeGreaterThan(3);
  });
});
