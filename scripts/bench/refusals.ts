/**
 * What is not WeChat's must cost nearly nothing: wrong signature, stale timestamp, oversized, malformed and explosive XML, sent to the
 * whole application, one after the other and then 32 at a time beside honest messages. Checks the status and that nothing is stored.
 * `npm run bench -- refusals`
 */
import { sign } from "../../server/src/adapters/wechat/signature.ts";
import { startHouse } from "../../server/test/house.ts";
import { account } from "./callback/messages.ts";
import { writeSection } from "./document/report.ts";

const TIMES = 400;
const AT_ONCE = 32;

const seconds = () => Math.floor(Date.now() / 1000);
const query = (timestamp: number, good = true) => {
  const nonce = String(Math.floor(Math.random() * 1e9));
  const signature = good ? sign(account.WECHAT_TOKEN, String(timestamp), nonce) : "0".repeat(40);
  return `signature=${signature}&timestamp=${timestamp}&nonce=${nonce}&encrypt_type=aes&msg_signature=${signature}`;
};
const bomb = `<!DOCTYPE x [<!ENTITY a "${"x".repeat(1000)}">${Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n} "${"&a;".repeat(10)}">`).join("")}]><xml><Encrypt>&a8;</Encrypt></xml>`;

const wrongs: { name: string; status: number; search(): string; body: string }[] = [
  {
    name: "wrong signature",
    status: 403,
    search: () => query(seconds(), false),
    body: "<xml><Encrypt>a</Encrypt></xml>",
  },
  {
    name: "stale timestamp",
    status: 403,
    search: () => query(seconds() - 3600),
    body: "<xml><Encrypt>a</Encrypt></xml>",
  },
  { name: "65 KB", status: 413, search: () => query(seconds()), body: "x".repeat(65 * 1024) },
  { name: "malformed XML", status: 400, search: () => query(seconds()), body: "<xml><Encrypt></xml>" },
  { name: "entity bomb", status: 400, search: () => query(seconds()), body: bomb },
];

const house = await startHouse();
try {
  const once = async ({ search, body, status, name }: (typeof wrongs)[number]): Promise<number> => {
    const began = performance.now();
    const answer = await fetch(`${house.origin}/wechat?${search()}`, { method: "POST", body });
    await answer.arrayBuffer();
    if (answer.status !== status) throw new Error(`${name}: ${answer.status} instead of ${status}`);
    return performance.now() - began;
  };
  const rows: string[] = [];
  for (const wrong of wrongs) {
    for (let n = 0; n < 50; n++) await once(wrong);
    const alone: number[] = [];
    for (let n = 0; n < TIMES; n++) alone.push(await once(wrong));
    const crowded: number[] = [];
    for (let n = 0; n < TIMES / AT_ONCE; n++)
      crowded.push(...(await Promise.all(Array.from({ length: AT_ONCE }, () => once(wrong)))));
    const at = (taken: number[], share: number) =>
      (taken.toSorted((a, b) => a - b)[Math.floor(taken.length * share)] ?? 0).toFixed(1);
    rows.push(
      `| ${wrong.name} | ${wrong.status} | ${at(alone, 0.5)} | ${at(alone, 0.99)} | ${at(crowded, 0.5)} | ${at(crowded, 0.99)} |`,
    );
    console.log(rows.at(-1));
  }
  const { n } = await house.services.db
    .selectFrom("inbound")
    .select((q) => q.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  if (n !== 0) throw new Error(`${n} rows were stored`);
  writeSection(
    "refusals",
    "What is not WeChat's",
    `Milliseconds as the caller sees them, client and server on the same 2 cores, ${TIMES} of each; nothing is stored.

| sent | answer | p50 alone | p99 alone | p50, ${AT_ONCE} at once | p99, ${AT_ONCE} at once |
|---|---:|---:|---:|---:|---:|
${rows.join("\n")}`,
  );
} finally {
  await house.stop();
}
