import type { MenuButton } from "../ports/messages.ts";
import { Composer } from "./composer.ts";
import { isKind, type Context } from "./context.ts";
import { giveEntry, offerChoices } from "./answer.ts";

export const guidePage = (code: string) => `apply/guide/index?code=${code}`;

/** The menu below the chat: do something, look something up, ask. */
export const defaultMenu: MenuButton[] = [
  {
    name: "办事",
    group: [
      { name: "我要续保", open: guidePage("flexible-employment-renewal") },
      { name: "断缴补缴", open: guidePage("interruption-back-payment") },
      { name: "全部事项", open: "pages/find/index" },
      { name: "我的办件", open: "cases/list/index" },
    ],
  },
  {
    name: "查询",
    group: [
      { name: "缴费记录", open: "lookups/payments/index" },
      { name: "参保情况", open: "lookups/enrolments/index" },
    ],
  },
  {
    name: "咨询",
    group: [
      { name: "断缴怎么办", click: "ASK_GAP" },
      { name: "灵活就业", click: "ASK_FLEX" },
      { name: "社保卡", click: "ASK_CARD" },
      { name: "失业金", click: "ASK_UNEMPLOYMENT" },
      { name: "转人工", click: "HUMAN" },
    ],
  },
];

/** What a tap is about: one entry is answered at once, several are offered. */
export const menuTopics: Readonly<Record<string, { label: string; entries: readonly string[] }>> = {
  ASK_GAP: { label: "断缴怎么办", entries: ["gap-what-to-do"] },
  ASK_FLEX: { label: "灵活就业", entries: ["flexible-how-to-enrol", "flexible-monthly-amount", "flexible-found-job"] },
  ASK_CARD: { label: "社保卡", entries: ["card-expired", "card-lost", "card-password"] },
  ASK_UNEMPLOYMENT: {
    label: "失业金",
    entries: ["unemployment-conditions", "unemployment-amount", "unemployment-how-to-apply"],
  },
  HOT: { label: "热门问题", entries: ["gap-what-to-do", "flexible-monthly-amount", "unemployment-conditions"] },
};

/** Taps on the menu that ask something. 转人工 is the desk's. */
export function menuClicks(): Composer<Context> {
  const clicks = new Composer<Context>();
  clicks.filter(isKind("click")).use(async (ctx, next) => {
    const topic = menuTopics[ctx.update.button];
    if (!topic) return next();
    const [only, ...others] = topic.entries;
    if (only !== undefined && others.length === 0) return giveEntry(ctx, only, topic.label);
    offerChoices(ctx, { question: topic.label, lead: `关于「${topic.label}」，大家常问：`, ids: topic.entries });
  });
  return clicks;
}
