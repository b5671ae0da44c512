import type { AnswersOf } from "@wsi/shared/item";
import type { InstantCode, ItemCode, Items } from "@wsi/shared/items";
import { backPayInterruption } from "./interruption-back-payment.ts";
import { renewFlexibleEmployment } from "./flexible-employment-renewal.ts";
import type { Handler } from "./handler.ts";

type Handlers = { [C in ItemCode]: Handler<AnswersOf<Items[C]>> };

/**
 * What the machine does for an item, file name = item code. An instant item without a handler does not compile; a reviewed one
 * may have none: then people do the rest, and the case only records their decision.
 */
export const handlers = {
  "flexible-employment-renewal": renewFlexibleEmployment,
  "interruption-back-payment": backPayInterruption,
} satisfies Pick<Handlers, InstantCode> & Partial<Handlers>;

/** The handler of an item whose answers have been checked against its own definition. */
export const handlerOf = (code: string): Handler<Record<string, unknown>> | undefined =>
  (handlers as unknown as Record<string, Handler<Record<string, unknown>>>)[code];
