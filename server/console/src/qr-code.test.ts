import { encode } from "uqr";
import { expect, it } from "vitest";
import { pathOf } from "./qr-code.tsx";

it("draws every dark square of the code once, in its place", () => {
  expect(
    pathOf(
      [
        [true, false],
        [false, true],
      ],
      4,
    ),
  ).toBe("M4 4h1v1h-1zM5 5h1v1h-1z");
  const { data } = encode("otpauth://totp/a?secret=B", { border: 0 });
  expect(pathOf(data, 0).split("z").length - 1).toBe(data.flat().filter(Boolean).length);
});
