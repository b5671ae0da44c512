import { Composer } from "./composer.ts";
import { hasText, text, toAPerson, type Context } from "./context.ts";
import { openDialogue } from "./dialogue.ts";

/** Politeness is answered politely and is no question that went unanswered. */

const greets =
  /^(你好|您好|师傅你好|在吗|在么|在不在|有人吗|有人在吗|哈喽|嗨|hi|hello|早|早上好|上午好|中午好|下午好|晚上好|喂)(啊|呀|吗)?$/i;
const begins = /^(我?想?|请)?(请问|问|咨询)(一?下|个事|问题|一个问题)?$/;
const thanks = /^(好的?)?((非常|太|多|十分)?(谢谢|感谢|多谢)(你|您|了|啦)*|谢了|辛苦(你|您)?了?|麻烦(你|您)?了)$/;
const agrees =
  /^(好的?|好滴|好嘞|行|嗯+|哦+|噢|知道了|晓得了|搞懂了|明白了?|了解了?|收到|ok|可以了?|没事了?|没有了|\p{Extended_Pictographic}|\[.{1,4}\])+$/iu;
const leaves = /^(再见|拜拜|bye|88)$/i;
const givesUp = /^(那|还是|那就)?(算了|不算了|不用了?|不要了|停|退出|取消|不问了)(吧|谢谢|了)*$/;

export function smallTalk(): Composer<Context> {
  const talk = new Composer<Context>();
  talk.filter(hasText).use((ctx, next) => {
    const words = ctx.text.replace(/[。，,.！!~～？?\s]+/g, "");
    // A number that nothing waits for any more: what it chose from has passed.
    const stray = /^\d{1,2}$/.test(words.normalize("NFKC"));
    const lead = stray ? "刚才的选项已经过了，请重新选。" : "您好，社保的事直接打字问我就行。";
    const guide = stray || greets.test(words) ? openDialogue(ctx, "guide") : undefined;
    if (guide)
      return ctx.act(async (tx) => {
        const shown = await guide(tx);
        return shown.kind === "text" ? { ...shown, text: `${lead}${shown.text}` } : shown;
      });
    if (thanks.test(words)) return ctx.reply(text("不客气。还有别的事，直接打字问我。"));
    if (begins.test(words)) return ctx.reply(text("您请说，直接打字就行，一句话说清是什么事。", toAPerson));
    if (givesUp.test(words)) return ctx.reply(text("好的。有什么事随时打字问我，或者：", toAPerson));
    if (leaves.test(words)) return ctx.reply(text("再见，有事随时来问。"));
    if (agrees.test(words)) return ctx.reply(text("好的。还有别的事，直接打字问我，或者：", toAPerson));
    return next();
  });
  return talk;
}
