import { IdNumber } from "../values/index.ts";
import { fromText } from "./from-text.ts";
import type { KindOf } from "./kind.ts";

export const idNumber: KindOf<"idNumber"> = fromText(IdNumber);
