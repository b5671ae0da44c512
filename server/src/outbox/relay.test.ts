import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { freshDatabase } from "../../test/database.ts";
import type { TestDatabase } from "../../test/database.ts";
import { createListener } from "../adapters/database/listener.ts";
import { inTransaction } from "../db.ts";
import { PortFault } from "../ports/fault.ts";
import { OUTBOX_CHANNEL, countOwed, createRelay, put, trimOutbox } from "./index.ts";
import type { Delivered, Handler, Parcel, Relay, RelayParts, Settled } from "./index.ts";

let fresh: TestDatabase;
let now: Date;
const relays: Relay[] = [];
beforeEach(async () => {
  fresh = await freshDatabase();
  now = new Date("2026-11-23T01:00:00Z");
});
afterEach(async () => {
  await Promise.all(relays.splice(0).map((relay) => relay.stop()));
  await fresh.drop();
});

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const clock = { now: () => now };
const later = (ms: number) => void (now = new Date(now.getTime() + ms));
const hand = (...parcels: Parcel[]) =>
  inTransaction(fresh.db, async (tx) => {
    const answers = [];
    for (const parcel of parcels) answers.push(await put(tx, parcel));
    return answers;
  });
function relay(handlers: Record<string, Handler>, more: Partial<RelayParts> = {}): Relay {
  const made = createRelay({ db: fresh.db, clock, log: quiet, handlers, ...more });
  relays.push(made);
  return made;
}
/** A kind whose answers are scripted: each delivery takes the next, the last one stays. */
function scripted(repeatable: boolean, ...answers: (Delivered | Error)[]) {
  const delivered: string[] = [];
  const heard: Settled[] = [];
  const handler: Handler = {
    repeatable,
    async deliver(_payload, key) {
      delivered.push(key);
      const answer = answers[Math.min(delivered.length, answers.length) - 1] ?? { outcome: "sent" };
      if (answer instanceof Error) throw answer;
      return answer;
    },
    async settled(_tx, _payload, result) {
      heard.push(result);
    },
  };
  return { handler, delivered, heard };
}
const state = async (key: string) =>
  (await fresh.db.selectFrom("outbox").select("state").where("key", "=", key).executeTakeFirstOrThrow()).state;

describe("putting", () => {
  it("stands or falls with its transaction, and the same key is the same parcel", async () => {
    const kind = scripted(false);
    const rolledBack = inTransaction(fresh.db, async (tx) => {
      await put(tx, { key: "never", kind: "k", payload: {} });
      throw new Error("rolled back");
    });
    await expect(rolledBack).rejects.toThrow("rolled back");
    expect(await hand({ key: "a", kind: "k", payload: { n: 1 } })).toEqual(["put"]);
    expect(await hand({ key: "a", kind: "k", payload: { n: 2 } })).toEqual(["already"]);
    await relay({ k: kind.handler }).drain();
    expect(kind.delivered).toEqual(["a"]);
    expect(await hand({ key: "a", kind: "k", payload: {} })).toEqual(["already"]);
  });

  it("hands the payload over as it was put", async () => {
    const got: unknown[] = [];
    await hand({ key: "a", kind: "k", payload: { openid: "o1", reply: { text: "您好" }, list: [1, null] } });
    await relay({
      k: { repeatable: false, deliver: async (payload) => (got.push(payload), { outcome: "sent" }) },
    }).drain();
    expect(got).toEqual([{ openid: "o1", reply: { text: "您好" }, list: [1, null] }]);
  });
});

