import { dayKinds, workingHours } from "@wsi/shared/case";
import type { WindowDraft } from "@wsi/shared/contract";
import type { Tx } from "../db.ts";
import { isRefusal } from "../refusal.ts";
import { addWindow } from "./windows.ts";

const days = Object.fromEntries(
  dayKinds.map((kind) => [kind, ["sat", "sun", "holiday"].includes(kind) ? [] : [...workingHours]]),
) as WindowDraft["days"];

/** Invented: which halls offer times, and how many, is each hall's to say. */
const windows = [
  { hall: "wuchang", name: "社保综合窗口", about: "参保、停保、缴费、信息变更", slotMinutes: 30, capacity: 6 },
  { hall: "wuchang", name: "养老待遇窗口", about: "退休、养老金、转移接续", slotMinutes: 30, capacity: 3 },
  { hall: "jiangan", name: "社保综合窗口", about: "参保、停保、缴费、信息变更", slotMinutes: 30, capacity: 4 },
  { hall: "hongshan", name: "社保综合窗口", about: "参保、停保、缴费、信息变更", slotMinutes: 20, capacity: 4 },
  { hall: "donghu-hi-tech", name: "单位业务窗口", about: "单位开户、花名册、建筑项目", slotMinutes: 30, capacity: 4 },
] as const;

/** For trying out. Once; what is there stays. */
export async function loadDemoWindows(tx: Tx, now: Date): Promise<void> {
  const known = await tx.selectFrom("appointment_windows").select("id").executeTakeFirst();
  if (known) return;
  for (const one of windows) {
    const added = await addWindow(tx, { ...one, items: [], days, special: [], aheadDays: 14 }, null, now);
    if (isRefusal(added)) throw new Error(`a window of the demo: ${added.body.message}`);
  }
}
