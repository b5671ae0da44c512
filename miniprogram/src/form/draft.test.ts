import { describe, expect, it } from "vitest";
import type { CaseView } from "@wsi/shared/contract";
import { caseId, libraryCase } from "../../test/library.ts";
import type { Answer } from "../api.ts";
import { createDraft, sendable, type DraftWires } from "./draft.ts";

const today = "2026-11-23";
type Saved = Parameters<DraftWires["save"]>[0];

function begin(view: CaseView, answer: (input: Saved, time: number) => Answer<CaseView>) {
  const saves: Saved[] = [];
  let pending: (() => void) | null = null;
  const draft = createDraft(view, {
    save: async (input) => {
      saves.push(input);
      return answer(input, saves.length);
    },
    load: async () => ({ ok: true, value: { ...view, revision: 9, answers: { purpose: "work" } } }),
    today: () => today,
    later: (run) => {
      pending = run;
      return () => {
        pending = null;
      };
    },
  });
  return { draft, saves, pause: () => pending?.(), isPending: () => pending !== null };
}
const kept =
  (view: CaseView) =>
  (input: Saved): Answer<CaseView> => ({
    ok: true,
    value: { ...view, answers: input.answers, revision: input.revision + 1 },
  });

describe("the draft on the phone", () => {
  it("saves once after several keys, when the person pauses", async () => {
    const view = libraryCase(today);
    const { draft, saves, pause } = begin(view, kept(view));
    for (const text of ["1380013", "138001380", "13800138000"]) draft.set("mobile", text);
    expect(draft.read().saving).toBe("waiting");
    pause();
    expect(await draft.flush()).toBe(true);
    expect(saves).toHaveLength(1);
    expect(saves[0]).toEqual({ id: caseId, revision: 1, answers: { mobile: "13800138000" } });
    expect(draft.read().saving).toBe("saved");
    expect(draft.read().view.revision).toBe(2);
  });

  it("saves what was typed while a save was under way, with the new revision", async () => {
    const view = libraryCase(today);
    const { draft, saves } = begin(view, kept(view));
    draft.set("purpose", "study");
    const first = draft.flush();
    draft.set("newsletter", true);
    await first;
    expect(saves.map((one) => one.revision)).toEqual([1, 2]);
    expect(saves[1]?.answers).toEqual({ purpose: "study", newsletter: true });
  });

  it("keeps a half-typed number on the phone and does not send it", async () => {
    const view = libraryCase(today);
    const { draft, saves } = begin(view, kept(view));
    draft.set("mobile", "1380");
    await draft.flush();
    expect(saves[0]?.answers).toEqual({});
    expect(draft.read().answers["mobile"]).toBe("1380");
  });

  it("sends no answer that another answer hides", () => {
    const view = libraryCase(today);
    expect(sendable(view, { purpose: "study", creditCode: "91420100MA4KXXXX0X", newsletter: false }, today)).toEqual({
      purpose: "study",
      newsletter: false,
    });
  });

  it("stops saving when another phone saved in between, until the newest is taken over", async () => {
    const view = libraryCase(today);
    const { draft, saves } = begin(view, () => ({ ok: false, error: { code: "stale", message: "刚在别处改过" } }));
    draft.set("purpose", "study");
    expect(await draft.flush()).toBe(false);
    draft.set("newsletter", true);
    expect(await draft.flush()).toBe(false);
    expect(saves).toHaveLength(1);
    expect(draft.read().saving).toBe("stale");
    await draft.takeNewest();
    expect(draft.read().answers).toEqual({ purpose: "work" });
    expect(draft.read().view.revision).toBe(9);
    expect(draft.read().saving).toBe("saved");
  });

  it("loses nothing when the network fails, and sends it the next time", async () => {
    const view = libraryCase(today);
    const { draft, saves } = begin(view, (input, time) =>
      time === 1 ? { ok: false, error: { code: "unavailable", message: "网络不通" } } : kept(view)(input),
    );
    draft.set("purpose", "work");
    expect(await draft.flush()).toBe(false);
    expect(draft.read()).toMatchObject({ saving: "failed", failure: "网络不通", answers: { purpose: "work" } });
    expect(await draft.flush()).toBe(true);
    expect(saves).toHaveLength(2);
  });

  it("writes an answer the way it is kept when the question loses the focus", () => {
    const view = libraryCase(today);
    const { draft } = begin(view, kept(view));
    draft.set("mobile", " 138 0013 8000 ");
    draft.check("mobile");
    expect(draft.read().answers["mobile"]).toBe("13800138000");
    draft.set("mobile", "12");
    draft.check("mobile");
    expect(draft.read().problems["mobile"]).toBeTruthy();
  });

  it("names the first question of a screen that is not right", () => {
    const view = libraryCase(today);
    const { draft } = begin(view, kept(view));
    expect(draft.checkAll(["purpose", "shelves"])).toBe("purpose");
    draft.set("purpose", "study");
    expect(draft.checkAll(["purpose", "shelves"])).toBe("shelves");
  });

  it("takes prefilled answers only while nothing was saved", () => {
    const prefilled = { mobile: { value: "13800138001", source: "参保登记" } };
    const fresh = libraryCase(today, { prefilled, revision: 0 });
    expect(begin(fresh, kept(fresh)).draft.read().answers["mobile"]).toBe("13800138001");
    const later = libraryCase(today, { prefilled, revision: 4 });
    expect(begin(later, kept(later)).draft.read().answers["mobile"]).toBeUndefined();
  });
});
