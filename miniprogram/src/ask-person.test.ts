import { beforeEach, describe, expect, it, vi } from "vitest";
import { aboutCase, aboutItem } from "./asked-about.ts";
import { askPerson } from "./ask-person.ts";
import { keepWriting, readWriting } from "./chat-memory.ts";

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

  it("puts what it is about above the field of the chat, in the phone and in no address, and keeps the draft", () => {
    keepWriting({ draft: "写到一半", unsent: [] });
    askPerson({ about: aboutCase({ id: "c1", number: "SB1", item: { code: "renewal", name: "续保", version: 1 } }) });
    askPerson();
    expect(go.mock.calls.map(([where]) => where)).toEqual(["chat/index", "chat/index"]);
    expect(readWriting()).toMatchObject({
      draft: "写到一半",
      about: { attach: { kind: "case-card", case: "c1" }, title: "续保", text: "办件 SB1" },
    });
    askPerson({ about: aboutItem({ code: "renewal", name: "续保" }) });
    expect(readWriting().about).toMatchObject({ attach: { kind: "item-card", code: "renewal" } });
  });
});
