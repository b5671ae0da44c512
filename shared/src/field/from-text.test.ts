import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Mobile } from "../values/index.ts";
import { fromText } from "./from-text.ts";

const kind = fromText(Mobile);
const refused = { ok: false, message: "这一项要填文字，请重新填写" };

describe("a question answered in text", () => {
  it("refuses whatever is not text before its value sees it", () => {
    fc.assert(
      fc.property(
        fc.anything().filter((raw) => typeof raw !== "string"),
        (raw) => {
          expect(kind.parse(raw)).toEqual(refused);
        },
      ),
    );
    expect(kind.parse(13_800_138_000)).toEqual(refused);
  });

  it("refuses more than 200 characters, however harmless they are", () => {
    expect(kind.parse(`13800138000${" ".repeat(189)}`)).toEqual({ ok: true, value: "13800138000" });
    expect(kind.parse(`13800138000${" ".repeat(190)}`)).toEqual(refused);
  });

  it("leaves reading, printing, masking and samples to the value", () => {
    fc.assert(
      fc.property(fc.nat(999), (seed) => {
        const sample = kind.sample(undefined, seed);
        expect(sample).toBe(Mobile.sample(seed));
        expect(kind.print(sample)).toBe(Mobile.print(sample));
        expect(kind.mask(sample)).toBe(Mobile.mask(sample));
      }),
    );
    expect(kind.parse("1380013800")).toEqual(Mobile.parse("1380013800"));
  });
});
