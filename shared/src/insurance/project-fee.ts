import { Money } from "../values/index.ts";

interface Brackets {
  /** First day they hold. */
  from: string;
  /** Parts of a hundred thousand of the price up to `upTo` fen; the last has no end. */
  steps: readonly { upTo?: number; rate: number }[];
  source: string;
  verified: boolean;
}
const YI = 10_000_000_000;

/** 建筑业按项目参保 in Hubei [W]. Progressive: every part of the price by its own bracket. */
const brackets: readonly [Brackets, ...Brackets[]] = [
  {
    from: "1900-01-01",
    steps: [{ upTo: 10 * YI, rate: 120 }, { upTo: 50 * YI, rate: 100 }, { rate: 80 }],
    source: "湖北省建筑项目工伤保险费率（2023 年转载），未经核实，以公布为准",
    verified: false,
  },
];

export interface ProjectFee {
  /** Fen, paid once by the general contractor; workers pay nothing. */
  fee: number;
  /** One sentence a bracket. */
  steps: string[];
  source: string;
  verified: boolean;
}

/** The fee of a project of that contract price (fen, tax included) on a day. */
export function projectFee(price: number, day: string): ProjectFee {
  if (!Number.isSafeInteger(price) || price <= 0) throw new RangeError("a contract price is whole fen above zero");
  const standing = brackets.findLast((one) => one.from <= day) ?? brackets[0];
  const steps: string[] = [];
  let fee = 0;
  let below = 0;
  for (const { upTo, rate } of standing.steps) {
    const part = Math.min(price, upTo ?? price) - below;
    if (part <= 0) break;
    const due = Math.round((part * rate) / 100_000);
    steps.push(`${Money.print(part)} × ${rate / 100}‰ = ${Money.print(due)}`);
    fee += due;
    below += part;
  }
  return { fee, steps, source: standing.source, verified: standing.verified };
}
