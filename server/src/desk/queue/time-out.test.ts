/** Who waits beyond the limit is asked once, wait on or leave a message; nobody is sent away. */
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { workedMinutesBy, workingHours, type HourPlan } from "@wsi/shared/case";
import { saveFollower } from "../../bot/inbox/index.ts";
import {
  board,
  boardTalks,
  enter,
  leaveMessage,
  news,
  seen,
  stay,
  undivided,
  urge,
  viewTalk,
  type Roster,
} from "../index.ts";
import { startStage, type Stage } from "../testing/stage.ts";
import { masked } from "../testing/people.ts";

let limit = 10;
const roster: Roster = { ...undivided, waitLimit: async () => limit };

let stage: Stage;
let wang: string;
beforeEach(async () => {
  limit = 10;
  stage = await startStage(roster);
  // Somebody works, and is full: the queue does not move.
  wang = await stage.ready("王芳");
  await stage.database.db.updateTable("desk_agents").set({ cap: 1 }).execute();
  await stage.served("busy", wang);
});
afterEach(() => stage.end());

const wait = async (minutes: number) => {
  stage.wait(minutes);
  await stage.database.db
    .updateTable("conversations")
    .set({ unanswered_since: null })
    .where("state", "=", "assigned")
    .execute();
  await stage.run((tx) => seen(tx, wang, stage.now()));
};
const asked = async (id: string) =>
  (await stage.view(id)).messages.filter((one) => /排队超时|让您久等了/.test(one.text));
const page = (id: string, identity: string) => stage.run((tx) => viewTalk(tx, roster, identity, id, stage.now()));
const row = (id: string) =>
  stage.database.db.selectFrom("conversations").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
const outbox = (id: string) =>
  stage.database.db
    .selectFrom("outbox")
    .select("payload")
    .where("stream", "=", id)
    .where("kind", "=", "wechat.message")
    .execute();
const answer = (id: string) => stage.run((tx) => stay(tx, id, { at: stage.now(), tapped: false }, stage.now()));
const leaves = (id: string) => stage.run((tx) => leaveMessage(tx, id, stage.now()));

describe("who waits longer than the group's limit", () => {
  it("is asked once in one message with both choices, whatever sweeps how often, and keeps the place", async () => {
    const id = await stage.enter("follower");
    await wait(9);
    await stage.sweep();
    expect(await asked(id)).toEqual([]);
    await wait(1);
    await Promise.all([stage.sweep(), stage.sweep(), stage.sweep()]);
    await wait(5);
    await stage.sweep();
    const told = (await outbox("follower")).map(({ payload }) => (payload as { reply: any }).reply);
    expect(told).toEqual([
      {
        kind: "text",
        text: expect.stringMatching(/^您已经等了 10 分钟，让您久等了。您现在排在第一位.*\n\n不想等可以留言：位置不变/),
        buttons: [
          { label: "继续等", say: "继续等" },
          { label: "留言", say: "留言" },
        ],
      },
    ]);
    expect(await row(id)).toMatchObject({
      state: "waiting",
      ticket: false,
      stays: null,
      waiting_since: expect.any(Date),
    });
    expect(await asked(id)).toHaveLength(1);
  });

  it("says nothing, and goes on waiting without being asked again", async () => {
    const id = await stage.enter("page", "断缴怎么办", "mini");
    await wait(10);
    await stage.sweep();
    await wait(30);
    await stage.sweep();
    expect(await asked(id)).toHaveLength(1);
    expect(await page(id, "page")).toMatchObject({ state: "waiting", ticket: false, offer: { minutes: 40 } });
    await stage.database.db.updateTable("desk_agents").set({ cap: 2 }).execute();
    await stage.sweep();
    expect(await page(id, "page")).toMatchObject({ state: "serving", offer: null });
  });

  it("waits on by one tap: the card is gone, the place is the same", async () => {
    const id = await stage.enter("page", "断缴怎么办", "mini");
    const { waiting_since } = await row(id);
    await wait(12);
    await stage.sweep();
    expect([await answer(id), await answer(id)]).toEqual([true, true]);
    expect(await page(id, "page")).toMatchObject({ state: "waiting", ticket: false, offer: null, place: { ahead: 0 } });
    expect((await row(id)).waiting_since).toEqual(waiting_since);
    expect((await stage.view(id)).messages.filter((one) => one.text === "市民选择继续等")).toHaveLength(1);
  });

  it("leaves a message, which is called in the old place, and is told of the answer by notice", async () => {
    const id = await stage.enter("page", "断缴怎么办", "mini", randomUUID());
    await wait(3);
    const later = await stage.enter("later", "断缴怎么办", "mini");
    await wait(10);
    await stage.sweep();
    expect(await leaves(id)).toEqual({ asked: true });
    expect(await page(id, "page")).toMatchObject({ ticket: true, offer: null, byNotice: true });
    await stage.database.db.updateTable("desk_agents").set({ cap: 2 }).execute();
    await stage.sweep();
    expect([(await row(id)).state, (await row(later)).state]).toEqual(["assigned", "waiting"]);
    await stage.answers(id, wang, "可以补缴");
    await stage.answers(id, wang, "带上身份证");
    const notices = await stage.database.db.selectFrom("notices").select(["title", "text", "open"]).execute();
    expect(notices).toEqual([{ title: "客服回复了您的留言", text: "可以补缴", open: "chat/index" }]);
  });

  it("is asked after the minutes of the group, of working time alone", async () => {
    limit = 30;
    stage.wait(2 * 60 + 40);
    const id = await stage.enter("page", "断缴怎么办", "mini");
    await wait(20);
    // From 11:40 over lunch: until 13:09 these are 29 minutes.
    await wait(69);
    await stage.sweep();
    expect(await asked(id)).toEqual([]);
    await wait(1);
    await stage.sweep();
    expect(await asked(id)).toHaveLength(1);
  });

  it("is not asked while a life may be at stake, after hours, or just back in line from an agent", async () => {
    const crisis = await stage.enter("crisis", "", "mini");
    await stage.run((tx) => urge(tx, crisis, "【紧急】", stage.now()));
    const given = await stage.served("given", await stage.staff("李平"), "mini");
    await wait(11);
    await stage.sweep();
    // 李平 never came: the talk is back, at its old place.
    expect(await row(given)).toMatchObject({ state: "waiting" });
    await stage.sweep();
    expect([await asked(crisis), await asked(given)]).toEqual([[], []]);
    await wait(10);
    await stage.sweep();
    expect((await asked(given)).length).toBe(1);
  });
});

