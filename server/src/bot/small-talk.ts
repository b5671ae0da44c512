import { Composer } from "./composer.ts";
import { hasText, text, toAPerson, type Context } from "./context.ts";
import { openDialogue } from "./dialogue.ts";

/** Politeness is answered politely and is no question that went unanswered. */

const greets =
  /^(你好|您好|在吗|在么|在不在|有人吗|有人在吗|哈喽|嗨|hi|hello|早|早上好|上午好|中午好|下午好|晚上好|喂)(啊|呀|吗)?$/i;
const thanks = /^((非常|太|多|十分)?(谢谢|感谢)(你|您|了|啦)*|谢了|辛苦了?|麻烦(你|您)?了)$/;
const agrees = /^(好的?|好滴|行|嗯+|哦+|噢|知道了|明白了?|了解了?|收到|ok|可以了?|没事了?|没有了)$/i;
const leaves = /^(再见|拜拜|bye|88)$/i;

export function smallTalk(): Composer<Context> {
  const talk = new Composer<Context>();
  talk.filter(hasText).use((ctx, next) => {
    const words = ctx.text.replace(/[。，,.！!~～？?\s]+/g, "");
    if (greets.test(words)) {
      const guide = openDialogue(ctx, "guide");
      if (!guide) return next();
      return ctx.act(async (tx) => {
        const shown = await guide(tx);
        return shown.kind === "text" ? { ...shown, text: `您好，社保的事直接打字问我就行。${shown.text}` } : shown;
      });
    }
    if (thanks.test(words)) return ctx.reply(text("不客气。还有别的事，直接打字问我。"));
    if (leaves.test(words)) return ctx.reply(text("再见，有事随时来问。"));
    if (agrees.test(words)) return ctx.reply(text("好的。还有别的事，直接打字问我，或者：", toAPerson));
    return next();
  });
  return talk;
}
