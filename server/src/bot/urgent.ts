import { findSensitive, helpFor, type Sensitive } from "../content/sensitive.ts";
import type { Tx } from "../db.ts";
import { enter, place, say, takeBackHandOver, urge } from "../desk/index.ts";
import { Composer } from "./composer.ts";
import { hasText, text, type Context, type TextContext } from "./context.ts";
import { sayPlace } from "./person.ts";
import { recentTalk } from "./recent.ts";

/** Somebody in danger, robbed, or angry: help at once, and first in the queue to a person. Before everything else the bot can do. */
export function urgent(): Composer<Context> {
  const ability = new Composer<Context>();
  ability.filter(hasText).use((ctx, next) => {
    const heard = findSensitive(ctx.text);
    return heard ? answer(ctx, heard) : next();
  });
  return ability;
}

function answer(ctx: TextContext, heard: Sensitive): void {
  ctx.act(async (tx) => {
    const { openid, personId, conversationId } = ctx.follower;
    const { roster } = ctx.services;
    const { key, at } = ctx.update;
    const words = { key, at, kind: "text", text: ctx.text } as const;
    const kept = conversationId === null ? null : await say(tx, conversationId, words);
    if (conversationId !== null && kept !== null) {
      await urge(tx, conversationId, heard.mark, ctx.now);
      // While a person serves, the person speaks: except where somebody's life may depend on the next minute.
      if (kept.state !== "waiting" && heard.kind !== "crisis") return { kind: "nothing" };
      return text(await saying(tx, ctx, heard));
    }
    // Danger is never left to wait for WeChat's customer service.
    await takeBackHandOver(tx, openid, ctx.now);
    const before = await recentTalk(tx, openid, key, ctx.now);
    const who = { identity: openid, channel: "wechat" as const, personId };
    const entrance = { ...who, about: ctx.text, wroteAt: at, tappedAt: null, before };
    const { id } = await enter(tx, roster, entrance, ctx.now);
    await urge(tx, id, heard.mark, ctx.now);
    // Whoever is in danger hears no place in a queue.
    const waits = heard.kind !== "crisis" && (await place(tx, roster, id, ctx.now)) !== null;
    return waits ? sayPlace(tx, ctx, id, `${heard.say}\n\n`) : text(await saying(tx, ctx, heard));
  });
}

const saying = async (tx: Tx, { services, now }: Context, heard: Sensitive): Promise<string> =>
  helpFor(heard, await services.roster.isOpen(tx, null, now));
