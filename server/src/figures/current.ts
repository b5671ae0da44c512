import type { Figures } from "@wsi/shared/insurance";
import { inTransaction, type Db, type Tx } from "../db.ts";
import { FIGURES_CHANNEL, readFigures, readVersion } from "./store.ts";

/** Snapshots by version and digest: they never change, so what a process has read stays true. Only the newest few are asked for. */
const kept = new Map<string, Figures>();
const MOST_KEPT = 8;

/**
 * The policy figures as this transaction sees them: one small look-up, the rest is remembered. Ask once and hand them on, so that
 * everything a transaction computes stands on one version. Throws before the seed was loaded.
 */
export async function currentFigures(tx: Tx): Promise<Figures> {
  const newest = await tx
    .selectFrom("figure_versions")
    .select(["version", "digest"])
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!newest) throw new Error("there are no policy figures yet: loadFigures comes first");
  const key = `${newest.version} ${newest.digest}`;
  const known = kept.get(key);
  if (known) return known;
  const figures = await readFigures(tx);
  // At read committed another version may have come between the two looks.
  if (figures.version === newest.version) kept.set(key, figures);
  const oldest = kept.size > MOST_KEPT ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
  return figures;
}

export interface FiguresOfThen {
  figures: Figures;
  /** 'YYYY-MM-DD' in Beijing. */
  madeOn: string;
}

/** The versions that something was computed with: few, since a month is assessed by one. What is not there is left out. */
export async function figuresOfThen(tx: Tx, versions: readonly number[]): Promise<Map<number, FiguresOfThen>> {
  const found = new Map<number, FiguresOfThen>();
  for (const version of new Set(versions)) {
    const row = await readVersion(tx, version);
    if (row) found.set(version, { figures: row.figures, madeOn: row.madeOn });
  }
  return found;
}

export interface LiveFigures {
  /** Those approved last, for what has no transaction: reading words in a chat. */
  figures(): Figures;
  close(): Promise<void>;
}

const POLL_MS = 30_000;

/** Follows every approval in whichever process, by notification, and by looking now and then for what was not heard. */
export async function followFigures(parts: {
  db: Db;
  /** Hears a PostgreSQL channel; answers how to stop. */
  listen(channel: string, hear: () => void): Promise<() => Promise<void>>;
  onTrouble(error: unknown): void;
}): Promise<LiveFigures> {
  const read = () => inTransaction(parts.db, currentFigures);
  let current = await read();
  let closed = false;
  let again = false;
  let looking: Promise<void> | undefined;
  async function renew(): Promise<void> {
    do {
      again = false;
      current = await read();
    } while (again && !closed);
  }
  function look(): void {
    again = true;
    if (closed) return;
    looking ??= renew()
      .catch((error: unknown) => {
        if (!closed) parts.onTrouble(error);
      })
      .finally(() => (looking = undefined));
  }
  const deaf = await parts.listen(FIGURES_CHANNEL, look);
  const timer = setInterval(look, POLL_MS);
  timer.unref();
  // What was approved between the reading and the listening.
  look();
  return {
    figures: () => current,
    async close() {
      closed = true;
      clearInterval(timer);
      await deaf();
      await looking;
    },
  };
}
