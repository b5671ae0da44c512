/**
 * The official account's bot: a follower's update becomes one reply. Read `createBot` from top to bottom: the first ability that
 * answers has the word. Abilities know neither WeChat nor each other's insides; what changes data is an `act`, run by the inbox in the
 * transaction that keeps the reply. Time, knowledge, office hours and personal records come in as `BotServices`.
 */
import { answerFromKnowledge, numberedChoice } from "./answer.ts";
import { arrivals } from "./arrival.ts";
import { Composer } from "./composer.ts";
import { createContext, text, toAPerson, type BotServices, type Context } from "./context.ts";
import { menuClicks } from "./menu.ts";
import { dialogue } from "./dialogue.ts";
import { estimating } from "./estimates/index.ts";
import { feedback } from "./feedback.ts";
import { gestures } from "./gestures.ts";
import { appointments, nearbyHalls } from "./halls.ts";
import { otherKinds } from "./other-kinds.ts";
import type { Answer } from "./outcome.ts";
import { ratings, talkToAPerson, whileAPersonServes } from "./person.ts";
import { personal } from "./personal.ts";
import { counted, results } from "./results.ts";
import { smallTalk } from "./small-talk.ts";
import { urgent } from "./urgent.ts";

export type { BotServices } from "./context.ts";
export { whenLate } from "./person.ts";
export { personalRecords } from "./records.ts";

/** Catches mistakes in deciding. An error inside an `act` rolls back and is the inbox's: WeChat asks again. */
const apologise = (error: unknown, ctx: Context): void => {
  ctx.services.log.error({ err: error, kind: ctx.update.kind }, "the bot failed");
  ctx.reply(text("系统刚才出了点问题，请过一会儿再试。着急请转人工，或打 12333：", toAPerson));
};

export function createBot(services: BotServices): Answer {
  const bot = new Composer<Context>();
  const safe = bot.boundary(apologise);
  safe.use(results());
  safe.use(arrivals());
  safe.use(ratings());
  safe.use(urgent());
  safe.use(whileAPersonServes());
  safe.use(talkToAPerson());
  safe.use(menuClicks());
  safe.use(gestures());
  safe.use(feedback());
  safe.use(nearbyHalls());
  safe.use(dialogue());
  safe.use(personal());
  safe.use(appointments());
  safe.use(estimating());
  safe.use(numberedChoice());
  safe.use(smallTalk());
  safe.use(answerFromKnowledge());
  safe.use(otherKinds());
  return async (update, follower) => {
    const ctx = createContext(update, follower, services);
    await bot.run(ctx);
    return counted(ctx, ctx.outcome());
  };
}
