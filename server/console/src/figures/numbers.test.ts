import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readNumber, shownNumber, typedNumber } from "./numbers.ts";

describe("numbers of policy figures", () => {
  it("are read as people write them", () => {
    expect(readNumber("4,224", "fen")).toBe(422_400);
    expect(readNumber("3739.8", "fen")).toBe(373_980);
    expect(readNumber("4.8", "ten-thousandths")).toBe(480);
    expect(readNumber("1.2", "hundred-thousandths")).toBe(120);
    expect(readNumber("4-1", "month-day")).toBe(401);
    expect(readNumber("6月30日", "month-day")).toBe(630);
    expect(["", "-1", "1.234", "十"].map((text) => readNumber(text, "fen"))).toEqual(Array(4).fill(undefined));
    expect(readNumber("1.5", "months")).toBeUndefined();
  });

  it("are shown with their word", () => {
    expect(shownNumber(480, "ten-thousandths")).toBe("4.8%");
    expect(shownNumber(120, "hundred-thousandths")).toBe("1.2 ‰");
    expect(shownNumber(401, "month-day")).toBe("4月1日");
    expect(shownNumber(420_106, "district")).toBe("武昌区");
  });

  it("come back as they were", () => {
    const unit = fc.constantFrom("fen", "ten-thousandths", "hundred-thousandths", "months", "percent", "year");
    fc.assert(
      fc.property(unit, fc.integer({ min: 0, max: 99_999_999 }), (of, number) => {
        expect(readNumber(typedNumber(number, of), of)).toBe(number);
      }),
    );
  });
});
