/** A process that sends, as work.ts does: looks a few times a second for what is due. Says its peak memory on every look. */
import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import {
  createEngine,
  rowTags,
  type BroadcastAccount,
  type SenderParts,
} from "../../../server/src/broadcasts/index.ts";
import { createDb } from "../../../server/src/db.ts";
import { PortFault } from "../../../server/src/ports/fault.ts";

const [url = "", port = "", callsPerMinute = "60"] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true });

const call = <T>(path: string, body: unknown): Promise<T> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, method: "POST", agent }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => (text += part));
      answer.on("end", () => resolve(JSON.parse(text) as T));
    });
    asked.on("error", (error) => reject(new PortFault("bench", "timeout", error.message)));
    asked.end(JSON.stringify(body));
  });

const never = (): never => {
  throw new Error("not asked in this benchmark");
};
const account: BroadcastAccount = {
  miniAppId: "wx99demo0000000002",
  mass: {
    send: (audience, _content, key) =>
      audience.to === "list" ? call("/mass", { key, openids: audience.openids }) : never(),
    preview: never,
  },
  articles: {
    uploadPicture: never,
    uploadCover: never,
    draft: never,
    dropDraft: never,
    publish: never,
    published: never,
  },
  subscriptions: { send: never },
  messages: { send: (openid) => call("/single", { openid }) },
};

const quiet = (facts: object, text: string) => console.error(text, facts);
const parts: SenderParts = {
  db: createDb({ connectionString: url, max: 6 }),
  clock: { now: () => new Date() },
  log: { info: () => undefined, warn: quiet },
  holder: randomUUID(),
  account,
  files: { put: never, get: never },
  tags: rowTags,
  pace: { leaseMs: 3_000, massCallsPerMinute: Number(callsPerMinute) },
};
const engine = createEngine(parts);
setInterval(() => console.log(process.resourceUsage().maxRSS), 200);
for (;;) {
  await engine.work();
  await pause(250);
}
