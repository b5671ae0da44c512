import type { MenuChoices, MenuWorld } from "@wsi/shared/contract";
import { items } from "@wsi/shared/items";
import { dialogues } from "../content/dialogues.ts";
import type { Tx } from "../db.ts";
import { entries } from "../knowledge/index.ts";
import { readPublished } from "../knowledge/editorial/index.ts";

/** What a button may lead to: items, published answers, dialogues. Before the knowledge base is filled, what came with the release. */
export async function menuChoices(tx: Tx): Promise<MenuChoices> {
  const published = await readPublished(tx);
  const known = published.length > 0 ? published : entries;
  return {
    items: Object.values(items).map((one) => ({ code: one.code, name: one.name })),
    entries: known.map((one) => ({ id: one.id, question: one.question })),
    dialogues: dialogues.map(({ id, name }) => ({ id, name })),
  };
}

export async function menuWorld(tx: Tx): Promise<MenuWorld> {
  const choices = await menuChoices(tx);
  return {
    items: new Set(choices.items.map((one) => one.code)),
    entries: new Set(choices.entries.map((one) => one.id)),
    dialogues: new Set(choices.dialogues.map((one) => one.id)),
  };
}
