/** 滞纳金: 万分之五 a day from the day the contribution was due. Parts of ten thousand. 《社会保险法》第八十六条. */
const dailyTenThousandths = 5;

/** Fen, for `due` fen that are `days` whole days late. Throws on negative or broken numbers. */
export function lateFee(due: number, days: number): number {
  if (!Number.isSafeInteger(due) || !Number.isSafeInteger(days) || due < 0 || days < 0)
    throw new RangeError("a late fee needs whole fen and whole days");
  return Math.round((due * dailyTenThousandths * days) / 10_000);
}
