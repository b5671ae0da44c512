import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../../test/database.ts";
import { inTransaction } from "../../db.ts";
import type { Articles, MassState, OrRefused } from "../../ports/account.ts";
import { PortFault } from "../../ports/fault.ts";
import { createEngine } from "./engine.ts";
import { findBroadcast } from "../record.ts";
import { reconcile } from "../results/results.ts";
import { presentStatistics } from "../results/statistics.ts";
import { addFollowers, countingAccount, draftOf, launch, movableClock, senderParts } from "../testing/scene.ts";

let fresh: TestDatabase;
beforeEach(async () => void (fresh = await freshDatabase()));
afterEach(() => fresh.drop());

const minutes = (n: number) => n * 60_000;

/** A mass message to `people`, accepted; WeChat answers `told` when it is asked what became of it. */
async function accepted(people: number, told: () => Promise<OrRefused<{ outcome: "done"; state: MassState }>>) {
  await addFollowers(fresh.db, people);
  const clock = movableClock();
  const { account } = countingAccount();
  const asked: string[] = [];
  account.mass.state = (messageId) => {
    asked.push(messageId);
    return told();
  };
  const id = await launch(fresh.db, draftOf(), clock.now());
  const engine = createEngine(senderParts(fresh.db, clock, account));
  await engine.work();
  const figures = () =>
    inTransaction(fresh.db, async (tx) => {
      const found = await findBroadcast(tx, id);
      if (!found) throw new Error("gone");
      return presentStatistics(tx, found, clock.now());
    });
  const after = async (ms: number) => {
    clock.push(ms);
    await engine.work();
  };
  return { id, clock, asked, after, figures };
}

describe("a mass message whose result never came", () => {
  it("is not asked about before ten minutes, and once it went out not again", async () => {
    const { asked, after, figures } = await accepted(5, async () => ({ outcome: "done", state: "sent" }));
    await after(minutes(9));
    expect(asked).toEqual([]);
    await after(minutes(2));
    expect(asked).toEqual(["m1"]);
    await after(minutes(60 * 24));
    expect(asked).toEqual(["m1"]);
    // WeChat does not say who got it: sent, not delivered.
    expect((await figures()).progress.counts).toMatchObject({ sent: 5, delivered: 0 });
  });

  it("settles as sent what was unknown", async () => {
    const { id, after, figures } = await accepted(3, async () => ({ outcome: "done", state: "sent" }));
    await sql`update broadcast_recipients set state = 'unknown' where broadcast_id = ${id}::uuid`.execute(fresh.db);
    await after(minutes(11));
    expect((await figures()).progress.counts).toMatchObject({ sent: 3, unknown: 0 });
    const { rows } = await sql<{ what: string; reason: string }>`
      select what, reason from broadcast_events where broadcast_id = ${id}::uuid order by id desc limit 1`.execute(
      fresh.db,
    );
    expect(rows).toEqual([{ what: "没有收到结果，已向微信核对", reason: "第 1 批：微信说已发出" }]);
  });

  it("failed whole: everybody is told as failed, with the reason and in the chart", async () => {
    const { after, figures } = await accepted(4, async () => ({ outcome: "done", state: "failed" }));
    await after(minutes(11));
    const { progress, reasons, pace } = await figures();
    expect(progress.counts).toMatchObject({ failed: 4, sent: 0 });
    expect(reasons).toEqual([{ state: "failed", reason: "微信说这一批没有发出去", count: 4 }]);
    expect(pace.map(({ sent, failed }) => [sent, failed])).toEqual([
      [4, 0],
      [0, 4],
    ]);
  });

  it("is asked about eight times at growing distances, through faults, and then a person is told to look", async () => {
    let turn = 0;
    const { id, asked, after } = await accepted(2, async () => {
      turn += 1;
      if (turn % 2 === 0) throw new PortFault("wechat", "busy", "busy");
      return { outcome: "done", state: "sending" };
    });
    for (let at = 0; at < 8; at++) {
      await after(minutes(10 * 2 ** at) + 1_000);
      expect(asked).toHaveLength(at + 1);
    }
    await after(minutes(60 * 24 * 7));
    expect(asked).toHaveLength(8);
    const { rows } = await sql<{ what: string }>`
      select what from broadcast_events where broadcast_id = ${id}::uuid order by id desc limit 1`.execute(fresh.db);
    expect(rows).toEqual([{ what: "不再追问" }]);
  });

  it("is not asked about when the event came; one that comes late is taken in after all", async () => {
    const { clock, asked, after, figures } = await accepted(3, async () => ({ outcome: "done", state: "sent" }));
    await after(minutes(11));
    const told = {
      kind: "mass-finished" as const,
      key: "k",
      openid: "o",
      account: "gh",
      at: clock.now(),
      messageId: "m1",
      status: "send success",
      failure: null,
      total: 3,
      filtered: 0,
      sent: 3,
      failed: 0,
      urls: [],
    };
    await inTransaction(fresh.db, (tx) => reconcile(tx, told, clock.now()));
    const { progress, wechat, pace } = await figures();
    expect(progress.counts).toMatchObject({ delivered: 3, sent: 0 });
    expect(wechat).toMatchObject({ sent: 3, messages: 1 });
    expect(pace.at(-1)).toMatchObject({ delivered: 3 });
    expect(asked).toHaveLength(1);
  });
});

describe("a publication of which WeChat never says how it ended", () => {
  const publish = async (state: Awaited<ReturnType<Articles["published"]>>) => {
    const clock = movableClock();
    const { account } = countingAccount();
    account.articles.published = async () => state;
    const cover = "11111111-1111-4111-8111-111111111111";
    await sql`insert into broadcast_pictures (id, sha256, name, type, bytes, uploaded_by, uploaded_at)
      values (${cover}, 'x', 'x.png', 'image/png', 1, ${cover}, now())`.execute(fresh.db);
    const blocks = [{ kind: "heading" as const, text: "要点" }];
    const article = { title: "政策解读", author: "", digest: "", cover, sourceUrl: null, blocks };
    const id = await launch(
      fresh.db,
      draftOf({ means: "publish", content: { kind: "articles", articles: [article] } }),
      clock.now(),
    );
    const engine = createEngine(senderParts(fresh.db, clock, account));
    return async (ms: number) => {
      clock.push(ms);
      await engine.work();
      return (await inTransaction(fresh.db, (tx) => findBroadcast(tx, id)))?.state;
    };
  };

  it("is asked about for a day and then pauses, so that a person looks", async () => {
    const stateAfter = await publish({ outcome: "done", state: "running", urls: [] });
    expect(await stateAfter(0)).toBe("sending");
    expect(await stateAfter(31_000)).toBe("sending");
    expect(await stateAfter(minutes(60 * 24))).toBe("paused");
  });

  it("pauses at once when WeChat does not know it", async () => {
    const stateAfter = await publish({
      outcome: "refused",
      code: 53_600,
      because: "not-found",
      advice: "没有这次发布",
    });
    expect(await stateAfter(0)).toBe("sending");
    expect(await stateAfter(31_000)).toBe("paused");
  });
});
