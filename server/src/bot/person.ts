import type { Tx } from "../db.ts";
import {
  askInPassing,
  enter,
  handOver,
  hearHandedOver,
  keepInstead,
  leave,
  leaveMessage,
  notePlaceTold,
  openingWords,
  place,
  rate,
  ratingLevels,
  say,
  stay,
  takeBackHandOver,
  timeOutButtons,
  type Place,
  type Said,
} from "../desk/index.ts";
import type { Reply, Update } from "../ports/messages.ts";
import { Composer } from "./composer.ts";
import { hasText, text, toAPerson, WHY, whys, type Context } from "./context.ts";
import { findTap } from "../menus/index.ts";
import { pendingOf } from "./pending.ts";
import { isTapped, lastWrote, questionIn, recentTalk } from "./recent.ts";
import { wantsAMessage, wantsAPerson, wantsToLeave, wantsToStay } from "./wishes.ts";

/** The way to a person of the desk, and the silence of the bot while one serves. */

const leaveButton = { label: "取消排队", say: "取消排队" };
const cancelMessage = { label: "取消留言", say: "取消留言" };
const messageButton = { label: "改为留言", say: "改为留言" };

/** What saying the place needs to know. */
type Asked = Pick<Context, "now"> & { readonly services: Pick<Context["services"], "roster"> };

/** Where a waiting citizen stands, as honestly as we know it. */
export async function sayPlace(tx: Tx, ctx: Asked, conversationId: string, lead: string): Promise<Reply> {
  const { roster } = ctx.services;
  const stand = await place(tx, roster, conversationId, ctx.now);
  if (stand === null) return { kind: "nothing" };
  const ahead = stand.ahead === 0 ? "您排在第一位" : `您前面还有 ${stand.ahead} 位`;
  if (!(await roster.isOpen(tx, stand.groupId, ctx.now))) {
    const opening = openingWords(await roster.nextOpening(tx, stand.groupId, ctx.now));
    return text(
      `${lead}${opening}。您的问题已经登记为留言，上班后按顺序最先回复，${ahead}，不用再排。\n\n急事请打 12333（社保）或 12366（缴费）。有什么情况，现在就可以先写在这里。`,
      leaveButton,
    );
  }
  const timeOut = await askInPassing(tx, roster, conversationId, ctx.now);
  if (timeOut !== null) return text(`${lead}${timeOut}`, ...timeOutButtons);
  await notePlaceTold(tx, conversationId, stand, ctx.now);
  return stand.full
    ? sayFull(stand, lead, ahead)
    : text(
        `${lead}${ahead}，${printWait(stand)}。不用守着，客服接待时会在这里叫您。\n\n您可以先把情况写在这里，客服都能看到。`,
        leaveButton,
      );
}

const printWait = ({ estimateMinutes }: Place): string =>
  estimateMinutes === null
    ? "现在还说不准要等多久，客服一接待就在这里回复您"
    : estimateMinutes <= 1
      ? "马上就有客服接待"
      : `大约要等 ${estimateMinutes} 分钟`;

/** Too many wait: a message is as good, and nobody sits in front of a phone for it. */
const sayFull = (stand: Place, lead: string, ahead: string): Reply =>
  text(
    `${lead}现在咨询的人很多，${ahead}，${printWait(stand)}。不想等，可以留言：写下问题，轮到时客服在这里回复您。急事请打 12333。`,
    messageButton,
    leaveButton,
  );

/** A message in place of waiting; afterwards the bot serves again (desk/queue/time-out.ts). */
function sayLeft(lead: string, asked: boolean, bound: boolean): Reply {
  if (!asked) return text(`${lead}请把问题写在这里，轮到时客服会在这里回复您。`, cancelMessage);
  const where = `轮到时客服先在这里回复您${bound ? "，小程序「消息」里也会通知您" : ""}`;
  return text(`${lead}${where}。\n\n还要补充，现在接着写；过几分钟问别的，我照常回答。`, cancelMessage);
}

const asks = (ctx: Context) =>
  ctx.update.kind === "click"
    ? ctx.update.button === "HUMAN"
    : ctx.tapped?.startsWith(WHY) === true || (ctx.text !== undefined && wantsAPerson(ctx.text));

