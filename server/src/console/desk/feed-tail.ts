import type { DeskEvent } from "@wsi/shared/contract";
import type { Db } from "../../db.ts";
import { feedEnd, feedSince, type DeskPeople } from "../../desk/index.ts";

/**
 * The end of the feed, read once for all streams of this process and kept as text: fifty consoles that hear the same bell then cost one
 * reading. A stream that is further behind reads for itself until it is here.
 */
export interface Tail {
  /** What came after `seq`, from memory; undefined when that reaches further back. */
  after(seq: number): readonly Told[] | undefined;
  /** A batch of what came after `seq`, from the database. */
  readFrom(seq: number): Promise<readonly Told[]>;
  /** Something happened: reads on. Answers when everything that was there is here. */
  readOn(): Promise<void>;
}
export interface Told {
  seq: number;
  text: string;
}

const KEPT = 2_000;
const BATCH = 200;

const print = (event: DeskEvent): Told => ({
  seq: event.seq,
  text: `id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`,
});

export function createTail(db: Db, people: DeskPeople): Tail {
  let told: Told[] = [];
  /** Everything after this is in `told`. */
  let start: number | undefined;
  let reading: Promise<void> | undefined;
  let again = false;

  async function read(): Promise<void> {
    start ??= await feedEnd(db);
    do {
      again = false;
      for (;;) {
        const last = told.at(-1)?.seq ?? start;
        const events = await feedSince(db, last, people, BATCH);
        told.push(...events.map(print));
        if (told.length > KEPT) {
          const dropped = told.length - KEPT;
          start = told[dropped - 1]?.seq ?? start;
          told = told.slice(dropped);
        }
        if (events.length < BATCH) break;
      }
    } while (again);
  }

  return {
    after(seq) {
      if (start === undefined || seq < start) return undefined;
      // Numbers have no gap: the place of one follows from the first.
      return told.slice(Math.max(0, seq - start));
    },
    readFrom: async (seq) => (await feedSince(db, seq, people, BATCH)).map(print),
    readOn() {
      if (reading) again = true;
      else reading = read().finally(() => (reading = undefined));
      return reading;
    },
  };
}