describe("WeChat's allowance", () => {
  it("is never touched for it below what is kept for the answer; the bot asks in its own free reply instead", async () => {
    const id = await stage.enter("follower");
    await stage.database.db.updateTable("conversations").set({ used_up: true }).where("id", "=", id).execute();
    await wait(11);
    await stage.sweep();
    expect(await asked(id)).toEqual([]);
    await stage.database.db
      .updateTable("conversations")
      .set({ used_up: false, wrote_at: null, tapped_at: stage.now() })
      .where("id", "=", id)
      .execute();
    await stage.sweep();
    expect([await asked(id), await outbox("follower")]).toEqual([[], []]);
  });

  it("costs one message at most", async () => {
    const id = await stage.enter("follower");
    await wait(11);
    await stage.sweep();
    await wait(11);
    await stage.sweep();
    expect((await stage.view(id)).allowance).toMatchObject({ left: 4, of: 5 });
  });
});

describe("a follower who left a message", () => {
  const pointed = async () =>
    (
      await stage.database.db
        .selectFrom("followers")
        .select("conversation_id")
        .where("openid", "=", "f")
        .executeTakeFirstOrThrow()
    ).conversation_id;
  const comes = () =>
    stage.run((tx) =>
      enter(
        tx,
        roster,
        { identity: "f", channel: "wechat", personId: null, about: "", wroteAt: stage.now(), tappedAt: null },
        stage.now(),
      ),
    );

  it("is the bot's again when the message is complete, the desk's when somebody takes it or they ask for a person", async () => {
    await stage.run((tx) => saveFollower(tx, "f", { followedAt: stage.now(), unfollowedAt: null }));
    const { id } = await comes();
    expect(await leaves(id)).toEqual({ asked: false });
    await wait(10);
    await stage.sweep();
    // Nothing was asked so far: what they write next is the message.
    expect(await pointed()).toBe(id);
    await stage.says(id, "断缴了怎么办");
    await wait(2);
    await stage.sweep();
    expect(await pointed()).toBe(id);
    await wait(2);
    await stage.sweep();
    expect(await pointed()).toBeNull();
    expect((await comes()).id).toBe(id);
    expect([await pointed(), await row(id)]).toEqual([id, expect.objectContaining({ ticket: false, stays: true })]);
    await leaves(id);
    await wait(4);
    await stage.sweep();
    expect(await pointed()).toBeNull();
    await stage.database.db.updateTable("desk_agents").set({ cap: 2 }).execute();
    await stage.sweep();
    expect([await pointed(), (await row(id)).state]).toEqual([id, "assigned"]);
  });
});

describe("the board", () => {
  it("counts who was asked, and who left a message then", async () => {
    const [one, two] = [await stage.enter("a", "断缴", "mini"), await stage.enter("b", "断缴", "mini")];
    await wait(10);
    await stage.enter("c", "断缴", "mini");
    await stage.sweep();
    await answer(one);
    await leaves(two);
    const span = { from: new Date(stage.now().getTime() - 3_600_000), to: new Date(stage.now().getTime() + 1) };
    const { span: counted } = await stage.run((tx) => board(tx, span, stage.now()));
    expect(counted).toMatchObject({ opened: 4, offered: 2, offeredLeft: 1 });
    const { talks } = await stage.run((tx) => boardTalks(tx, { ...span, which: "offered" }, masked, 10));
    expect(talks.map((talk) => talk.id).toSorted()).toEqual([one, two].toSorted());
  });
});

it("a page that listens is told of the question", async () => {
  const id = await stage.enter("page", "断缴", "mini");
  const { after } = (await stage.run((tx) => news(tx, roster, { identity: "page", id, after: 0 }, stage.now()))) as {
    after: number;
  };
  await wait(10);
  await stage.sweep();
  const told = await stage.run((tx) => news(tx, roster, { identity: "page", id, after }, stage.now()));
  expect(told).toMatchObject({ talk: { offer: { minutes: 10 } }, messages: [] });
  expect(told).not.toMatchObject({ after });
});

it("working time leaves out lunch, nights and days off", () => {
  const plan: HourPlan = {
    days: {
      mon: workingHours,
      tue: workingHours,
      wed: [],
      thu: [],
      fri: workingHours,
      sat: [],
      sun: [],
      holiday: [],
      makeup: [],
    },
    special: [{ day: "2026-03-03", spans: [{ from: "22:00", to: "24:00" }], why: "夜班" }],
  };
  const minutes = (from: string, to: string) =>
    workedMinutesBy(plan, new Date(`${from}+08:00`), new Date(`${to}+08:00`));
  expect(minutes("2026-03-02T11:50:30", "2026-03-02T13:10:00")).toBe(19);
  expect(minutes("2026-03-02T16:30:00", "2026-03-04T12:00:00")).toBe(30 + 120);
  expect(minutes("2026-03-02T10:00:00", "2026-03-02T09:00:00")).toBe(0);
});
