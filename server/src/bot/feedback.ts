import { beijingDay } from "@wsi/shared/case";
import { keepFeedback } from "../knowledge/editorial/index.ts";
import { Composer } from "./composer.ts";
import { choicesOf, USEFUL, USELESS } from "./answer.ts";
import { hasText, text, toAPerson, toAPersonAs, type Context } from "./context.ts";
import { pendingOf } from "./pending.ts";

const words: Readonly<Record<string, boolean>> = {
  有用: true,
  有帮助: true,
  没用: false,
  没有用: false,
  没帮助: false,
  没解决: false,
  不对: false,
  答非所问: false,
};

/** Whether words are a mark, and which. */
export const markIn = (said: string): boolean | undefined => words[said.replace(/[。！!]$/, "")];

/** 有用 and 没用 under an answer: the tap, or the words right after it. Who was not helped is offered what lies near, and a person. */
export function feedback(): Composer<Context> {
  const marks = new Composer<Context>();
  marks.filter(hasText).use((ctx, next) => {
    const tapped = [USEFUL, USELESS].find((prefix) => ctx.tapped?.startsWith(prefix));
    const useful = tapped === undefined ? markIn(ctx.text) : tapped === USEFUL;
    const answerKey = tapped === undefined ? pendingOf(ctx).answered : ctx.tapped?.slice(tapped.length);
    if (useful === undefined || answerKey === undefined) return next();
    ctx.act(async (tx) => {
      const { openid } = ctx.update;
      const kept = await keepFeedback(tx, { answerKey, openid, useful }, ctx.now);
      if (!kept) return text("没有找到要评价的回答。有什么事直接打字问我，或者：", toAPerson);
      if (useful) return text("谢谢，能帮上忙就好。还有别的事，直接打字问我。");
      if (!kept.handOver)
        return text("已经记下了，我们会有人看。要现在说清楚，可以找工作人员：", toAPersonAs("useless"));
      const { asked, entryId } = kept.handOver;
      const today = beijingDay(ctx.now);
      const near = ctx.services.knowledge.ask(asked, today).best.map((hit) => hit.entry.id);
      const lead = "抱歉没帮上忙，我们会有人看这条回答。您想问的是不是下面这些？点一下，或者让工作人员来答：";
      return choicesOf(ctx, {
        question: asked,
        lead,
        ids: near.filter((id) => id !== entryId),
        unsure: 2,
        because: "useless",
      })(tx);
    });
  });
  return marks;
}
