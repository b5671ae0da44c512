import { describe, expect, it } from "vitest";
import { menuPages } from "@wsi/shared/contract";
import { items } from "@wsi/shared/items";
import { entries } from "../knowledge/index.ts";
import { dialogues, findPlace, type Step } from "./dialogues.ts";

const all = (steps: readonly Step[], at: string): [string, Step][] =>
  steps.flatMap((step, n) => [
    [`${at}/${n}`, step] as [string, Step],
    ...("steps" in step ? all(step.steps, `${at}/${n}`) : []),
  ]);
const steps = dialogues.flatMap((one) => all(one.steps, one.id));

describe("menu dialogues", () => {
  it("lead only to answers, pages and items that exist", () => {
    const known = new Set(entries.map((one) => one.id));
    const pages = new Set(menuPages.map((one) => one.path));
    const broken = steps.filter(([, step]) => {
      if ("entry" in step) return !known.has(step.entry);
      if (!("open" in step)) return false;
      const [page = "", code] = step.open.split("?code=");
      return !pages.has(page) || (code !== undefined && !Object.values(items).some((one) => one.code === code));
    });
    expect(broken).toEqual([]);
  });

  it("offer at most nine numbers on a level, in labels that fit a line of the phone", () => {
    const levels = [
      ...dialogues.map((one) => one.steps),
      ...steps.flatMap(([, step]) => ("steps" in step ? [step.steps] : [])),
    ];
    expect(levels.every((level) => level.length >= 2 && level.length <= 9)).toBe(true);
    expect(steps.filter(([, step]) => step.label.length > 14)).toEqual([]);
  });

  it("are found again by address, and what is not there is not", () => {
    for (const [address, step] of steps) expect(findPlace(address)?.step).toBe(step);
    expect(findPlace("guide/2/0")?.up).toBe("guide/2");
    expect(findPlace("guide")?.up).toBeUndefined();
    expect(["guide/99", "guide/x", "nothing", "guide/0/0/0"].map(findPlace)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