/** Why they want a person, when something led to it; phones that send no id with a tap are known by what came before. */
function whyOf(ctx: Context): string | undefined {
  const tapped = ctx.tapped?.startsWith(WHY) ? ctx.tapped.slice(WHY.length) : undefined;
  const known = Object.entries(whys).find(([why]) => why === tapped)?.[1];
  return known ?? (pendingOf(ctx).unsure >= 2 ? whys.unsure : undefined);
}

export function talkToAPerson(): Composer<Context> {
  const desk = new Composer<Context>();
  desk.filter(asks).use((ctx) =>
    ctx.act(async (tx) => {
      const { openid, personId } = ctx.follower;
      const before = await recentTalk(tx, openid, ctx.update.key, ctx.now);
      const about = questionIn(before);
      const tapped = isTapped(ctx.update);
      const entrance = {
        identity: openid,
        channel: "wechat" as const,
        personId,
        about,
        why: whyOf(ctx),
        wroteAt: tapped ? await lastWrote(tx, openid, ctx.now) : ctx.update.at,
        tappedAt: tapped ? ctx.update.at : null,
        before,
      };
      // A tap in the menu is an event: WeChat takes a hand-over only as the answer to a message.
      const isMessage = ctx.update.kind !== "click";
      if (isMessage && (await handOver(tx, ctx.services.roster, entrance, ctx.now))) return { kind: "wechat-service" };
      const { id } = await enter(tx, ctx.services.roster, entrance, ctx.now);
      return sayPlace(tx, ctx, id, "好的，已为您转人工。");
    }),
  );
  desk.filter(hasText).use((ctx, next) => {
    if (!/排队|等|留言/.test(ctx.text) || !wantsToLeave(ctx.text)) return next();
    ctx.act(async (tx) => {
      // Who left a message talks to the bot again while it waits.
      const left = await leave(tx, { identity: ctx.follower.openid, channel: "wechat" }, "citizen", ctx.now);
      return left
        ? text("已取消留言。以后要找人，随时说「转人工」。", toAPerson)
        : text("您现在没有在排队。有什么事直接打字问我，或者：", toAPerson);
    });
  });
  return desk;
}

/**
 * What a reply becomes that missed WeChat's five seconds. WeChat takes a hand-over only within them: a later one would leave the follower
 * with nobody, so our desk has them.
 */
export async function whenLate(tx: Tx, asked: Asked, update: Update, reply: Reply): Promise<Reply> {
  if (reply.kind !== "wechat-service") return reply;
  const id = await keepInstead(tx, update, asked.now);
  if (id === null) return { kind: "nothing" };
  return sayPlace(tx, asked, id, "微信客服这会儿没有接上，由我们的客服接待您。");
}

/** An update as words for the desk; undefined for what says nothing. `button` is the name of a tapped button. */
function saidOf(
  update: Update,
  button = "",
): Pick<Said, "kind" | "text" | "tapped" | "attached" | "mediaId"> | undefined {
  switch (update.kind) {
    case "text":
      return { kind: "text", text: update.text, tapped: isTapped(update) };
    case "image":
      return { kind: "image", text: "（图片）", attached: {}, mediaId: update.mediaId };
    case "voice":
      return {
        kind: "voice",
        text: update.recognition ?? "（语音没有识别出文字）",
        attached: {},
        mediaId: update.mediaId,
      };
    case "video":
      return { kind: "video", text: "（视频）", attached: {}, mediaId: update.mediaId };
    case "location": {
      const { label, latitude, longitude } = update;
      return {
        kind: "location",
        text: `${label}（${latitude}, ${longitude}）`,
        attached: { label, latitude, longitude },
      };
    }
    case "link": {
      const { title, url, description } = update;
      return { kind: "link", text: `${title} ${url}`, attached: { title, url, description } };
    }
    case "click":
      return { kind: "text", text: `（点了菜单：${button}）`, tapped: true };
    case "scanned":
      return { kind: "text", text: `（扫了一个码：${update.text.slice(0, 500)}）`, tapped: true };
    case "scan":
      return { kind: "text", text: "（扫了公众号的二维码）", tapped: true };
    default:
      return undefined;
  }
}

