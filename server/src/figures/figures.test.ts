import { seedRows } from "./seed.ts";
import { figureKindNames, checkFigure, missingFigures, type Figure } from "@wsi/shared/insurance";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../test/database.ts";
import { inTransaction, type Tx } from "../db.ts";
import { isRefusal } from "../refusal.ts";
import { currentFigures, followFigures, loadFigures, seedFigures } from "./index.ts";
import { approveFigure, proposeFigure, rejectFigure, withdrawFigure } from "./proposals.ts";
import { figureHistory, previewFigure, viewFigures } from "./view.ts";

const at = new Date("2026-11-23T02:00:00Z");
const [anna, ben] = ["00000000-0000-4000-8000-00000000000a", "00000000-0000-4000-8000-00000000000b"];
const limits = (over: Partial<Figure> = {}): Figure => ({
  from: "2026-07",
  until: "2027-06",
  value: { lower: 450_000, upper: 2_250_000 },
  source: "2026 年度缴费基数通知",
  trust: "official",
  verified: true,
  document: "示例文〔2026〕1号",
  link: "https://example.invalid/1",
  ...over,
});

let fresh: TestDatabase;
const act = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(fresh.db, work);
beforeAll(async () => void (fresh = await freshDatabase()));
afterAll(() => fresh.drop());

const propose = (row: Figure, by = anna) =>
  act((tx) => proposeFigure(tx, { kind: "base-limits", from: row.from, row, note: "新年度" }, by, at));
const idOf = (made: Awaited<ReturnType<typeof propose>>): string => {
  if (isRefusal(made)) throw new Error(made.body.message);
  return made.id;
};

describe("the seed", () => {
  it("is entered once, in an order and shape that the checks accept", async () => {
    expect(await loadFigures(fresh.db, at)).toBe(0);
    const figures = await act(currentFigures);
    expect(figures).toEqual(seedFigures);
    for (const kind of figureKindNames)
      for (const row of figures.rows[kind] as readonly Figure[]) {
        expect({
          kind,
          problems: checkFigure(figures, kind, row).filter((one) => !["document", "link"].includes(one.field)),
        }).toEqual({
          kind,
          problems: [],
        });
      }
  });

  it("of a later release adds what is new, and never puts back or overrides what people decided", async () => {
    const other = await freshDatabase();
    const later = {
      ...seedRows,
      "base-limits": [
        ...seedRows["base-limits"],
        limits({ from: "2024-07", until: "2025-06" }),
      ] as (typeof seedRows)["base-limits"],
    };
    expect(await loadFigures(other.db, at, later)).toBe(1);
    expect(await loadFigures(other.db, at, later)).toBe(0);
    const made = await inTransaction(other.db, (tx) =>
      proposeFigure(tx, { kind: "base-limits", from: "2024-07", row: null, note: "录错了" }, anna, at),
    );
    await inTransaction(other.db, (tx) => approveFigure(tx, idOf(made), ben, at));
    expect(await loadFigures(other.db, at, later)).toBe(0);
    const figures = await inTransaction(other.db, currentFigures);
    expect(figures.version).toBe(3);
    expect(figures.rows["base-limits"].map((row) => row.from)).toEqual(["2017-07", "2022-07", "2023-07"]);
    await other.drop();
  });
});

