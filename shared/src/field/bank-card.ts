import { BankCard } from "../values/index.ts";
import { fromText } from "./from-text.ts";
import type { KindOf } from "./kind.ts";

export const bankCard: KindOf<"bankCard"> = fromText(BankCard);