/** Who was handed over to WeChat's customer service: the bot says nothing, but keeps them in line. Null when that is over. */
async function atWechat(tx: Tx, ctx: Context, said: Pick<Said, "key" | "at" | "text">): Promise<Reply | null> {
  const { openid } = ctx.follower;
  const stand = await hearHandedOver(tx, openid, said);
  if (stand !== "waiting") return stand && { kind: "nothing" };
  if (ctx.text !== undefined && wantsToLeave(ctx.text)) {
    await takeBackHandOver(tx, openid, ctx.now);
    return text("已取消。以后要找人，随时说「转人工」。", toAPerson);
  }
  return ctx.update.kind === "click" ? { kind: "nothing" } : { kind: "wechat-service" };
}

/** While there is a talk everything goes to the desk. The bot only tells those who wait where they stand. */
export function whileAPersonServes(): Composer<Context> {
  const talk = new Composer<Context>();
  talk.use((ctx, next) => {
    const { conversationId, openid } = ctx.follower;
    if (conversationId === null || saidOf(ctx.update) === undefined) return next();
    ctx.act(async (tx) => {
      const tap = ctx.update.kind === "click" ? await findTap(tx, ctx.update.button, openid) : undefined;
      const said = saidOf(ctx.update, tap?.label ?? "转人工");
      if (!said) return { kind: "nothing" };
      const { key, at } = ctx.update;
      // These are looked up first, for so few words: what everybody else says goes straight to the desk.
      if (ctx.text !== undefined && wantsAMessage(ctx.text)) {
        const left = await leaveMessage(tx, conversationId, ctx.now);
        if (left) return sayLeft("好的，已改为留言，不用等。", left.asked, ctx.follower.personId !== null);
      }
      if (ctx.text !== undefined && wantsToStay(ctx.text)) {
        const answer = { at, tapped: isTapped(ctx.update) };
        if (await stay(tx, conversationId, answer, ctx.now))
          return sayPlace(tx, ctx, conversationId, "好的，您接着等，位置不变。");
      }
      const leaves = ctx.text !== undefined && wantsToLeave(ctx.text);
      if (leaves && (await place(tx, ctx.services.roster, conversationId, ctx.now)) !== null) {
        await leave(tx, { identity: openid, channel: "wechat" }, "citizen", ctx.now);
        return text("已取消排队。以后要找人，随时说「转人工」。", toAPerson);
      }
      const kept = await say(tx, conversationId, { key, at, ...said });
      if (kept === null) {
        const handed = await atWechat(tx, ctx, { key, at, text: said.text });
        if (handed) return handed;
      }
      if (kept === null) return text("刚才的人工咨询已经结束了。请把问题再说一遍，或者重新转人工：", toAPerson);
      if (kept.state === "waiting" && kept.left)
        return sayLeft("已经记在留言里。", true, ctx.follower.personId !== null);
      return kept.state === "waiting"
        ? sayPlace(tx, ctx, conversationId, "已经记下，客服会看到。")
        : { kind: "nothing" };
    });
  });
  return talk;
}

const followed = "很抱歉没让您满意。主管会看这次的记录，一个工作日内联系您。想现在补充什么，直接写在这里。";
const thanks = [followed, followed, "谢谢您的评价。", "谢谢您的评价。", "谢谢！很高兴帮到您。"];

/** The tap, or the words, of one of five levels after a talk. */
export function ratings(): Composer<Context> {
  const rating = new Composer<Context>();
  rating.filter(hasText).use((ctx, next) => {
    const tap = /^rate:([^:]+):([1-5])$/.exec(ctx.tapped ?? "");
    const named = ratingLevels.findIndex((label) => label === ctx.text) + 1;
    // Some phones send the words of the tap without its id.
    if (!tap && (named === 0 || ctx.follower.conversationId !== null)) return next();
    const level = tap ? Number(tap[2]) : named;
    ctx.act(async (tx) => {
      const rating = { identity: ctx.follower.openid, conversationId: tap?.[1] ?? null, level };
      const result = await rate(tx, ctx.services.roster, rating, ctx.now);
      if (result === "again") return text("谢谢，您的评价已经记下。");
      if (result === "followed") return text(followed);
      if (result === "already") return text("这次服务您已经评价过了，谢谢。");
      if (result === "nothing-to-rate") return text("没有需要评价的服务。有什么事直接打字问我，或者：", toAPerson);
      return text(thanks[level - 1] ?? "谢谢您的评价。");
    });
  });
  return rating;
}
