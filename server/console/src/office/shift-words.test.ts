import { expect, it } from "vitest";
import { shiftDay, shiftState, shiftTone } from "./shift-words.ts";

const came = "2026-11-28T01:00:00Z";
it("says of a shift what a supervisor wants to know", () => {
  const on = { state: "running", late: 0, early: 0, cameAt: came, leftAt: null } as const;
  expect(shiftState(on)).toBe("在岗");
  expect(shiftState({ ...on, cameAt: null, late: 12 })).toBe("还没到岗，已晚 12 分钟");
  expect(shiftState({ ...on, state: "done", late: 8, early: 20 })).toBe("迟到 8 分钟，早退 20 分钟");
  expect(shiftState({ ...on, state: "done" })).toBe("正常");
  expect(shiftState({ ...on, state: "absent", cameAt: null })).toBe("没有到岗");
  expect(shiftState({ ...on, state: "coming" })).toBe("09:00 已到岗");
  expect([shiftTone(on), shiftTone({ ...on, early: 9 }), shiftTone({ ...on, state: "absent" })]).toEqual([
    "good",
    "warn",
    "bad",
  ]);
  expect(shiftDay("2026-11-28")).toBe("11月28日 周六");
});
