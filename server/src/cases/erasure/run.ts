import { beijingDay } from "@wsi/shared/case";
import { record } from "../../audit/index.ts";
import { inTransaction, type Db } from "../../db.ts";
import type { Log } from "../../log.ts";
import type { Handler } from "../../outbox/index.ts";
import type { Files } from "../../ports/files.ts";
import { dropUnnamed } from "../../stored-bytes.ts";
import { lockCase } from "../load.ts";
import { countDue, isDue, nextDue, type Place } from "./due.ts";
import { eraseContent, type Forget } from "./erase.ts";

const AT_ONCE = 200;
/** A night's work ends well within the quarter of an hour that a turn of a job may take; the next night goes on. */
const MOST_A_NIGHT = 20_000;

export interface ErasureParts {
  db: Db;
  log: Pick<Log, "error">;
  elsewhere: Forget;
  count(outcome: "erased" | "failed"): void;
}

/**
 * Erases what is due, one case a transaction. A process that is killed leaves each case whole or erased, and the next turn goes on; one
 * case that cannot be erased is logged and counted, and stops nobody else's.
 */
export async function eraseDueCases(
  { db, log, elsewhere, count }: ErasureParts,
  now: Date,
  most = MOST_A_NIGHT,
): Promise<{ erased: number; failed: number; due: number }> {
  const today = beijingDay(now);
  const done = { erased: 0, failed: 0 };
  let place: Place | null = null;
  for (let seen = 0; seen < most;) {
    const some: Place[] = await nextDue(db, today, place, Math.min(AT_ONCE, most - seen));
    for (const one of some) {
      const outcome = await eraseOne(db, elsewhere, one.id, now).catch((error: unknown) => {
        log.error({ err: error, case: one.id }, "a case could not be erased; it is tried again tomorrow");
        return "failed" as const;
      });
      if (outcome === "left") continue;
      done[outcome] += 1;
      count(outcome);
    }
    seen += some.length;
    place = some.at(-1) ?? null;
    if (some.length < AT_ONCE) break;
  }
  const due = await countDue(db, today);
  if (done.erased + done.failed > 0)
    await inTransaction(db, (tx) =>
      record(tx, {
        at: now,
        actor: { kind: "machine", id: "case.erase" },
        action: "case.erasure.night",
        detail: { ...done, due },
      }),
    );
  return { ...done, due };
}

/** Looked at again under the lock: since the list was read somebody may have put it on hold, or another process have been quicker. */
const eraseOne = (db: Db, elsewhere: Forget, id: string, now: Date): Promise<"erased" | "left"> =>
  inTransaction(db, async (tx) => {
    const kase = await lockCase(tx, id);
    if (!kase || !(await isDue(tx, id, beijingDay(now)))) return "left";
    await eraseContent(tx, kase, elsewhere, now);
    return "erased";
  });

/** Drops the bytes of a material whose case was erased. Doing it twice is harmless. */
export const erasedFileHandler = (db: Db, files: Pick<Files, "drop">): Handler<{ sha256: string }> => ({
  repeatable: true,
  async deliver({ sha256 }) {
    await inTransaction(db, (tx) => dropUnnamed(tx, files, sha256));
    return { outcome: "sent" };
  },
});
