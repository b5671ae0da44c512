import type { QualityLine } from "@wsi/shared/contract";
import { expect, it } from "vitest";
import { waitsOf } from "./waits.ts";

const line = (id: string, from: QualityLine["from"], second: number): QualityLine => ({
  id,
  from,
  by: null,
  text: "",
  at: new Date(Date.UTC(2026, 2, 2, 1, 0, second)).toISOString(),
  steppedIn: false,
});

it("a wait counts from the first unanswered word to the first answer; the bot and the desk answer nothing", () => {
  const waits = waitsOf([
    line("a", "staff", 0),
    line("b", "citizen", 10),
    line("c", "citizen", 40),
    line("d", "bot", 41),
    line("e", "system", 42),
    line("f", "staff", 70),
    line("g", "staff", 90),
    line("h", "citizen", 95),
  ]);
  expect([...waits]).toEqual([["f", 60]]);
});
