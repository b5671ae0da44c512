import type { ItemCard } from "@wsi/shared/contract";
import { Tag, type Tone } from "./card.tsx";

const handlings: Record<ItemCard["handling"], [Tone, string]> = {
  instant: ["good", "马上办"],
  reviewed: ["busy", "网上办"],
  counter: ["plain", "窗口办"],
};

/** How an item is decided, in three characters. */
export function Handling({ handling }: { handling: ItemCard["handling"] }) {
  const [tone, text] = handlings[handling];
  return <Tag tone={tone}>{text}</Tag>;
}