describe("a proposal", () => {
  it("counts only when another person approves it, and then makes a version that everybody follows", async () => {
    const before = await act(currentFigures);
    let ring: () => void = () => undefined;
    const live = await followFigures({
      db: fresh.db,
      listen: async (_, hear) => {
        ring = hear;
        return async () => undefined;
      },
      onTrouble: (error) => {
        throw error;
      },
    });
    const id = idOf(await propose(limits()));
    expect(await act(currentFigures)).toBe(before);
    const own = await act((tx) => approveFigure(tx, id, anna, at));
    expect(isRefusal(own) && own.body.code).toBe("not-allowed");
    expect(await act((tx) => approveFigure(tx, id, ben, at))).toEqual({ version: before.version + 1 });
    const after = await act(currentFigures);
    expect(after.rows["base-limits"].at(-1)).toEqual(limits());
    expect(before.rows["base-limits"]).toHaveLength(3);
    ring();
    await expect.poll(() => live.figures().version).toBe(after.version);
    await live.close();
    const again = await act((tx) => approveFigure(tx, id, ben, at));
    expect(isRefusal(again) && again.body.code).toBe("conflict");
  });

  it("is refused with every reason: order, overlap, tiers outside the limits, months, no document", async () => {
    const wrong = async (row: Figure, kind: "base-limits" | "flexible-tiers" = "base-limits") => {
      const made = await act((tx) => proposeFigure(tx, { kind, from: row.from, row, note: "试" }, anna, at));
      return isRefusal(made) ? (made.body.problems ?? []).map((one) => one.field) : [];
    };
    expect(await wrong(limits({ from: "2025-07", until: "2026-06", value: { lower: 2, upper: 1 } }))).toEqual([
      "value",
    ]);
    expect(await wrong(limits({ from: "2025-08", until: "2026-07" }))).toEqual(["from"]);
    expect(await wrong(limits({ from: "2025-07", until: "2026-06", value: { lower: 1 } }))).toEqual(["upper"]);
    const { document: _, ...bare } = limits({ from: "2025-07", until: "2026-06", link: "javascript:alert(1)" });
    expect(await wrong(bare)).toEqual(["document", "link"]);
    expect(await wrong(limits({ value: { 60: 440_000, 300: 2_250_000 } }), "flexible-tiers")).toEqual(["value"]);
    const overlap: Figure = {
      from: "2021-06",
      until: "2022-03",
      value: { daily: 5 },
      source: "试",
      trust: "ours",
      verified: false,
    };
    expect(
      await act(async (tx) =>
        checkFigure(await currentFigures(tx), "unemployment-standard", { ...overlap, value: { centre: 2, outer: 1 } }),
      ),
    ).toMatchObject([{ field: "from" }]);
  });

  it("waits alone: no second one for the row, nothing that changes nothing, and none that has grown old", async () => {
    const row = limits({ from: "2025-07", until: "2026-06" });
    const id = idOf(await propose(row));
    const second = await propose(row, ben);
    expect(isRefusal(second) && second.body.code).toBe("conflict");
    const stranger = await act((tx) => withdrawFigure(tx, id, ben, at));
    expect(isRefusal(stranger) && stranger.body.code).toBe("not-allowed");
    expect(await act((tx) => withdrawFigure(tx, id, anna, at))).toBe(true);
    const same = await propose(limits());
    expect(isRefusal(same) && same.body.code).toBe("conflict");
    const next = idOf(await propose(row));
    expect(await act((tx) => rejectFigure(tx, { id: next, reason: "文号不对" }, ben, at))).toBe(true);
    const history = await act((tx) => figureHistory(tx, "base-limits", { staffId: ben, decides: true }));
    expect(history.map((one) => one.state).toSorted()).toEqual(["approved", "rejected", "withdrawn"]);
  });

  it("happens once when two approve at once", async () => {
    const id = idOf(await propose(limits({ from: "2025-07", until: "2026-06" })));
    const done = await Promise.all([ben, ben, ben].map((by) => act((tx) => approveFigure(tx, id, by, at))));
    expect(done.filter((one) => !isRefusal(one))).toHaveLength(1);
  });

  it("cannot be rewritten, nor decided by its maker, even past the program", async () => {
    const id = idOf(await propose(limits({ value: { lower: 460_000, upper: 2_300_000 } })));
    const fails = (work: (tx: Tx) => Promise<unknown>) =>
      expect(act(work)).rejects.toThrow(/only ever added to|decided by somebody else/);
    await fails((tx) => tx.updateTable("figure_versions").set({ digest: "x" }).execute());
    await fails((tx) => tx.deleteFrom("figure_proposals").execute());
    await fails((tx) =>
      tx
        .insertInto("figure_decisions")
        .values({
          proposal_id: id,
          outcome: "rejected",
          decided_by: anna,
          decided_at: at,
          reason: "自己",
          version: null,
        })
        .execute(),
    );
  });
});

describe("what the console sees", () => {
  it("names what is missing and what a change means to people", async () => {
    const view = await act((tx) => viewFigures(tx, { staffId: ben, decides: true }, "2026-11-23"));
    expect(view.missing.map((one) => [one.kind, one.from, one.now])).toEqual([
      ["flexible-tiers", "2026-07", true],
      ["pension-base", "2026-01", true],
      ["pension-base", "2027-01", false],
      ["account-interest", "2026-01", true],
      ["account-interest", "2027-01", false],
    ]);
    const [open] = view.open;
    expect(open).toMatchObject({ kind: "base-limits", mayDecide: true, mayWithdraw: false });
    expect(open?.effects.map((one) => one.who)).toContain("月薪 3000 元的职工，1 类行业");
    const preview = await act((tx) =>
      previewFigure(tx, {
        kind: "late-fee",
        from: "2026-12",
        row: { from: "2026-12", value: { daily: 10 }, source: "试", trust: "ours", verified: false },
      }),
    );
    expect(preview.effects).toEqual([
      { who: "单位欠 10,000 元，晚 30 天", before: "滞纳金 150.00 元", after: "滞纳金 300.00 元" },
    ]);
  });

  it("asks for the next year two months before it begins", () => {
    const tiers = (month: string) =>
      missingFigures(seedFigures, month)
        .filter((one) => one.kind === "flexible-tiers")
        .map((one) => [one.from, one.now]);
    expect(tiers("2024-04")).toEqual([]);
    expect(tiers("2024-05")).toEqual([["2024-07", false]]);
    expect(tiers("2024-07")).toEqual([["2024-07", true]]);
  });
});
