import { createServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { freshDatabase } from "../../../test/database.ts";
import type { TestDatabase } from "../../../test/database.ts";
import { createDb } from "../../db.ts";
import { PortFault } from "../../ports/fault.ts";
import type { Volatile } from "../../ports/volatile.ts";
import { createPostgresVolatile, createRedisVolatile } from "./index.ts";
import { startTestRedis } from "./redis-for-tests.ts";
import type { TestRedis } from "./redis-for-tests.ts";

/** A wire that can be cut, between us and the store. */
class Wire {
  port = 0;
  readonly #open: () => Socket;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  constructor(open: () => Socket) {
    this.#open = open;
  }
  async mend(): Promise<void> {
    const server = createServer((near) => {
      const far = this.#open();
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(one);
        one.on("error", () => undefined);
        one.on("close", () => other.destroy());
        one.pipe(other);
      }
    });
    await new Promise<void>((resolve) => server.listen(this.port, "127.0.0.1", resolve));
    this.port = (server.address() as AddressInfo).port;
    this.#server = server;
  }
  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.#server?.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
    await closed;
  }
}

interface Store {
  wire: Wire;
  open(): Volatile;
  close(): Promise<void>;
}

async function onRedis(): Promise<Store> {
  const redis: TestRedis = await startTestRedis();
  const wire = new Wire(() => redis.open());
  await wire.mend();
  const url = new URL(process.env["REDIS_URL"] ?? "redis://127.0.0.1");
  url.hostname = "127.0.0.1";
  url.port = String(wire.port);
  return {
    wire,
    open: () => createRedisVolatile(url.href),
    async close() {
      await wire.cut();
      await redis.stop();
    },
  };
}

async function onPostgres(): Promise<Store> {
  const fresh: TestDatabase = await freshDatabase();
  const given = new URL(fresh.url);
  const host = decodeURIComponent(given.hostname);
  const port = Number(given.port === "" ? 5432 : given.port);
  const wire = new Wire(() => (host.startsWith("/") ? connect(join(host, `.s.PGSQL.${port}`)) : connect(port, host)));
  await wire.mend();
  const through = new URL(fresh.url);
  through.host = `127.0.0.1:${wire.port}`;
  const pools: { destroy(): Promise<void> }[] = [];
  return {
    wire,
    open() {
      const db = createDb(through.href);
      pools.push(db);
      return createPostgresVolatile(db, through.href);
    },
    async close() {
      await Promise.all(pools.map((db) => db.destroy()));
      await wire.cut();
      await fresh.drop();
    },
  };
}

