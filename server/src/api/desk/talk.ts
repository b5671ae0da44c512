import type { RouterContext } from "@koa/router";
import { citizenDesk } from "@wsi/shared/contract";
import * as v from "valibot";
import type { CitizenActor } from "../../actor.ts";
import { findItem } from "../../cases/index.ts";
import { findSensitive, helpFor } from "../../content/sensitive.ts";
import type { Tx } from "../../db.ts";
import {
  enter,
  findTalk,
  hasNews,
  helpAtOnce,
  leave,
  leaveMessage,
  news,
  placeOfNext,
  rate,
  recallOwn,
  say,
  stay,
  urge,
  viewTalk,
} from "../../desk/index.ts";
import type { Door } from "../../http/door.ts";
import { perMinute } from "../../http/limit.ts";
import { isRefusal, refuse, type Refusal } from "../../refusal.ts";
import type { ApiParts } from "../parts.ts";
import { contentOf } from "./content.ts";

const phone = "12333";
const ledBy = { failed: "没能提交", refused: "被告知不能办", counter: "被告知要到窗口" } as const;

/** The citizen's own chat page: a talk with the desk without WeChat's quota. Signed in is enough, bound or not. */
export function deskRoutes(door: Door, parts: ApiParts): void {
  const { roster, deskBell, db } = parts;
  const own = (tx: Tx, actor: CitizenActor, id: string, now: Date) => viewTalk(tx, roster, actor.openid, id, now);
  const newsOf = (tx: Tx, actor: CitizenActor, id: string, after: number, now: Date) =>
    news(tx, roster, { identity: actor.openid, id, after }, now);

  /** Words of danger weigh on the page what they weigh with the bot: first in the queue, and what helps is said at once. */
  async function heed(tx: Tx, { id, text, waits }: { id: string; text: string; waits: boolean }, now: Date) {
    const heard = findSensitive(text);
    if (!heard) return;
    await urge(tx, id, heard.mark, now);
    // While a person serves, the person speaks: except where somebody's life may depend on the next minute.
    if (!waits && heard.kind !== "crisis") return;
    const help = helpFor(heard, await roster.isOpen(tx, null, now));
    await helpAtOnce(tx, id, { kind: heard.kind, text: help }, now);
  }

  door.serve(citizenDesk.desk, { who: "citizen", audit: "desk.view" }, async ({ actor, tx, now }) => {
    const open = await roster.isOpen(tx, null, now);
    return {
      open,
      next: open ? await placeOfNext(tx, roster, now) : null,
      opens: open ? null : await roster.nextOpening(tx, null, now),
      phone,
      talk: await findTalk(tx, roster, actor.openid, now),
    };
  });

  door.serve(
    citizenDesk.open,
    { who: "citizen", audit: "desk.open", limit: perMinute("desk-open", 10, "let-in") },
    async ({ actor, input, tx, now, about }) => {
      const { openid, personId } = actor;
      const led = input.led && findItem(input.led.item);
      const why = led && input.led ? `市民办「${led.name}」时${ledBy[input.led.by]}，转人工` : undefined;
      const entrance = { identity: openid, channel: "mini" as const, personId, about: input.about, why };
      const { id } = await enter(tx, roster, { ...entrance, wroteAt: now, tappedAt: null }, now);
      about("conversation", id);
      return own(tx, actor, id, now);
    },
  );

  door.serve(
    citizenDesk.say,
    { who: "citizen", audit: "desk.say", limit: perMinute("desk-citizen-say", 60, "let-in") },
    async ({ actor, input, tx, now, about }) => {
      const { id, key } = input;
      const talk = await own(tx, actor, id, now);
      if (isRefusal(talk)) return talk;
      about("conversation", id);
      const content = await contentOf(parts, tx, { actor, ...input }, now);
      if (isRefusal(content)) return content;
      // The identity keeps two citizens who chose one key apart.
      const kept = await say(tx, id, { ...content, key: `${actor.openid}:${key}`, at: now });
      if (kept === null) return refuse("conflict", "这次咨询已经结束，请重新发起咨询");
      // Their own words alone: a card is named by the house.
      await heed(tx, { id, text: input.text, waits: kept.state === "waiting" }, now);
      return newsOf(tx, actor, id, 0, now);
    },
  );

  door.serve(citizenDesk.recall, { who: "citizen", audit: "desk.recall" }, async ({ actor, input, tx, now, about }) => {
    const { id, message: messageId } = input;
    const done = await recallOwn(tx, { identity: actor.openid, id, messageId }, now);
    if (isRefusal(done)) return done;
    about("conversation", id);
    return newsOf(tx, actor, id, 0, now);
  });

  door.serve(
    citizenDesk.leaveMessage,
    { who: "citizen", audit: "desk.leave-message" },
    async ({ actor, input, tx, now, about }) => {
      const talk = await own(tx, actor, input.id, now);
      if (isRefusal(talk)) return talk;
      about("conversation", input.id);
      if (!(await leaveMessage(tx, input.id, now))) return refuse("conflict", "客服已经接待您了，直接说就行，不用留言");
      return own(tx, actor, input.id, now);
    },
  );

  door.serve(citizenDesk.stay, { who: "citizen", audit: "desk.stay" }, async ({ actor, input, tx, now, about }) => {
    const talk = await own(tx, actor, input.id, now);
    if (isRefusal(talk)) return talk;
    about("conversation", input.id);
    // Somebody serves by now, or they answered in another window: the talk says how it stands.
    await stay(tx, input.id, { at: now, tapped: false }, now);
    return own(tx, actor, input.id, now);
  });

  door.serve(citizenDesk.leave, { who: "citizen", audit: "desk.leave" }, async ({ actor, input, tx, now, about }) => {
    const talk = await own(tx, actor, input.id, now);
    if (isRefusal(talk)) return talk;
    about("conversation", input.id);
    if (talk.state !== "closed") await leave(tx, { identity: actor.openid, channel: "mini" }, "citizen", now);
    return own(tx, actor, input.id, now);
  });

  door.serve(citizenDesk.rate, { who: "citizen", audit: "desk.rate" }, async ({ actor, input, tx, now, about }) => {
    const { id, level, comment = null } = input;
    const talk = await own(tx, actor, id, now);
    if (isRefusal(talk)) return talk;
    about("conversation", id);
    const kept = await rate(tx, roster, { identity: actor.openid, conversationId: id, level, comment }, now);
    if (kept === "already") return refuse("conflict", "这次服务您已经评价过了，谢谢");
    if (kept === "nothing-to-rate") return refuse("conflict", "这次咨询不能评价：还没有结束，或者结束已超过 48 小时");
    return own(tx, actor, id, now);
  });

  /** A look that failed is as good as news: the reading that follows says what is wrong. */
  const lookNow = (id: string, after: number): Promise<boolean> =>
    db
      .transaction()
      .execute((tx) => hasNews(tx, id, after))
      .catch(() => true);

  /** Until something happened in this talk, the page went away, or so many seconds have passed. */
  async function untilRung(ctx: RouterContext, id: string, after: number, seconds: number): Promise<void> {
    const over = new AbortController();
    const rung = new Promise<void>((resolve) => over.signal.addEventListener("abort", () => resolve(), { once: true }));
    const end = () => over.abort();
    // Heard before it is looked at, so that what comes in between is not slept through.
    // A ring may be of something this page has seen already: rings come gathered, a moment late.
    const lookAgain = () => void lookNow(id, after).then((found) => found && end());
    const deaf = deskBell.hear((talks) => {
      if (talks.has(id)) lookAgain();
    });
    const timer = setTimeout(end, seconds * 1_000);
    ctx.req.once("close", end);
    try {
      if (!(await lookNow(id, after))) await rung;
    } finally {
      clearTimeout(timer);
      deaf();
    }
  }

  /** Waits before the transaction begins: a page that listens must not keep a connection of the database. */
  async function waitForNews(ctx: RouterContext): Promise<{ id: string; after: number } | Refusal> {
    const read = v.safeParse(citizenDesk.news.input, { ...ctx.query, ...(ctx.params as Record<string, string>) });
    if (!read.success) return refuse("bad-input", "提交的内容不对，请检查后重试");
    const { id, after = 0, wait = 0 } = read.output;
    if (wait > 0) await untilRung(ctx, id, after, wait);
    return { id, after };
  }
  door.serveRaw(
    "GET",
    citizenDesk.news.path,
    { who: "citizen", audit: "desk.news", limit: perMinute("desk-news", 120, "let-in") },
    (_ctx, { actor, tx, now, about, body }) => {
      about("conversation", body.id);
      return newsOf(tx, actor, body.id, body.after, now);
    },
    (ctx, value) => {
      ctx.set("Cache-Control", "no-store");
      ctx.body = value;
    },
    waitForNews,
  );
}
