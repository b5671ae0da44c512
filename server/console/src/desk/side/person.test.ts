import type { CaseCard } from "@wsi/shared/contract";
import { expect, it } from "vitest";
import { openWords } from "./person.tsx";

const now = new Date("2026-11-23T06:00:00.000Z");
const kase = (name: string, due: CaseCard["due"], state: CaseCard["state"] = "accepted") =>
  ({ id: name, number: "SB1", state, due, item: { name } }) as unknown as CaseCard;

it("says how much is open for somebody, and what is due next", () => {
  expect(openWords([], now)).toBe("没有");
  expect(openWords([kase("续保", "waiting"), kase("补缴", "2026-11-25")], now)).toBe(
    "2 件，补缴：还有 2 天 · 11月25日",
  );
  expect(openWords([kase("续保", null, "draft")], now)).toBe("1 件，续保：草稿，还没提交");
});
