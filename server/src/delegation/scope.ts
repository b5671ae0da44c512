import type { DelegationScope } from "@wsi/shared/contract";
import { items } from "@wsi/shared/items";
import type { Capacity, ItemDefinition } from "@wsi/shared/item";
import { addDays, isDay } from "@wsi/shared/values";
import { refuse, type Refusal } from "../refusal.ts";

const catalogue: readonly ItemDefinition[] = Object.values(items);
const most = 366;

/** What may be entrusted: the items that the catalogue opens to that capacity. */
export const scopeOf = (capacity: Capacity): DelegationScope =>
  catalogue.filter((item) => item.capacities.includes(capacity)).map((item) => ({ code: item.code, name: item.name }));

export const named = (codes: readonly string[]): DelegationScope =>
  codes.map((code) => ({ code, name: catalogue.find((item) => item.code === code)?.name ?? code }));

/** Nobody gives everything for ever: listed items, a year at most (A1, S30). */
export function scopeFault(
  capacity: Capacity,
  given: { items: readonly string[]; until: string },
  today: string,
): Refusal | undefined {
  const known = new Set(scopeOf(capacity).map((one) => one.code));
  if (given.items.some((code) => !known.has(code)))
    return refuse("bad-input", "有的事项不能委托别人办，请刷新后重新选择", {
      problems: [{ field: "items", message: "请重新选择事项" }],
    });
  if (!isDay(given.until) || given.until < today || given.until > addDays(today, most))
    return refuse("bad-input", "截止日期要在今天以后，最长一年", {
      problems: [{ field: "until", message: "请选今天以后、一年以内的日期" }],
    });
  return undefined;
}
