/** A process that sends, as work.ts does: looks a few times a second for what is due. Says its peak memory on every look. */
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { accountOf, createEngine, rowTags, type SenderParts } from "../../../server/src/broadcasts/index.ts";
import { createDb } from "../../../server/src/db.ts";
import { connectAccount } from "./account.ts";

const [url = "", apiBase = "", callsPerMinute = "60"] = process.argv.slice(2);
const config = { connectionString: url, max: 6 };
const db = createDb(config);
const wechat = connectAccount(db, config, apiBase);
const never = (): never => {
  throw new Error("not asked in this benchmark");
};
const quiet = (facts: object, text: string) => console.error(text, facts);
const parts: SenderParts = {
  db,
  clock: { now: () => new Date() },
  log: { info: () => undefined, warn: quiet },
  holder: randomUUID(),
  account: accountOf(wechat, wechat.miniAppId),
  files: { put: never, get: never, drop: never },
  tags: rowTags,
  pace: { leaseMs: 3_000, massCallsPerMinute: Number(callsPerMinute) },
};
const engine = createEngine(parts);
setInterval(() => console.log(process.resourceUsage().maxRSS), 200);
for (;;) {
  await engine.work();
  await pause(250);
}
