import { describe, expect, it } from "vitest";
import type { ItemCard } from "@wsi/shared/contract";
import { search } from "./search.ts";

const card = (code: string, name: string, aliases: string[]): ItemCard => ({
  code,
  name,
  aliases,
  summary: "",
  audience: ["insured"],
  capacities: ["self"],
  about: "person",
  handling: "reviewed",
  promised: 3,
});
const items = [card("back", "中断补缴", ["断缴补缴", "补缴社保"]), card("renew", "灵活就业人员续保登记", ["我要续保"])];
const found = (wish: string) => search(items, wish).map((one) => one.code);

describe("finding an item", () => {
  it("shows everything before anything is typed", () => expect(found(" ")).toEqual(["back", "renew"]));
  it("finds by name and by what people call it", () => {
    expect(found("续保")).toEqual(["renew"]);
    expect(found("补缴社保")).toEqual(["back"]);
  });
  it("finds a wish in a whole sentence, and with characters left out", () => {
    expect(found("我要续保，怎么弄？")).toEqual(["renew"]);
    expect(found("补社保")).toEqual(["back"]);
  });
  it("finds nothing for what we do not offer", () => expect(found("造飞机")).toEqual([]));
});
