import { articleRows, items, type ArticleRow } from "@wsi/shared/items";
import type { ItemDefinition } from "@wsi/shared/item";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { walks } from "../../test/article-walks.ts";
import { startHouse, type House } from "../../test/house.ts";
import { walk } from "../../test/walk.ts";

/** Whatever is in the catalogue is walked. */
const rows = (Object.keys(walks) as ArticleRow[]).filter((row) => articleRows[row].item in items);

let house: House;
beforeAll(async () => void (house = await startHouse()));
afterAll(() => house.stop());

/**
 * The article's 20 services over HTTP, on the embedded PostgreSQL or the one of DATABASE_URL. `npm run items` counts the rows that are
 * walked here, so a row is never merely claimed.
 */
describe("the article's services", () => {
  it.each(rows)("%s runs end to end", async (row) => {
    const { item, as } = articleRows[row];
    const definition = (items as Record<string, ItemDefinition>)[item];
    expect(definition?.capacities).toContain(as);
    const way = walks[row];
    await way.before?.(house);
    const { clock } = house.services;
    const real = clock.now;
    const day = way.on?.(house);
    if (day !== undefined) clock.now = () => new Date(`${day}T02:00:00Z`);
    const { seen, receipt } = await walk(house, { item, ...way.steps(house) }).finally(() => (clock.now = real));
    expect(seen).toMatchObject({ state: "effective", decision: { outcome: "approved" } });
    expect(seen.timeline.at(-1)).toMatchObject({ action: "effect", by: "系统" });
    expect(receipt).toBe("%PDF-");
    await way.after(house, seen);
  });
});
