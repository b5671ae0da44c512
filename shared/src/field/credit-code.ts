import { CreditCode } from "../values/index.ts";
import { fromText } from "./from-text.ts";
import type { KindOf } from "./kind.ts";

export const creditCode: KindOf<"creditCode"> = fromText(CreditCode);
