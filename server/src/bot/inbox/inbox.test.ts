import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import pino from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../../test/database.ts";
import { createDb, inTransaction, type Tx } from "../../db.ts";
import type { Reply, Update } from "../../ports/messages.ts";
import type { Answer, Follower, Outcome } from "../outcome.ts";
import { createInbox, getFollower, saveFollower, type Inbox, type InboxParts } from "./index.ts";

let database: TestDatabase;
let inboxes: Inbox[] = [];
let children: ChildProcess[] = [];
let number = 0;
const clock = { now: () => new Date() };
const log = pino({ level: "silent" });

const text = (words: string, openid = "oFollower1"): Update => {
  return {
    key: `m:${++number}`,
    openid,
    account: "gh_99demo000001",
    at: new Date(1_700_000_000_000),
    kind: "text",
    text: words,
  };
};
const say = (words: string): Reply => ({ kind: "text", text: words });
const reply = (words: string): Outcome => ({ reply: say(words) });

/** The effect of an act: a line in a table of its own, so that doing it twice shows. */
async function effect(tx: Tx, key: string): Promise<Reply> {
  await sql`insert into effects (key) values (${key})`.execute(tx);
  return say(`做了 ${key}`);
}
async function effects(key: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from effects where key = ${key}`.execute(
    database.db,
  );
  return rows[0]?.n ?? 0;
}
async function sentLate(key: string): Promise<Reply[]> {
  const { rows } = await sql<{ reply: Reply }>`select reply from sent_late where key = ${key}`.execute(database.db);
  return rows.map((row) => row.reply);
}
const rowOf = (key: string) =>
  database.db
    .selectFrom("inbound")
    .select(["state", "reply", "update", "lease_until"])
    .where("key", "=", key)
    .executeTakeFirst();

async function onLate(tx: Tx, update: Update, late: Reply): Promise<void> {
  await sql`insert into sent_late (key, reply) values (${update.key}, ${JSON.stringify(late)})`.execute(tx);
}

/** A process, as far as the inbox can tell. */
function open(answer: Answer, more: Partial<InboxParts> = {}): Inbox {
  const inbox = createInbox({ db: database.db, clock, log, answer, onLate, ...more });
  inboxes.push(inbox);
  return inbox;
}

/** Makes it as if the update had arrived so many days ago. */
async function age(key: string, days: number): Promise<void> {
  const at = new Date(Date.now() - days * 86_400_000);
  await database.db.updateTable("inbound").set({ received_at: at }).where("key", "=", key).execute();
}

/** A gate that a test opens when it wants the bot to go on. */
function gate(): { opened: Promise<void>; open(): void } {
  const opens: (() => void)[] = [];
  const opened = new Promise<void>((resolve) => opens.push(resolve));
  return { opened, open: () => opens[0]?.() };
}

/** Starts a real process with an inbox on this database and kills it, hard, at the moment named. */
async function killAt(moment: string, update: Update): Promise<void> {
  const child = fork(
    fileURLToPath(new URL("dying-process.ts", import.meta.url)),
    [database.url, moment, JSON.stringify(update)],
    {
      execArgv: ["--import", "tsx"],
      stdio: "inherit",
    },
  );
  children.push(child);
  await new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("exit", (code) => reject(new Error(`it ended by itself with ${code}`)));
  });
  const gone = new Promise((resolve) => child.removeAllListeners("exit").once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
}

beforeAll(async () => {
  database = await freshDatabase();
  await sql
    .raw("create table effects (key text not null); create table sent_late (key text not null, reply jsonb not null)")
    .execute(database.db);
});
afterAll(() => database.drop());
beforeEach(() => {
  inboxes = [];
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  await Promise.all(inboxes.map((inbox) => inbox.close()));
});

describe("an update", () => {
  it("is on disk before the bot sees it, and answered afterwards", async () => {
    const update = text("您好");
    let seen: unknown;
    const inbox = open(async (given) => {
      seen = await rowOf(given.key);
      return reply("好");
    });
    expect(await inbox.receive(update)).toEqual(say("好"));
    expect(seen).toMatchObject({ state: "new", reply: null });
    await expect.poll(() => rowOf(update.key)).toMatchObject({ state: "answered", reply: say("好") });
  });

  it("comes with what we know of its follower", async () => {
    const known: Follower[] = [];
    const inbox = open(async (_, follower) => {
      known.push(follower);
      return reply("好");
    });
    await inbox.receive(text("1", "oStranger"));
    await inTransaction(database.db, (tx) =>
      saveFollower(tx, "oFriend", { personId: "p1", pending: { choices: ["a"] } }),
    );
    await inTransaction(database.db, (tx) => saveFollower(tx, "oFriend", { conversationId: "c1" }));
    await inbox.receive(text("2", "oFriend"));
    expect(known).toEqual([
      { openid: "oStranger", personId: null, conversationId: null, pending: null },
      { openid: "oFriend", personId: "p1", conversationId: "c1", pending: { choices: ["a"] } },
    ]);
    await inTransaction(database.db, (tx) => saveFollower(tx, "oFriend", { pending: null, unfollowedAt: new Date() }));
    expect(await getFollower(database.db, "oFriend")).toEqual({
      openid: "oFriend",
      personId: "p1",
      conversationId: "c1",
      pending: null,
    });
  });

  it("waits for its follower's earlier one, and sees what that changed", async () => {
    const first = gate();
    const order: string[] = [];
    const inbox = open(async (update, follower) => {
      const words = update.kind === "text" ? update.text : "";
      if (words === "一") await first.opened;
      order.push(`${words} ${String(follower.pending)}`);
      const act = async (tx: Tx) => {
        await saveFollower(tx, update.openid, { pending: words });
        return say(words);
      };
      return { act };
    });
    const answers = ["一", "二", "三"].map((words) => inbox.receive(text(words, "oOrderly")));
    expect(await inbox.receive(text("别人", "oOther"))).toEqual(say("别人"));
    first.open();
    expect(await Promise.all(answers)).toEqual([say("一"), say("二"), say("三")]);
    expect(order).toEqual(["别人 null", "一 null", "二 一", "三 二"]);
  });

  it("among many at once is stored with the others, each answered with its own", async () => {
    const inbox = open(async (update) => reply(update.key));
    const updates = Array.from({ length: 1000 }, (_, n) => text("1", `oMany${n}`));
    const answers = await Promise.all(updates.map((update) => inbox.receive(update)));
    expect(answers).toEqual(updates.map((update) => say(update.key)));
    await inbox.close();
    for (const update of [updates[0], updates[999]])
      expect(await rowOf(update?.key ?? "")).toMatchObject({ state: "answered" });
  });
});

it("an update that the database cannot hold fails alone, not with those it was gathered with", async () => {
  const inbox = open(async () => reply("好"));
  const [good, bad, fine] = [text("一", "oA"), text("\u0000", "oB"), text("三", "oC")].map((update) =>
    inbox.receive(update),
  );
  await expect(bad).rejects.toThrow("unsupported Unicode escape sequence");
  expect(await Promise.all([good, fine])).toEqual([say("好"), say("好")]);
});

describe("a repetition", () => {
  it("twenty at once, in three processes, do their work once and all get the same answer", async () => {
    const update = text("续保");
    const three = [1, 2, 3].map(() => open(async () => ({ act: (tx) => effect(tx, update.key) })));
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => three[n % 3]?.receive(update)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify(say(`做了 ${update.key}`))]),
    );
    expect(await effects(update.key)).toBe(1);
  });

  it("after a restart gets the stored answer, without the bot", async () => {
    const update = text("续保");
    const first = open(async () => ({ act: (tx) => effect(tx, update.key) }));
    await first.receive(update);
    await first.close();
    const second = open(async () => expect.unreachable("the bot was asked again"));
    expect(await second.receive(update)).toEqual(say(`做了 ${update.key}`));
  });

  it("in another process waits for the one at work", async () => {
    const update = text("续保");
    const working = gate();
    const first = open(async () => {
      await working.opened;
      return { act: (tx) => effect(tx, update.key) };
    });
    const second = open(async () => expect.unreachable("the bot was asked twice"), { budgetMs: 10_000 });
    const one = first.receive(update);
    await expect.poll(() => rowOf(update.key)).toBeTruthy();
    const two = second.receive(update);
    working.open();
    expect(await Promise.all([one, two])).toEqual([say(`做了 ${update.key}`), say(`做了 ${update.key}`)]);
  });

  it("is not taken over while the one at work lives, however slow it is", async () => {
    const update = text("续保");
    const working = gate();
    const first = open(
      async () => {
        await working.opened;
        return reply("慢");
      },
      { leaseMs: 400, budgetMs: 10_000 },
    );
    const second = open(async () => expect.unreachable("the bot was asked twice"), { leaseMs: 400, budgetMs: 1_500 });
    const one = first.receive(update);
    await expect.poll(() => rowOf(update.key)).toBeTruthy();
    expect(await second.receive(update)).toBe("late");
    working.open();
    expect(await one).toEqual(say("慢"));
  });

  it("after a failure runs again at once", async () => {
    const update = text("续保");
    let tries = 0;
    const inbox = open(async () => ({
      act: async (tx) => {
        const done = await effect(tx, update.key);
        if (++tries === 1) throw new Error("the registry is away");
        return done;
      },
    }));
    await expect(inbox.receive(update)).rejects.toThrow("registry");
    expect(await effects(update.key)).toBe(0);
    expect(await inbox.receive(update)).toEqual(say(`做了 ${update.key}`));
    expect(await effects(update.key)).toBe(1);
  });
});

describe("past the budget", () => {
  it("that a broken connection undid is tried again at once, before what the follower says next", async () => {
    const order: string[] = [];
    let failures = 2;
    const { opened, open: go } = gate();
    const inbox = open(
      async (given) => ({
        act: async (tx) => {
          await opened;
          const done = await effect(tx, given.key);
          if (failures-- > 0) throw new Error("Connection terminated unexpectedly");
          order.push(given.key);
          return done;
        },
      }),
      { budgetMs: 50 },
    );
    const [first, second] = [text("第一句"), text("第二句")];
    expect(await inbox.receive(first)).toBe("late");
    expect(await inbox.receive(second)).toBe("late");
    go();
    await expect.poll(() => rowOf(second.key), { timeout: 5_000 }).toMatchObject({ state: "late" });
    expect(order).toEqual([first.key, second.key]);
    expect([await effects(first.key), await effects(second.key)]).toEqual([1, 1]);
    expect(await sentLate(first.key)).toHaveLength(1);
  });

  it.each(["reply", "act"])("a %s goes out late, once, and repetitions are told so", async (kind) => {
    const update = text("慢");
    const working = gate();
    const inbox = open(
      async () => {
        await working.opened;
        return kind === "reply" ? reply("久等") : { act: (tx) => effect(tx, update.key) };
      },
      { budgetMs: 50 },
    );
    expect(await inbox.receive(update)).toBe("late");
    expect(await inbox.receive(update)).toBe("late");
    working.open();
    await expect.poll(() => sentLate(update.key)).toHaveLength(1);
    expect(await inbox.receive(update)).toBe("late");
    expect(await rowOf(update.key)).toMatchObject({ state: "late" });
    expect(await sentLate(update.key)).toHaveLength(1);
    expect(await effects(update.key)).toBe(kind === "act" ? 1 : 0);
  });

  it("nothing to say stays nothing", async () => {
    const update = text("慢");
    const working = gate();
    const inbox = open(
      async () => {
        await working.opened;
        return { reply: { kind: "nothing" } };
      },
      { budgetMs: 20 },
    );
    expect(await inbox.receive(update)).toBe("late");
    working.open();
    await expect.poll(() => rowOf(update.key)).toMatchObject({ state: "late" });
    expect(await sentLate(update.key)).toEqual([]);
  });
});

describe("a rush", () => {
  it("is stored while every connection that answers is taken, answered few at once, and nothing is lost or done twice", async () => {
    const storing = createDb({ connectionString: database.url, max: 2 });
    const busy = createDb({ connectionString: database.url, max: 3 });
    let atOnce = 0;
    let most = 0;
    const blocked = gate();
    const inbox = open(
      async (update) => ({
        async act(tx) {
          atOnce += 1;
          most = Math.max(most, atOnce);
          await blocked.opened;
          atOnce -= 1;
          return effect(tx, update.key);
        },
      }),
      { db: busy, storing, atOnce: 3, budgetMs: 200 },
    );
    try {
      const updates = Array.from({ length: 120 }, (_, n) => text("转人工", `oRush${n}`));
      const first = await Promise.all(updates.map((update) => inbox.receive(update)));
      expect(new Set(first)).toEqual(new Set(["late"]));
      for (const update of updates) expect(await rowOf(update.key)).toMatchObject({ state: "new" });
      blocked.open();
      await inbox.close();
      expect(most).toBe(3);
      for (const update of updates) {
        expect(await effects(update.key)).toBe(1);
        expect(await sentLate(update.key)).toHaveLength(1);
      }
    } finally {
      blocked.open();
      await inbox.close();
      await busy.destroy();
      await storing.destroy();
    }
  });

  it("is not called kept before it is: WeChat must try again when it cannot be stored", async () => {
    // Nobody listens there.
    const away = createDb("postgres://nobody@127.0.0.1:1/none");
    const inbox = open(async () => reply("好"), { storing: away, budgetMs: 0 });
    await expect(inbox.receive(text("你好"))).rejects.toThrow("ECONNREFUSED");
    await away.destroy();
  });
});

describe("a killed process", () => {
  it.each([
    ["between storing and answering", "answering", 0],
    ["within the transaction of its act", "acting", 0],
    ["between the commit of its act and its answer", "committed", 1],
  ])("%s leaves what WeChat's next try finishes, with one effect", async (_, moment, before) => {
    const update = text("续保");
    await killAt(moment, update);
    expect(await rowOf(update.key)).toMatchObject({ state: "new" });
    expect(await effects(update.key)).toBe(before);
    // The database may need a while to notice that a killed process has left: patience, so that load does not decide this test.
    const next = open(async () => ({ act: (tx) => effect(tx, update.key) }), { budgetMs: 30_000 });
    expect(await next.receive(update)).toEqual(say(`做了 ${update.key}`));
    expect(await effects(update.key)).toBe(1);
  });

  it.each(["answering", "acting", "committed"])(
    "while %s leaves what the sweep answers late when WeChat tries no more",
    async (moment) => {
      const update = text("续保");
      await killAt(moment, update);
      const later = { now: () => new Date(Date.now() + 60_000) };
      const sweepers = [1, 2].map(() =>
        open(async (given) => ({ act: (tx) => effect(tx, given.key) }), { clock: later }),
      );
      await Promise.all(sweepers.map((inbox) => inbox.sweep()));
      expect(await sentLate(update.key)).toEqual([say(`做了 ${update.key}`)]);
      expect(await effects(update.key)).toBe(1);
      expect(await rowOf(update.key)).toMatchObject({ state: "late" });
      expect(await sweepers[0]?.sweep()).toBe(0);
    },
  );
});

describe("upkeep", () => {
  it("leaves alone what may still be answered in time", async () => {
    const inbox = open(async () => reply("好"));
    await inbox.receive(text("您好"));
    await inbox.close();
    expect(await inbox.sweep()).toBe(0);
  });

  it("forgets content after seven days and the row after thirty", async () => {
    const [week, month, fresh] = [text("一周"), text("一月"), text("新")];
    const inbox = open(async () => reply("好"));
    await Promise.all([week, month, fresh].map((update) => inbox.receive(update)));
    await inbox.close();
    await age(week.key, 8);
    await age(month.key, 31);
    expect(await inbox.trim()).toBe(2);
    expect(await rowOf(week.key)).toMatchObject({ state: "answered", update: null, reply: null });
    expect(await rowOf(month.key)).toBeUndefined();
    expect(await rowOf(fresh.key)).toMatchObject({ reply: say("好") });
  });
});
