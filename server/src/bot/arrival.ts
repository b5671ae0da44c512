import { askWhoFollows } from "../citizens/index.ts";
import { joinAccount, leaveAccount } from "../followers/index.ts";
import type { Reply } from "../ports/messages.ts";
import { Composer } from "./composer.ts";
import { isKind, page, text, toAPerson, type Context } from "./context.ts";

export const welcomeText = (): Reply =>
  text(
    "您好，这里是武汉社保服务。\n\n有什么事直接打字问我，比如「断缴了怎么办」「上个月交了吗」；要办事、查缴费，点下面或底部的菜单。\n\n不会打字可以说话，随时可以转人工。",
    { label: "断缴了怎么办", say: "断缴了怎么办" },
    page("我要续保", "apply/guide/index?code=flexible-employment-renewal"),
    page("查我的缴费", "lookups/payments/index"),
    toAPerson,
  );

/** People who come (follow, scan) and go. */
export function arrivals(): Composer<Context> {
  const arrival = new Composer<Context>();
  arrival.filter(isKind("follow")).use((ctx) =>
    ctx.act(async (tx) => {
      await joinAccount(tx, ctx.update.openid, ctx.update.at);
      await askWhoFollows(tx, ctx.update.openid, ctx.update.key);
      return welcomeText();
    }),
  );
  arrival.filter(isKind("unfollow")).use((ctx) =>
    ctx.act(async (tx) => {
      await leaveAccount(tx, ctx.update.openid, ctx.update.at, ctx.now);
      return { kind: "nothing" };
    }),
  );
  // A follower who scans is in the middle of something with a person more often than new: only greet when nobody serves them.
  arrival
    .filter(isKind("scan"))
    .use((ctx, next) => (ctx.follower.conversationId === null ? ctx.reply(welcomeText()) : next()));
  return arrival;
}
