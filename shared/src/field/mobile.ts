import { Mobile } from "../values/index.ts";
import { fromText } from "./from-text.ts";
import type { KindOf } from "./kind.ts";

export const mobile: KindOf<"mobile"> = fromText(Mobile);
