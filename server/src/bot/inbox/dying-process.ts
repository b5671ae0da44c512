/** For inbox.test.ts: an inbox in a process of its own that says when it has come to a moment, and stays there to be killed. */
import { sql } from "kysely";
import pino from "pino";
import { createDb, type Tx } from "../../db.ts";
import type { Update } from "../../ports/messages.ts";
import { createInbox } from "./index.ts";

const [url = "", moment = "", given = "{}"] = process.argv.slice(2);
const raw = JSON.parse(given) as Update;
const update: Update = { ...raw, at: new Date(raw.at) };

function stay(at: string): Promise<void> {
  if (at !== moment) return Promise.resolve();
  process.send?.(at);
  return new Promise(() => undefined);
}

async function act(tx: Tx) {
  await sql`insert into effects (key) values (${update.key})`.execute(tx);
  await stay("acting");
  return { kind: "text" as const, text: `做了 ${update.key}` };
}

const inbox = createInbox({
  db: createDb({ connectionString: url, max: 3 }),
  clock: { now: () => new Date() },
  log: pino({ level: "silent" }),
  leaseMs: 1_000,
  answer: async () => {
    await stay("answering");
    return { act };
  },
  onLate: () => Promise.resolve(),
});
await inbox.receive(update);
if (moment === "committed") {
  process.send?.(moment);
  // Holds the whole thread, so that not even a timer writes anything more.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
