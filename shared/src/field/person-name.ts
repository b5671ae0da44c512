import { PersonName } from "../values/index.ts";
import { fromText } from "./from-text.ts";
import type { KindOf } from "./kind.ts";

export const personName: KindOf<"personName"> = fromText(PersonName);
