import { beijingDay } from "@wsi/shared/case";
import { isTier, quoteFlexibleMonth } from "@wsi/shared/insurance";
import { Money, monthOf } from "@wsi/shared/values";
import { page } from "../context.ts";
import { defineEstimate } from "./estimate.ts";
import { tierIn } from "./reading.ts";

const both = /一起|都交|两样|两个都|加医|^(是|要|交|好)/;
const pensionOnly = /^不(用|要|交|了)?$|只交养老|不(交|要|加)医|^只|^单/;

/** Monthly contributions of flexible employment, by tier. */
export const flexible = defineEstimate({
  id: "flexible",
  name: "算灵活就业缴费",
  hears:
    /(算|测).{0,8}灵活|灵活.{0,8}(月|年|最低档?|最高档?).{0,4}(交|缴|要)?.{0,3}(多少|几多|几钱)|(自己|个人)交社保.{0,8}(多少|几多)|(60|70|80|90|100|150|200|250|300)(%|％|档).{0,6}(多少|几多|几钱)/,
  unless: /医保|报销|公积金|差|利息|单位|账户|起付|领/,
  entries: [
    "flexible-monthly-amount",
    "flexible-tier-change",
    "flexible-tiers-70-90",
    "medical-amount",
    "pension-tier-difference",
  ],
  tool: "flexible-tiers",
  slots: {
    tier: {
      ask: "想按哪一档交养老保险？档次越高，现在交得越多，将来领得也越多。",
      choices: ["60%", "80%", "100%", "200%", "300%"],
      hint: "可以选 60、70、80、90、100、150、200、250、300，写「60%」就行。",
      read: (words, { figures }, alone) => {
        const tier = tierIn(words, alone);
        return tier !== undefined && isTier(figures, tier) ? tier : undefined;
      },
      known: (self) => (self.tier === null ? undefined : `${self.tier}%`),
    },
    medical: {
      ask: "医疗保险也一起交吗？",
      choices: ["养老和医保一起交", "只交养老"],
      hint: "请回复「一起交」或「只交养老」。",
      read: (words, _now, alone) => {
        if (pensionOnly.test(words) && (alone || words.includes("养老"))) return false;
        return both.test(words) && (alone || words.includes("医")) ? true : undefined;
      },
    },
  },
  work({ tier, medical }, { now, figures }) {
    const schemes = medical ? (["pension", "medical"] as const) : (["pension"] as const);
    const { lines, total, estimate } = quoteFlexibleMonth(figures, monthOf(beijingDay(now)), schemes, tier);
    const shown = lines.map((line) => `· ${line.label} ${Money.print(line.fen)}（${line.why}）`);
    return {
      text: [
        `按 ${tier}% 这一档，每月一共 ${Money.print(total)}，一年约 ${Money.print(total * 12)}：`,
        ...shown,
        "",
        estimate ?? "以税务渠道扣款为准。",
      ].join("\n"),
      buttons: [page("我要续保", "apply/guide/index?code=flexible-employment-renewal")],
    };
  },
});
