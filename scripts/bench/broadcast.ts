/**
 * A broadcast to a city: how fast, in how much memory, and what is left of "once" when the sender is killed -9 on the way. The other
 * side is a process that counts what arrives (broadcast/wechat.ts), with WeChat's limits and about its answering time.
 * `npm run bench -- broadcast`; fails when anything was lost or came twice.
 */
import { measure, type Case, type Measured } from "./broadcast/run.ts";
import { writeSection } from "./document/report.ts";

const cases: readonly Case[] = [
  { means: "mass", people: 100_000, kills: 0, callsPerMinute: 6_000 },
  { means: "mass", people: 1_000_000, kills: 0, callsPerMinute: 6_000 },
  { means: "mass", people: 1_000_000, kills: 3, killMidCall: true },
  { means: "service", people: 20_000, kills: 0, senders: 1 },
  { means: "service", people: 20_000, kills: 3, killMidCall: true, senders: 2 },
  { means: "service", people: 10_000, kills: 0, senders: 2, ratePerMinute: 30_000 },
];

const name = { mass: "群发 mass, lists of 9 999", service: "客服消息 one call each" } as const;
const whole = (value: number) => Math.round(value).toLocaleString("en");

function line(one: Measured): string {
  const people = `${whole(one.ratePerMinute ?? 800_000)} people/min`;
  const limit = one.means === "mass" && one.callsPerMinute === undefined ? `${people}, 60 calls/min` : people;
  return `| ${name[one.means]} | ${whole(one.people)} | ${limit} | ${one.senders ?? 1} | ${one.kills}${one.killMidCall ? " + 1 in a call" : ""} | ${one.listingSeconds.toFixed(1)} s | ${one.seconds.toFixed(1)} s | ${whole(one.perMinute)} | ${one.peakMb.toFixed(0)} MB | ${one.lost} | ${one.twice} | ${one.unknown} (${one.unknownArrived} had arrived) | ${whole(one.calls)} (${one.repeated} repeated) |`;
}

const head = [
  "| means | recipients | throttle | processes | kills -9 | listing | whole | people/min | peak memory | lost | twice | unknown | calls |",
  "| --- | --: | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |",
];
const measured: Measured[] = [];
for (const one of cases) {
  const result = await measure(one);
  measured.push(result);
  console.log(line(result));
}
const text = [
  ...head,
  ...measured.map(line),
  "",
  "`listing` writes one row per recipient; `people/min` is the sending after it, waits for a dead sender's lease (3 s here) included. Lost: not in the ledger, or there as sent and never arrived. A row of unknown fate was cut off between the call and its answer; it is shown to a person and never sent again.",
].join("\n");
writeSection("broadcast", "Broadcasts to a million", text);
if (measured.some((one) => one.lost > 0 || one.twice > 0)) {
  console.error("somebody got nothing, or twice");
  process.exit(1);
}
process.exit(0);
