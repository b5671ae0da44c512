import type { ItemCard } from "@wsi/shared/contract";

const plain = (text: string): string => text.toLowerCase().replace(/[\s，。？！、,.?!]/g, "");

/** Every character of the wish, in order, somewhere in the text: 补社保 finds 补缴社保. */
function scattered(wish: string, text: string): boolean {
  let from = 0;
  for (const character of wish) {
    const at = text.indexOf(character, from);
    if (at < 0) return false;
    from = at + character.length;
  }
  return true;
}

/** Items whose name or alias holds the wish, exact ones first; an empty wish finds all. */
export function search(items: readonly ItemCard[], wish: string): ItemCard[] {
  const wanted = plain(wish);
  if (wanted === "") return [...items];
  const rank = (item: ItemCard): number => {
    const names = [item.name, ...item.aliases].map(plain);
    if (names.some((name) => name.includes(wanted))) return 0;
    if (names.some((name) => wanted.includes(name))) return 1;
    if (names.some((name) => scattered(wanted, name))) return 2;
    return plain(item.summary).includes(wanted) ? 3 : 4;
  };
  return items
    .map((item) => ({ item, rank: rank(item) }))
    .filter((one) => one.rank < 4)
    .sort((a, b) => a.rank - b.rank)
    .map((one) => one.item);
}
