import { addYears } from "@wsi/shared/values";
import type { Case } from "../load.ts";

/**
 * The day on which the content of a case goes that is over today: by the years of the definition it is pinned to, which is what the
 * person was told when they began it. What was never submitted is no act of anybody and has nothing to prove: it goes the next night.
 */
export const eraseDay = (kase: Pick<Case, "definition"> & { number: string | null }, closedOn: string): string =>
  kase.number === null ? closedOn : addYears(closedOn, kase.definition.keep.closedYears);
