import { expect, it } from "vitest";
import { faceOf, ownName } from "./names.ts";

it.each([
  ["客服·柯福", "柯福", "福"],
  ["主管・朱管", "朱管", "管"],
  ["何娟", "何娟", "娟"],
  ["·", "·", "·"],
])("%s is called %s, and has the face %s", (name, own, face) => {
  expect([ownName(name), faceOf(name)]).toEqual([own, face]);
});
