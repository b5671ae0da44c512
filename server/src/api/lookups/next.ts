import type { LookupNext } from "@wsi/shared/contract";
import type { Capacity } from "@wsi/shared/item";
import { findItem } from "../../cases/index.ts";

/** What may be done about what a lookup shows; an item that the catalogue does not hold, or not for this capacity, is not offered. */
const ways = {
  arrears: ["arrears-payment", "把欠的月份缴上"],
  gap: ["interruption-back-payment", "看看断掉的月份能不能补"],
  paused: ["flexible-employment-renewal", "接着缴，不再断下去"],
  proof: ["payment-record", "要盖章的缴费记录，直接下载"],
} as const;

export function nextItems(capacity: Capacity, wanted: readonly (keyof typeof ways)[]): LookupNext[] {
  return wanted.flatMap((which) => {
    const [code, why] = ways[which];
    const item = findItem(code);
    return item?.capacities.includes(capacity) ? [{ item: code, name: item.name, why }] : [];
  });
}
