import { expect, it } from "vitest";
import { tabBy } from "./tabs.tsx";

const tabs = ["mine", "waiting", "all"] as const;

it.each([
  ["ArrowRight", "mine", "waiting"],
  ["ArrowRight", "all", "mine"],
  ["ArrowLeft", "mine", "all"],
  ["Home", "all", "mine"],
  ["End", "mine", "all"],
  ["a", "mine", null],
] as const)("%s leads from %s to %s", (key, from, to) => expect(tabBy(key, tabs, from)).toBe(to));
