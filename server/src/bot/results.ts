import { learnConsent, reconcile } from "../broadcasts/index.ts";
import { sessionChanged } from "../desk/index.ts";
import { forgetAuthorised } from "../followers/index.ts";
import { countTap, isTap } from "../menus/index.ts";
import { Composer } from "./composer.ts";
import { isKind, type Context } from "./context.ts";
import type { Outcome } from "./outcome.ts";

const silence = { kind: "nothing" } as const;

/** What WeChat reports: results of broadcasts, consents, the account's own affairs. Nobody hears an answer. */
export function results(): Composer<Context> {
  const told = new Composer<Context>();
  told.filter(isKind("mass-finished", "publish-finished", "subscription-sent")).use((ctx) =>
    ctx.act(async (tx) => {
      await reconcile(tx, ctx.update, ctx.now);
      return silence;
    }),
  );
  told.filter(isKind("subscription-decided")).use((ctx) =>
    ctx.act(async (tx) => {
      await learnConsent(tx, ctx.update, ctx.now);
      return silence;
    }),
  );
  told.filter(isKind("authorization")).use((ctx) =>
    ctx.act(async (tx) => {
      const { openid, change, scopes } = ctx.update;
      if (change !== "modified") await forgetAuthorised(tx, { openid, change, scopes }, ctx.now);
      return silence;
    }),
  );
  told.filter(isKind("service-session")).use((ctx) =>
    ctx.act(async (tx) => {
      const { openid, change, account, at } = ctx.update;
      const { personId } = ctx.follower;
      await sessionChanged(tx, ctx.services.roster, { openid, personId, change, account, at }, ctx.now);
      return silence;
    }),
  );
  told.filter(isKind("account-notice")).use((ctx) => {
    ctx.services.log.warn({ event: ctx.update.event }, "WeChat has news about the account: see its console");
    ctx.reply(silence);
  });
  return told;
}

/** A tap on the menu is counted with whatever answers it, once however often WeChat repeats it. */
export function counted(ctx: Context, outcome: Outcome): Outcome {
  if (!isTap(ctx.update)) return outcome;
  return {
    async act(tx) {
      await countTap(tx, ctx.update, ctx.now);
      return "act" in outcome ? outcome.act(tx) : outcome.reply;
    },
  };
}
