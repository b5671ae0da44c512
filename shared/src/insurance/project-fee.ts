import { Money, monthOf } from "../values/index.ts";
import { figureAt, tableOf, type Figures } from "./figures.ts";

/** 亿元 in the table, fen here. */
const YI = 10_000_000_000;

export interface ProjectFee {
  /** Fen, paid once by the general contractor; workers pay nothing. */
  fee: number;
  /** One sentence a bracket. */
  steps: string[];
  source: string;
  verified: boolean;
}

/**
 * The fee of a project of that contract price (fen, tax included) on a day 建筑业按项目参保. Progressive: every part of the price by its
 * own bracket.
 */
export function projectFee(figures: Figures, price: number, day: string): ProjectFee {
  if (!Number.isSafeInteger(price) || price <= 0) throw new RangeError("a contract price is whole fen above zero");
  const { value, source, verified } = figureAt(figures, "construction-rates", monthOf(day));
  const brackets = tableOf(value);
  const steps: string[] = [];
  let fee = 0;
  for (const [at, [from, rate]] of brackets.entries()) {
    const next = brackets[at + 1]?.[0];
    const part = Math.min(price, next === undefined ? price : next * YI) - from * YI;
    if (part <= 0) break;
    const due = Math.round((part * rate) / 100_000);
    steps.push(`${Money.print(part)} × ${rate / 100}‰ = ${Money.print(due)}`);
    fee += due;
  }
  return { fee, steps, source, verified };
}
