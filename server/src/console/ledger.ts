import { beijingDay } from "@wsi/shared/case";
import { ledgerRoutes as r } from "@wsi/shared/contract";
import type { Door } from "../http/door.ts";
import { previewAssessment, startAssessment, viewRuns } from "../insurance/index.ts";
import { refuse } from "../refusal.ts";

const who = { staff: ["supervisor", "admin"] } as const;

/** The core ledger 核心账本: the monthly assessment of everybody, started after a second look and watched. No person is seen here. */
export function ledgerRoutes(door: Door): void {
  door.serve(r.runs, { who, audit: "staff.ledger.runs" }, ({ tx }) => viewRuns(tx));
  door.serve(r.preview, { who, audit: "staff.ledger.preview" }, ({ input, tx }) => previewAssessment(tx, input.month));
  door.serve(r.start, { who, audit: "staff.ledger.start" }, async ({ input, actor, tx, now, detail }) => {
    detail({ month: input.month });
    const started = await startAssessment(tx, { ...input, today: beijingDay(now), by: actor.name, now });
    return typeof started === "number" ? viewRuns(tx) : refuse("conflict", `${started.because}。${started.instead}`);
  });
}
