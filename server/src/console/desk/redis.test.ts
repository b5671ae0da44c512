import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { redisServer, type RedisServer } from "../../adapters/volatile/redis-for-tests.ts";
import { inTransaction } from "../../db.ts";
import { sweep } from "../../desk/index.ts";
import { follow, linesOf } from "../../../test/console-line.ts";
import { startHouse, type Caller, type House } from "../../../test/house.ts";
import { freePort } from "../../../test/server-process.ts";

let redis: RedisServer;
let house: House;
let agent: Caller;
let citizen: Caller;
let cookie: string;
beforeAll(async () => {
  redis = redisServer(await freePort());
  await redis.start();
  house = await startHouse({ redis: redis.url });
  agent = await house.staff("kefu");
  citizen = await house.stranger();
  const { headers } = await house.nobody("POST", "/console/api/session", {
    account: "zhuguan",
    password: "wuhan-demo-2026",
  });
  cookie = headers.get("set-cookie")?.split(";")[0] ?? "";
}, 60_000);
afterAll(async () => {
  await house.stop();
  await redis.end();
});

const slowestMs = 5_000;

/**
 * Redis is away for a minute, and how it is counted: what a minute does and seconds do not, it does by the desk's clock (sweeps, presence, windows
 * of limits). So in the usual run that clock goes fifteen times as fast while Redis is away, and four seconds are a minute to the house;
 * only the client of Redis lives through four seconds. `DESK_REDIS_AWAY_S=60` makes the whole minute real.
 */
const awayS = Number(process.env["DESK_REDIS_AWAY_S"] ?? 4);
const MINUTE_S = 60;
const faster = Math.max(1, MINUTE_S / awayS);
/** The sweep of every few seconds, which this house does not run by itself. */
const SWEEP_MS = 3_000;

describe("a real Redis that goes away under a running house", () => {
  it(
    "killed for a minute, then hanging: talking goes on, the feed too, nobody is taken from their agent, and afterwards counts are kept again",
    async () => {
      const { body } = await citizen("POST", "/api/desk/conversations", {});
      const id: string = body.id;
      expect((await agent("POST", `/console/api/desk/conversations/${id}/take`, {})).status).toBe(200);
      const start: number = (await agent("GET", "/console/api/desk/conversations")).body.seq;
      const line = follow(house.origin, cookie, start);

      let count = 0;
      async function talk(): Promise<void> {
        count += 1;
        const begun = Date.now();
        const said = await citizen("POST", `/api/desk/conversations/${id}/messages`, {
          key: `key-of-question-${count}`,
          text: `问${count}`,
        });
        expect(said).toMatchObject({ status: 200 });
        const answer = { key: `key-of-answer-${count}`, text: `答${count}` };
        // The second press of an impatient hand.
        for (let press = 0; press < 2; press++)
          expect((await agent("POST", `/console/api/desk/conversations/${id}/messages`, answer)).status).toBe(200);
        expect(Date.now() - begun).toBeLessThan(slowestMs);
        await vi.waitFor(() => expect(linesOf(line.events, id, "staff").at(-1)).toBe(`答${count}`), slowestMs);
      }
      async function talkFor(ms: number): Promise<void> {
        for (const end = Date.now() + ms; Date.now() < end; await pause(400)) await talk();
      }
      const { clock, db, roster } = house.services;
      let ahead = 0;
      vi.spyOn(clock, "now").mockImplementation(() => new Date(Date.now() + ahead));
      /** The desk's clock runs on with the talk, and the desk is swept by it. */
      async function minuteOf(seconds: number): Promise<void> {
        const begun = Date.now();
        const before = ahead;
        let swept = 0;
        while (Date.now() - begun < seconds * 1_000) {
          ahead = before + (Date.now() - begun) * (faster - 1);
          await talk();
          for (; swept * SWEEP_MS < (Date.now() - begun) * faster; swept++)
            await inTransaction(db, (tx) => sweep(tx, roster, clock.now()));
          await pause(400 / faster);
        }
        expect(swept).toBeGreaterThanOrEqual(MINUTE_S / (SWEEP_MS / 1_000));
      }
      const healthy = () => house.nobody("GET", "/health").then(({ status }) => status === 200);

      await talk();
      await redis.kill();
      await minuteOf(awayS);
      await redis.start();
      await vi.waitFor(async () => expect(await healthy()).toBe(true), { timeout: 10_000, interval: 200 });
      await talk();
      redis.hang();
      await talkFor(3_000);
      redis.goOn();
      await vi.waitFor(async () => expect(await healthy()).toBe(true), { timeout: 10_000, interval: 200 });
      await talk();
      await line.hangUp();

      const all = Array.from({ length: count }, (_, at) => at + 1);
      expect(linesOf(line.events, id)).toEqual(all.map((n) => `问${n}`));
      expect(linesOf(line.events, id, "staff")).toEqual(all.map((n) => `答${n}`));
      const numbers = line.events.map((one) => one.seq);
      expect(numbers).toEqual(numbers.map((_, at) => start + 1 + at));
      expect((await agent("GET", `/console/api/desk/conversations/${id}`)).body).toMatchObject({ state: "assigned" });
      vi.restoreAllMocks();
    },
    60_000 + awayS * 2_000,
  );
});