describe("the relay", () => {
  it("writes what was answered, with its effect, in one transaction", async () => {
    const refused: Delivered = { outcome: "refused", because: "window-closed", advice: "改发订阅消息" };
    const yes = scripted(false);
    const no = scripted(false, refused);
    const seen: string[] = [];
    await hand(
      { key: "a", kind: "yes", payload: {} },
      { key: "b", kind: "no", payload: {} },
      { key: "c", kind: "other", payload: {} },
    );
    await relay(
      { yes: yes.handler, no: no.handler },
      { count: (kind, outcome) => seen.push(`${kind} ${outcome}`) },
    ).drain();
    expect([await state("a"), await state("b"), await state("c")]).toEqual(["sent", "refused", "queued"]);
    expect([yes.heard, no.heard]).toEqual([[{ outcome: "sent" }], [refused]]);
    expect(seen.toSorted()).toEqual(["no refused", "yes sent"]);
  });

  it("waits 1 s, 5 s, 30 s, 2 min, 10 min after a fault that may be repeated, then gives up and says so", async () => {
    const kind = scripted(false, new PortFault("messages", "unreachable", "no route"));
    await hand({ key: "a", kind: "k", payload: {} });
    const one = relay({ k: kind.handler });
    await one.drain();
    for (const [n, ms] of [1_000, 5_000, 30_000, 120_000, 600_000].entries()) {
      later(ms - 1);
      await one.drain();
      expect(kind.delivered).toHaveLength(n + 1);
      later(1);
      await one.drain();
      expect(kind.delivered).toHaveLength(n + 2);
    }
    expect(await state("a")).toBe("failed");
    expect(kind.heard).toEqual([expect.objectContaining({ outcome: "failed" })]);
  });

  it.each([
    ["no answer in time", new PortFault("messages", "timeout", "5 s")],
    ["an answer without sense", new PortFault("messages", "nonsense", "<html>")],
    ["a mistake of ours", new TypeError("personal 张三")],
  ])("never repeats what may have arrived (%s), unless it is repeatable", async (_name, error) => {
    const once = scripted(false, error);
    const again = scripted(true, error, { outcome: "sent" });
    await hand({ key: "a", kind: "once", payload: {} }, { key: "b", kind: "again", payload: {} });
    const one = relay({ once: once.handler, again: again.handler });
    await one.drain();
    later(3_600_000);
    await one.drain();
    expect([once.delivered, again.delivered]).toEqual([["a"], ["b", "b"]]);
    expect([await state("a"), await state("b")]).toEqual(["unknown", "sent"]);
    expect(once.heard).toEqual([
      expect.objectContaining({ outcome: "unknown", advice: expect.stringContaining("核实") }),
    ]);
    expect(JSON.stringify(once.heard)).not.toContain("张三");
  });

  it("takes silence for a timeout before its lease is over", async () => {
    const heard: Settled[] = [];
    let answer: ((value: Delivered) => void) | undefined;
    const silent: Handler = {
      repeatable: false,
      deliver: () => new Promise((resolve) => (answer = resolve)),
      settled: async (_tx, _payload, result) => void heard.push(result),
    };
    await hand({ key: "a", kind: "k", payload: {} });
    await relay({ k: silent }, { leaseMs: 80 }).drain();
    answer?.({ outcome: "sent" });
    expect(heard).toEqual([expect.objectContaining({ outcome: "unknown" })]);
    expect(await state("a")).toBe("unknown");
  });

  it("does not send before its time", async () => {
    const kind = scripted(false);
    await hand({ key: "a", kind: "k", payload: {}, after: new Date(now.getTime() + 60_000) });
    const one = relay({ k: kind.handler });
    expect(await one.drain()).toBe(0);
    later(60_000);
    expect(await one.drain()).toBe(1);
    expect(kind.delivered).toEqual(["a"]);
  });

  it("keeps the order within a stream, even behind one that must be tried again, and lets others pass", async () => {
    const order: string[] = [];
    let down = true;
    const handler: Handler = {
      repeatable: false,
      async deliver(_payload, key) {
        if (key === "a1" && down) throw new PortFault("messages", "busy", "45047");
        order.push(key);
        return { outcome: "sent" };
      },
    };
    await hand(
      ...["a1", "a2", "b1", "a3", "b2"].map((key) => ({ key, kind: "k", stream: key.charAt(0), payload: {} })),
    );
    const one = relay({ k: handler });
    await one.drain();
    expect(order).toEqual(["b1", "b2"]);
    down = false;
    later(1_000);
    await one.drain();
    expect(order).toEqual(["b1", "b2", "a1", "a2", "a3"]);
  });

  it("sends each of many once, with four relays at once, one of a stream at a time", async () => {
    const order = new Map<string, number[]>();
    const busy = new Set<string>();
    let clashes = 0;
    const handler: Handler<{ stream: string; n: number }> = {
      repeatable: false,
      async deliver({ stream, n }) {
        if (busy.has(stream)) clashes++;
        busy.add(stream);
        await new Promise((resolve) => setImmediate(resolve));
        order.set(stream, [...(order.get(stream) ?? []), n]);
        busy.delete(stream);
        return { outcome: "sent" };
      },
    };
    const parcels = Array.from({ length: 200 }, (_, i) => ({ stream: `s${i % 10}`, n: Math.floor(i / 10) }));
    await hand(
      ...parcels.map((one) => ({ key: `${one.stream}.${one.n}`, kind: "k", stream: one.stream, payload: one })),
    );
    const four = [1, 2, 3, 4].map(() => relay({ k: handler as Handler }, { pollMs: 20 }));
    await Promise.all(four.map((one) => one.start()));
    await vi.waitFor(async () => {
      const left = await fresh.db.selectFrom("outbox").select("id").where("state", "!=", "sent").execute();
      expect(left).toEqual([]);
    }, 15_000);
    expect(clashes).toBe(0);
    expect([...order.values()]).toEqual(Array.from({ length: 10 }, () => Array.from({ length: 20 }, (_, n) => n)));
  });

  it("hears of a commit at once, and stops only when what is under way is done", async () => {
    const listener = createListener(fresh.url);
    let finish: (() => void) | undefined;
    const mayFinish = new Promise<void>((resolve) => (finish = resolve));
    let begun = false;
    const slow: Handler = {
      repeatable: false,
      async deliver() {
        begun = true;
        await mayFinish;
        return { outcome: "sent" };
      },
    };
    const one = relay({ k: slow }, { pollMs: 600_000, wake: (ring) => listener.listen(OUTBOX_CHANNEL, ring) });
    await one.start();
    await hand({ key: "a", kind: "k", payload: {} });
    await vi.waitFor(() => expect(begun).toBe(true), 5_000);
    let stopped = false;
    const stopping = one.stop().then(() => (stopped = true));
    await hand({ key: "b", kind: "k", payload: {} });
    expect(stopped).toBe(false);
    finish?.();
    await stopping;
    expect([await state("a"), await state("b")]).toEqual(["sent", "queued"]);
    await listener.close();
  });

  it("writes the result when its effect fails, and the effect once it can be, without sending again", async () => {
    let sent = 0;
    let tries = 0;
    let broken = true;
    const heard: unknown[] = [];
    const handler: Handler = {
      repeatable: false,
      deliver: async () => (sent++, { outcome: "sent", remark: "无图" }),
      settled: async (tx, payload, result, key) => {
        tries++;
        await tx
          .insertInto("outbox")
          .values({ key: `effect-${tries}`, kind: "other", payload: "{}" })
          .execute();
        if (broken) throw new Error("a mistake in settled");
        heard.push([payload, result, key]);
      },
    };
    await hand({ key: "a", kind: "k", payload: { n: 1 } }, { key: "b", kind: "k", payload: { n: 2 } });
    const one = relay({ k: handler });
    await one.drain();
    expect([sent, await state("a"), await state("b")]).toEqual([2, "sent", "sent"]);
    expect(await countOwed(fresh.db)).toBe(2);
    later(999);
    const before = tries;
    await one.drain();
    expect(tries).toBe(before);
    // A week later its words are still there: they are owed.
    broken = false;
    later(8 * 86_400_000);
    expect(await trimOutbox(fresh.db, now)).toBe(0);
    await Promise.all([one.drain(), relay({ k: handler }).drain()]);
    const result = { outcome: "sent", remark: "无图" };
    expect(heard.toSorted()).toEqual([
      [{ n: 1 }, result, "a"],
      [{ n: 2 }, result, "b"],
    ]);
    expect([sent, await countOwed(fresh.db)]).toEqual([2, 0]);
    // What a failed try wrote is gone with it.
    const effects = await fresh.db.selectFrom("outbox").select("key").where("kind", "=", "other").execute();
    expect(effects).toHaveLength(2);
  });

  it("bridges a moment in which nothing can be written", async () => {
    let tries = 0;
    const heard: Settled[] = [];
    const handler: Handler = {
      repeatable: false,
      deliver: async () => ({ outcome: "refused", because: "不收", advice: "改寄" }),
      settled: async (_tx, _payload, result) => {
        if (++tries < 3) throw new Error("the connection was cut");
        heard.push(result);
      },
    };
    await hand({ key: "a", kind: "k", payload: {} });
    await relay({ k: handler }).drain();
    expect(heard).toEqual([{ outcome: "refused", because: "不收", advice: "改寄" }]);
    expect([await state("a"), await countOwed(fresh.db)]).toEqual(["refused", 0]);
  });
});
