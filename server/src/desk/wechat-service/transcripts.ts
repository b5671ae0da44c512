import { createHash } from "node:crypto";
import { inTransaction, type Db } from "../../db.ts";
import type { ServiceSessions, ServiceLine } from "../../ports/account.ts";
import type { Clock } from "../../ports/clock.ts";
import { endSilentSessions, keepSaid, type SaidAtWechat } from "./handed-over.ts";

/** Fetches what was said at WeChat's customer service into the talks that were handed over. A job runs it every minute. */

/** WeChat gives a day at a time. */
const SPAN_MS = 24 * 3_600_000;
/** Records come a little late: a session is asked for once more this long after its end. */
const LATE_MS = 5 * 60_000;
const PAGE = 1_000;
const PER_RUN = 500;

interface Parts {
  db: Db;
  clock: Clock;
  sessions: Pick<ServiceSessions, "records">;
  log: { warn(fields: object, words: string): void };
}

const wholeSeconds = (at: Date) => new Date(Math.floor(at.getTime() / 1_000) * 1_000);

/** WeChat names no line: it is known by all it says, and by how many like it came before in the same second. */
function keyed(lines: readonly ServiceLine[]): (SaidAtWechat & { openid: string })[] {
  const like = new Map<string, number>();
  return lines.map((line) => {
    const all = JSON.stringify([line.openid, line.from, line.at.getTime(), line.kind, line.text]);
    const before = like.get(all) ?? 0;
    like.set(all, before + 1);
    return { ...line, key: `wechat-service:${createHash("sha256").update(`${all}#${before}`).digest("base64url")}` };
  });
}

async function readAll({ sessions, log }: Parts, from: Date, to: Date): Promise<ServiceLine[] | undefined> {
  const lines: ServiceLine[] = [];
  for (let after: number | null = 1; after !== null;) {
    const page = await sessions.records(from, to, after, PAGE);
    if (page.outcome !== "done") {
      log.warn({ because: page.because, advice: page.advice }, "WeChat does not give what its customer service said");
      return undefined;
    }
    lines.push(...page.lines);
    after = page.next;
  }
  return lines;
}

/** Answers in how many talks it looked. What a refusal or a fault leaves out, the next run fetches. */
export async function pullTranscripts(parts: Parts): Promise<number> {
  const { db, clock } = parts;
  const now = clock.now();
  await inTransaction(db, (tx) => endSilentSessions(tx, now));
  const open = await db
    .selectFrom("desk_handed_over")
    .selectAll()
    .where("pulled", "=", false)
    .where("began_at", "is not", null)
    .orderBy("handed_at")
    .limit(PER_RUN)
    .execute();
  if (open.length === 0) return 0;
  const since = open.map((one) => (one.pulled_until ?? one.began_at ?? one.handed_at).getTime());
  // A little back, for what came late; what was kept before is known by its key.
  const from = wholeSeconds(new Date(Math.min(...since) - LATE_MS));
  const to = new Date(Math.min(now.getTime() + 1_000, from.getTime() + SPAN_MS));
  const lines = await readAll(parts, from, to);
  if (lines === undefined) return 0;
  const said = keyed(lines);
  for (const one of open) {
    const began = (one.began_at ?? one.handed_at).getTime() - 1_000;
    const ended = (one.ended_at?.getTime() ?? Infinity) + 1_000;
    const own = said.filter(
      ({ openid, at }) => openid === one.openid && at.getTime() >= began && at.getTime() <= ended,
    );
    const whole = one.ended_at !== null && to.getTime() > one.ended_at.getTime() + LATE_MS;
    await inTransaction(db, (tx) => keepSaid(tx, one.conversation_id, own, to, whole));
  }
  return open.length;
}