describe.each([
  ["Redis", onRedis],
  ["PostgreSQL", onPostgres],
] as const)("what may be lost, on %s", (_name, start) => {
  let store: Store;
  let one: Volatile;
  /** As another process sees it. */
  let two: Volatile;
  let serial = 0;
  const fresh = () => `contract:${process.pid}:${serial++}`;

  const closing: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    store = await start();
    one = store.open();
    two = store.open();
    closing.push(one, two, store);
  });
  afterAll(async () => {
    for (const open of closing) await open.close();
  });

  it("gives back in one process what another set, and nothing for an unknown key", async () => {
    const key = fresh();
    expect(await one.get(key)).toBeUndefined();
    await one.set(key, "第一", 10_000);
    expect(await two.get(key)).toBe("第一");
    await two.set(key, "", 10_000);
    expect(await one.get(key)).toBe("");
    await one.delete(key);
    await one.delete(key);
    expect(await two.get(key)).toBeUndefined();
  });

  it("forgets a value after its time, and a new set starts the time anew", async () => {
    const [short, renewed] = [fresh(), fresh()];
    await one.set(short, "v", 60);
    await one.set(renewed, "v", 60);
    await one.set(renewed, "w", 60_000);
    await vi.waitFor(async () => expect(await one.get(short)).toBeUndefined(), 5_000);
    expect(await one.get(renewed)).toBe("w");
  });

  it("refuses a time to live of nothing", async () => {
    await expect(one.set(fresh(), "v", 0)).rejects.toThrow(RangeError);
    await expect(one.setIfAbsent(fresh(), "v", -1)).rejects.toThrow(RangeError);
    await expect(one.hit(fresh(), Number.NaN)).rejects.toThrow(RangeError);
  });

  it("lets exactly one of many set what is absent, and the next one after it expired", async () => {
    const key = fresh();
    const tries = Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? one : two).setIfAbsent(key, String(n), 150));
    const won = await Promise.all(tries);
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await two.get(key)).toBe(String(won.indexOf(true)));
    await vi.waitFor(async () => expect(await two.setIfAbsent(key, "later", 10_000)).toBe(true), 5_000);
    expect(await one.get(key)).toBe("later");
  });

  it("deletes only what is still equal", async () => {
    const key = fresh();
    await one.set(key, "mine", 10_000);
    expect(await two.deleteIfEqual(key, "theirs")).toBe(false);
    expect(await one.get(key)).toBe("mine");
    expect(await two.deleteIfEqual(key, "mine")).toBe(true);
    expect(await two.deleteIfEqual(key, "mine")).toBe(false);
    await one.set(key, "old", 30);
    await vi.waitFor(async () => expect(await one.get(key)).toBeUndefined(), 5_000);
    expect(await one.deleteIfEqual(key, "old")).toBe(false);
  });

  it("counts hits of all processes in one window, and starts again after it", async () => {
    const key = fresh();
    const counts = await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? one : two).hit(key, 400)));
    expect(counts.map((hit) => hit.count).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, n) => n + 1),
    );
    for (const { resetsInMs } of counts) expect(resetsInMs).toSatisfy((ms: number) => ms >= 0 && ms <= 400);
    await vi.waitFor(async () => expect((await one.hit(key, 400)).count).toBeLessThan(20), 5_000);
  });

  it("keeps counters apart from values of the same name", async () => {
    const key = fresh();
    await one.set(key, "text", 10_000);
    expect((await one.hit(key, 10_000)).count).toBe(1);
    expect(await one.get(key)).toBe("text");
  });

  it("tells every listener in every process, of its channel only, in order, until it stops listening", async () => {
    const [channel, other] = [fresh(), `${fresh()}:${"很长".repeat(40)}"`];
    const heard: Record<string, string[]> = { a: [], b: [], c: [], other: [] };
    const stops = [
      await one.subscribe(channel, (text) => heard["a"]?.push(text)),
      await one.subscribe(channel, (text) => heard["b"]?.push(text)),
      await two.subscribe(channel, (text) => heard["c"]?.push(text)),
      await two.subscribe(other, (text) => heard["other"]?.push(text)),
    ];
    const big = "社".repeat(2_333);
    await one.publish(channel, "1");
    await one.publish(channel, big);
    await one.publish(other, "x'\"\n");
    await vi.waitFor(() => expect(heard).toEqual({ a: ["1", big], b: ["1", big], c: ["1", big], other: ["x'\"\n"] }));
    await stops[0]?.();
    await stops[2]?.();
    await two.publish(channel, "3");
    await vi.waitFor(() => expect(heard["b"]).toEqual(["1", big, "3"]));
    await two.publish(other, "end");
    await vi.waitFor(() => expect(heard["other"]).toContain("end"));
    expect([heard["a"], heard["c"]]).toEqual([
      ["1", big],
      ["1", big],
    ]);
    await Promise.all(stops.map((stop) => stop()));
  });

  it("refuses a text too long to publish, and survives a listener that throws", async () => {
    await expect(one.publish(fresh(), "社".repeat(2_334))).rejects.toThrow(RangeError);
    const channel = fresh();
    const heard: string[] = [];
    const stops = [
      await one.subscribe(channel, () => {
        throw new Error("a listener's own mistake");
      }),
      await one.subscribe(channel, (text) => heard.push(text)),
    ];
    await two.publish(channel, "on");
    await vi.waitFor(() => expect(heard).toEqual(["on"]));
    await Promise.all(stops.map((stop) => stop()));
  });

  it("fails soon and clearly while the store is away, and is back with its listeners by itself", async () => {
    const [key, channel] = [fresh(), fresh()];
    const heard: string[] = [];
    const stop = await one.subscribe(channel, (text) => heard.push(text));
    await store.wire.cut();
    const from = performance.now();
    const calls = [
      one.get(key),
      one.set(key, "v", 1_000),
      one.hit(key, 1_000),
      one.publish(channel, "lost"),
      one.ping(),
    ];
    for (const { status, reason } of (await Promise.allSettled(calls)) as PromiseRejectedResult[]) {
      expect(status).toBe("rejected");
      expect(reason).toBeInstanceOf(PortFault);
      expect(reason).toMatchObject({ port: "volatile", kind: "unreachable" });
    }
    expect(performance.now() - from).toBeLessThan(6_000);
    await store.wire.mend();
    await vi.waitFor(() => one.ping(), 10_000);
    await vi.waitFor(async () => {
      await two.publish(channel, "back");
      expect(heard).toContain("back");
    }, 10_000);
    expect(heard).not.toContain("lost");
    await stop();
  });
});

describe("what may be lost, on PostgreSQL", () => {
  it("is swept when it has expired", async () => {
    const fresh = await freshDatabase();
    const store = createPostgresVolatile(fresh.db, fresh.url);
    await store.set("short", "v", 20);
    await store.set("long", "v", 60_000);
    await store.hit("window", 20);
    await vi.waitFor(async () => expect(await store.get("short")).toBeUndefined());
    await vi.waitFor(async () => {
      await store.sweep();
      expect(await fresh.db.selectFrom("volatile_counter").select("key").execute()).toEqual([]);
    });
    expect(await fresh.db.selectFrom("volatile_kv").select("key").execute()).toEqual([{ key: "long" }]);
    await store.close();
    await fresh.drop();
  });
});
