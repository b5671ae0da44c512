/**
 * A broadcast to a city: how fast, in how much memory, and what is left of "once" when the sender is killed -9 on the way. The other
 * side is our sandbox in a process of its own, with a crowd of followers, WeChat's limits and about its answering time; what we send
 * goes through the same adapter as in production, what WeChat reports comes back through the same callback.
 * `npm run bench -- broadcast`; fails when anything was lost or came twice.
 */
import { measure, type Case, type Measured } from "./broadcast/run.ts";
import { writeSection } from "./document/report.ts";

/** More than can be reached: what is measured then is ourselves. */
const NONE = 100_000_000;
const cases: readonly Case[] = [
  { means: "mass", people: 100_000, kills: 0, callsPerMinute: 6_000, ratePerMinute: NONE },
  { means: "mass", people: 1_000_000, kills: 0, callsPerMinute: 6_000, ratePerMinute: NONE },
  { means: "mass", people: 1_000_000, kills: 3, killMidCall: true },
  { means: "service", people: 5_000, kills: 0, senders: 1 },
  { means: "service", people: 20_000, kills: 3, killMidCall: true, senders: 2 },
  { means: "service", people: 3_000, kills: 0, senders: 2, ratePerMinute: 30_000 },
];

const name = { mass: "群发 mass, lists of 9 999", service: "客服消息 one call each" } as const;
const whole = (value: number) => Math.round(value).toLocaleString("en");

function line(one: Measured): string {
  const people = one.ratePerMinute === NONE ? "none" : `${whole(one.ratePerMinute ?? 800_000)} people/min`;
  const limit = one.means === "mass" && one.callsPerMinute === undefined ? `${people}, 60 calls/min` : people;
  const confirmed = one.means === "mass" ? whole(one.delivered) : "–";
  return `| ${name[one.means]} | ${whole(one.people)} | ${limit} | ${one.senders ?? 1} | ${one.kills}${one.killMidCall ? " + all in a call" : ""} | ${one.listingSeconds.toFixed(1)} s | ${one.seconds.toFixed(1)} s | ${whole(one.perMinute)} | ${one.peakMb.toFixed(0)} MB | ${one.sandboxPeakMb.toFixed(0)} MB | ${one.lost} | ${one.twice} | ${one.unknown} (${one.unknownArrived} had arrived) | ${confirmed} | ${whole(one.calls)} (${one.repeated} repeated) |`;
}

const head = [
  "| means | recipients | throttle | processes | kills -9 | listing | whole | people/min | peak memory | of the sandbox | lost | twice | unknown | confirmed | calls taken |",
  "| --- | --: | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |",
];
const measured: Measured[] = [];
for (const one of cases) {
  const result = await measure(one);
  measured.push(result);
  console.log(line(result));
}
const largest = measured.reduce((one, other) => (other.people > one.people ? other : one));
const text = [
  ...head,
  ...measured.map(line),
  "",
  `The sandbox brought ${whole(largest.people)} followers in ${largest.crowdMs.toFixed(0)} ms; a mass call takes 300 ms there and back, a single one 15 ms. ` +
    "`listing` writes one row per recipient; `people/min` is the sending after it, waits for a dead sender's lease (3 s here) included. Lost: not in the ledger, or there as sent and never arrived. A row of unknown fate was cut off between the call and its answer; it is shown to a person and never sent again. Confirmed: by WeChat's event, taken in by our callback. Calls taken: by WeChat; a repeated one told of the first and reached nobody.",
].join("\n");
writeSection("broadcast", "Broadcasts to a million", text);
if (measured.some((one) => one.lost > 0 || one.twice > 0)) {
  console.error("somebody got nothing, or twice");
  process.exit(1);
}
process.exit(0);
