import { beforeEach, describe, expect, it, vi } from "vitest";
import { askPerson } from "./ask-person.ts";

const { go } = vi.hoisted(() => ({ go: vi.fn<(where: string) => void>() }));
vi.mock("./ui/index.ts", () => ({ go }));
beforeEach(() => go.mockReset());

describe("the way to a person", () => {
  it("carries what led there: a failed form, a refused one, an item for the counter", () => {
    for (const by of ["failed", "refused", "counter"] as const)
      askPerson({ led: { item: "flexible-employment-renewal", by } });
    expect(go.mock.calls.map(([where]) => where)).toEqual([
      "chat/index?item=flexible-employment-renewal&by=failed",
      "chat/index?item=flexible-employment-renewal&by=refused",
      "chat/index?item=flexible-employment-renewal&by=counter",
    ]);
  });

  it("carries words, and nothing when there is nothing to say", () => {
    askPerson({ about: "办件「续保」&编号" });
    askPerson();
    expect(go.mock.calls.map(([where]) => where)).toEqual([
      `chat/index?about=${encodeURIComponent("办件「续保」&编号")}`,
      "chat/index",
    ]);
  });
});
