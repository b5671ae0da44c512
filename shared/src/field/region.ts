import { Region } from "../values/index.ts";
import { fromText } from "./from-text.ts";
import type { KindOf } from "./kind.ts";

export const region: KindOf<"region"> = fromText(Region);
