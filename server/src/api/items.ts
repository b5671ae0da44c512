import { citizen, deskFileDays, readForWhom, type ItemCard } from "@wsi/shared/contract";
import { beijingDay } from "@wsi/shared/case";
import { namesIn, type Facts } from "@wsi/shared/field";
import { refusalFor, type ItemDefinition, type RefusalRule } from "@wsi/shared/item";
import { items } from "@wsi/shared/items";
import { capacityRefusal, factsOf, findItem } from "../cases/index.ts";
import type { Tx } from "../db.ts";
import { noteLook, rightFor } from "../delegation/index.ts";
import { contactRetention } from "../insurance/index.ts";
import type { Door } from "../http/door.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import type { ApiParts } from "./parts.ts";

const cardOf = (item: ItemDefinition): ItemCard => ({
  code: item.code,
  name: item.name,
  summary: item.summary,
  aliases: item.aliases,
  audience: item.audience,
  handling: item.handling,
  promised: item.limits.promised,
  capacities: item.capacities,
  about: item.about,
});

/** The catalogue, over the wire, so that a change of policy needs no WeChat review. */
export function itemRoutes(door: Door, parts: ApiParts): void {
  door.serve(citizen.items, { who: "anyone" }, async () => Object.values(items).map(cardOf));

  door.serve(citizen.keeping, { who: "anyone" }, async ({ tx, now }) => ({
    items: Object.values(items).map(({ code, name, keep }) => ({ code, name, ...keep })),
    deskFileDays,
    contactMonths: await contactRetention(tx, beijingDay(now)),
  }));

  door.serve(citizen.item, { who: "citizen", audit: "item.view" }, async ({ input, actor, tx, now, about }) => {
    const definition = findItem(input.code);
    if (!definition) return refuse("not-found", "没有这个事项，请从「找事项」重新进入");
    about("item", definition.code);
    const seen = actor.personId === null ? null : await judgeFor(parts, tx, actor.personId, definition, input.for, now);
    if (isRefusal(seen)) return seen;
    const facts = seen?.facts ?? null;
    const barred = facts === null ? seen?.barred : refusalFor(definition, {}, facts);
    const wrong = seen?.wrong?.body;
    if (wrong)
      return {
        definition,
        facts: null,
        refusal: { because: wrong.message, instead: wrong.instead ?? "" },
      };
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

/** Rules that the employer's own facts decide, whoever the employee will be. */
const ofEmployerAlone = (item: ItemDefinition, known: Facts): RefusalRule[] =>
  item.refusals.filter(({ when }) => {
    const { fields, facts } = namesIn(when);
    return fields.length === 0 && facts.every((name) => name in known);
  });

/**
 * What the registries say of the one it would be done for; or why it cannot be begun for them. Of an employee nothing is known before
 * one is named: then only the employer's part is judged, when the case is opened the rest.
 */
async function judgeFor(
  parts: ApiParts,
  tx: Tx,
  actorId: string,
  item: ItemDefinition,
  whom: string,
  now: Date,
): Promise<{ facts: Facts | null; wrong?: Refusal; barred?: RefusalRule | undefined } | Refusal> {
  const today = beijingDay(now);
  const chosen = readForWhom(whom);
  const wrong = capacityRefusal(item, chosen.as);
  if (wrong) return { facts: null, wrong };
  const right = await rightFor(tx, actorId, chosen, { item: item.code }, today);
  if (isRefusal(right)) return { facts: null, wrong: right };
  if (item.about === "employee") {
    const known = right.employerId === null ? {} : await parts.core.employerFacts(tx, right.employerId, today);
    return { facts: null, barred: refusalFor({ ...item, refusals: ofEmployerAlone(item, known) }, {}, known) };
  }
  await noteLook(tx, right, right.personId, `看能不能办「${item.name}」`, now);
  return { facts: await factsOf(parts, tx, item, { ...right, newcomer: null }, today) };
}
