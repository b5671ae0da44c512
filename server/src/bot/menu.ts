import { Composer } from "./composer.ts";
import { findTap } from "../menus/index.ts";
import { choicesOf, entryOf } from "./answer.ts";
import { openDialogue } from "./dialogue.ts";
import { isKind, text, toAPerson, type Context } from "./context.ts";

/** What most people ask; a word of the bot, not of a menu. */
const hot = { label: "热门问题", entries: ["gap-what-to-do", "flexible-monthly-amount", "unemployment-conditions"] };

const about = (label: string) => `关于「${label}」，大家常问：`;

/** Several entries to choose from, or the one at once. */
function topicOf(ctx: Context, label: string, ids: readonly string[]) {
  const [only, ...others] = ids;
  return only !== undefined && others.length === 0
    ? entryOf(ctx, only, label)
    : choicesOf(ctx, { question: label, lead: about(label), ids });
}

/** Taps on the menu that ask something, as the editors of the menu wrote them. 转人工 is the desk's. */
export function menuClicks(): Composer<Context> {
  const clicks = new Composer<Context>();
  clicks.filter(isKind("click")).use((ctx) => {
    const { button } = ctx.update;
    ctx.act(async (tx) => {
      const tap = await findTap(tx, button, ctx.update.openid);
      const answer = tap?.answer;
      if (tap && answer && "entries" in answer) return topicOf(ctx, tap.label, answer.entries)(tx);
      const dialogue = answer && "dialogue" in answer ? openDialogue(ctx, answer.dialogue) : undefined;
      if (dialogue) return dialogue(tx);
      if (answer && "say" in answer) return text(answer.say, toAPerson);
      if (button === "HOT") return topicOf(ctx, hot.label, hot.entries)(tx);
      return text("这个菜单换新了，请退出对话再进来看看，或者直接打字问我：", toAPerson);
    });
  });
  return clicks;
}
