import { quoteFlexibleMonth } from "@wsi/shared/insurance";
import type { AnswersOf } from "@wsi/shared/item";
import type { Items } from "@wsi/shared/items";
import { Money } from "@wsi/shared/values";
import { currentFigures } from "../../figures/index.ts";
import type { Handler } from "./handler.ts";

/** 缴费档次变更: from the chosen month on. */
export const changeFlexibleTier: Handler<AnswersOf<Items["tier-change"]>> = {
  corrections: { tier: (tier) => ({ kind: "tier", tier: Number(tier) }) },
  effect: ({ tx, core, subject, answers, key, today }) =>
    core.changeTier(tx, { personId: subject.personId, key, today, tier: Number(answers.tier), from: answers.from }),
  /** Before and after, a month and a year. */
  async foresee({ tx, core, subject, answers }) {
    const [now] = await core.tierHistory(tx, subject.personId);
    const figures = await currentFigures(tx);
    const monthly = (tier: number) => quoteFlexibleMonth(figures, answers.from, ["pension"], tier);
    const after = monthly(Number(answers.tier));
    const why = (tier: string | number, one: typeof after) => `${tier}% 档，${one.lines[0]?.why ?? ""}`;
    if (!now) return after;
    const before = monthly(now.tier);
    const more = after.total - before.total;
    return {
      lines: [
        { label: "改前，每月", fen: before.total, why: why(now.tier, before) },
        { label: "改后，每月", fen: after.total, why: why(answers.tier, after) },
        {
          label: more < 0 ? "每月少缴" : "每月多缴",
          fen: Math.abs(more),
          why: `一年${more < 0 ? "少" : "多"}缴 ${Money.print(Math.abs(more) * 12)}`,
        },
      ],
      total: after.total,
      ...(after.estimate === undefined ? {} : { estimate: after.estimate }),
    };
  },
};
