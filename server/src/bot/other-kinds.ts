import { Composer } from "./composer.ts";
import { isKind, page, text, toAPerson, type Context } from "./context.ts";

/** What is not words: say what we can do with it, never nothing. Events that need no answer get none. */
export function otherKinds(): Composer<Context> {
  const kinds = new Composer<Context>();
  kinds
    .filter(isKind("image", "video"))
    .use((ctx) =>
      ctx.reply(
        text(
          "收到了，但我看不懂图片和视频。请用一句话说说要办什么；转人工后再发，工作人员能看到。补交材料请在办件里上传：",
          page("我的办件", "cases/list/index"),
          toAPerson,
        ),
      ),
    );
  kinds
    .filter(isKind("voice"))
    .use((ctx) => ctx.reply(text("没听清您说的话。请再说一遍，或者打字；也可以找工作人员：", toAPerson)));
  kinds
    .filter(isKind("link"))
    .use((ctx) =>
      ctx.reply(
        text(
          "链接我打不开，也请您当心：社保不会发链接让您输密码、转账。想核实里面说的事，打字问我或找工作人员：",
          toAPerson,
        ),
      ),
    );
  return kinds;
}
