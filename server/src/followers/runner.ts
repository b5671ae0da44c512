import { setTimeout as sleep } from "node:timers/promises";
import { inTransaction } from "../db.ts";
import { PortFault, type FaultKind } from "../ports/fault.ts";
import { retagChanged } from "./audience.ts";
import { claim, pause, release, type Lease } from "./lease.ts";
import { defaultPace, type Pace, type RunnerParts } from "./parts.ts";
import { nextTagWork, tagStep } from "./push.ts";
import { detailsStep, pageStep, runningSync, type Sync } from "./sync.ts";

/** A wait this short is waited; for a longer one somebody comes again. */
const shortMs = 500;

const words: Record<FaultKind, string> = {
  unreachable: "暂时连不上微信",
  busy: "微信太忙，或今天的调用次数用完了",
  timeout: "微信没有按时应答",
  nonsense: "微信的应答看不懂",
  misconfigured: "公众号的凭证或权限不对，请联系管理员检查",
};

/**
 * Speaks to WeChat about followers: one process at a time, one call after another, at a bounded pace. Everything it knows is in the
 * database, so after a kill any process goes on where the last answer was kept; what was asked in vain is asked again, which is
 * harmless for every call it makes.
 */
export function createFollowerRunner(parts: RunnerParts) {
  const { db, clock, holder, log } = parts;
  const pace: Pace = { ...defaultPace, ...parts.pace };
  let stopped = false;
  let members = pace.members;

  const waits = (lease: Lease, now: Date) =>
    Math.max(lease.not_before.getTime(), lease.next_call_at.getTime()) - now.getTime();

  /** One call, or nothing. False: nothing to do, or not now. */
  async function step(): Promise<boolean> {
    const lease = await inTransaction(db, (tx) => claim(tx, holder, clock.now(), pace.leaseMs));
    if (!lease) return false;
    if ((await retagChanged(db, parts.core)) > 0) return true;
    const sync = await runningSync(db);
    const work = sync ? undefined : await nextTagWork(db, lease, clock.now(), members);
    if (!sync && !work) return false;
    const wait = waits(lease, clock.now());
    if (wait > shortMs) return false;
    if (wait > 0) await sleep(wait);
    try {
      if (sync) await (sync.phase === "pages" ? pageStep : detailsStep)(parts, pace, sync);
      else if (work) members = await tagStep(parts, pace, lease, work, members);
    } catch (error) {
      if (!(error instanceof PortFault)) throw error;
      log.warn({ err: error }, "WeChat did not answer about followers; trying again");
      await troubled(lease, sync, error);
    }
    return true;
  }

  async function troubled(lease: Lease, sync: Sync | undefined, fault: PortFault): Promise<void> {
    await inTransaction(db, async (tx) => {
      const now = clock.now();
      const failures = await pause(tx, lease, now);
      const goesOn = `${words[fault.kind]}，系统会自己接着试`;
      if (!sync) {
        await tx.updateTable("follower_runner").set({ tags_trouble: goesOn }).where("holder", "=", holder).execute();
        return;
      }
      const over = failures >= pace.mostFailures || fault.kind === "misconfigured";
      await tx
        .updateTable("follower_syncs")
        .set(
          over
            ? { state: "failed", finished_at: now, trouble: `${words[fault.kind]}。这次同步已停下，请稍后再点同步` }
            : { trouble: goesOn },
        )
        .where("id", "=", sync.id)
        .where("state", "=", "running")
        .execute();
    });
  }

  return {
    /** Works until there is nothing to do now. To be called every second or so, never twice at once. */
    async work(): Promise<void> {
      let worked = false;
      while (!stopped && (await step())) worked = true;
      await inTransaction(db, (tx) => release(tx, holder, clock.now()));
      if (worked) log.info({}, "followers: up to date for now");
    },
    /** After the call that is under way. */
    stop(): void {
      stopped = true;
    },
  };
}
