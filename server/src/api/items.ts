import { citizen, type ItemCard } from "@wsi/shared/contract";
import { beijingDay } from "@wsi/shared/case";
import { refusalFor, type ItemDefinition } from "@wsi/shared/item";
import { items } from "@wsi/shared/items";
import { findItem } from "../cases/index.ts";
import type { Door } from "../http/door.ts";
import { refuse } from "../refusal.ts";
import type { ApiParts } from "./parts.ts";

const cardOf = (item: ItemDefinition): ItemCard => ({
  code: item.code,
  name: item.name,
  summary: item.summary,
  aliases: item.aliases,
  audience: item.audience,
  handling: item.handling,
  promised: item.limits.promised,
});

/** The catalogue, over the wire, so that a change of policy needs no WeChat review. */
export function itemRoutes(door: Door, parts: ApiParts): void {
  door.serve(citizen.items, { who: "anyone" }, async () => Object.values(items).map(cardOf));

  door.serve(citizen.item, { who: "citizen", audit: "item.view" }, async ({ input, actor, tx, now, about }) => {
    const definition = findItem(input.code);
    if (!definition) return refuse("not-found", "没有这个事项，请从「找事项」重新进入");
    about("item", definition.code);
    const facts = actor.personId === null ? null : await parts.core.facts(tx, actor.personId, beijingDay(now));
    const barred = facts === null ? undefined : refusalFor(definition, {}, facts);
    return {
      definition,
      facts,
      refusal: barred
        ? {
            because: barred.because,
            instead: barred.instead,
            ...(barred.insteadItem ? { insteadItem: barred.insteadItem } : {}),
          }
        : null,
    };
  });
}
