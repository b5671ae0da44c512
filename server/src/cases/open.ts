import { randomUUID } from "node:crypto";
import { beijingDay } from "@wsi/shared/case";
import { refusalFor, withoutHidden, type ItemDefinition } from "@wsi/shared/item";
import { canonical, digest, items } from "@wsi/shared/items";
import type { Tx } from "../db.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { findDraft, type Case } from "./load.ts";
import type { CaseParts } from "./parts.ts";
import { prefill } from "./prefill.ts";

export const findItem = (code: string): ItemDefinition | undefined => (items as Record<string, ItemDefinition>)[code];

/** Opens a draft pinned to today's definition, prefilled; or answers the draft of that item that is already there. */
export async function openCase(
  { core, mobileOf }: CaseParts,
  tx: Tx,
  personId: string,
  code: string,
  now: Date,
): Promise<Case | Refusal> {
  const item = findItem(code);
  if (!item) return refuse("not-found", "没有这个事项，请从「找事项」重新进入");
  if (item.handling === "counter") return refuse("refused", "这个事项要到窗口办理", { instead: item.guide.places });
  const draft = await findDraft(tx, personId, code);
  if (draft) return draft;

  const today = beijingDay(now);
  const facts = await core.facts(tx, personId, today);
  const barred = refusalFor(item, {}, facts);
  if (barred)
    return refuse("refused", barred.because, {
      instead: barred.instead,
      ...(barred.insteadItem ? { insteadItem: barred.insteadItem } : {}),
    });
  const person = await core.getPerson(tx, personId);
  const prefilled = prefill(
    item,
    { name: person.name, idNumber: person.idNumber, mobile: await mobileOf(tx, personId) },
    facts,
    now,
  );
  const answers = withoutHidden(
    item,
    Object.fromEntries(Object.entries(prefilled).map(([name, one]) => [name, one.value])),
    facts,
  );
  await pin(tx, item);
  await tx
    .insertInto("cases")
    .values({
      id: randomUUID(),
      number: null,
      person_id: personId,
      item_code: item.code,
      item_version: item.version,
      handling: item.handling,
      state: "draft",
      answers: JSON.stringify(answers),
      prefilled: JSON.stringify(prefilled),
      facts: JSON.stringify(facts),
      opened_at: now,
      updated_at: now,
      submitted_at: null,
      waits_until: new Date(now.getTime() + item.keep.draftDays * 86_400_000),
      decision: null,
      rating: null,
      signature: null,
    })
    // Two taps at once: the second finds the first's draft below.
    .onConflict((same) => same.columns(["person_id", "item_code"]).where("state", "=", "draft").doNothing())
    .execute();
  const opened = await findDraft(tx, personId, code);
  if (!opened) throw new Error("a draft that was just opened is not there");
  return opened;
}

/** Keeps the definition under its version: cases opened under it are shown and judged by it to the end. */
async function pin(tx: Tx, item: ItemDefinition): Promise<void> {
  const mark = digest(canonical(item));
  await tx
    .insertInto("item_versions")
    .values({ code: item.code, version: item.version, digest: mark, definition: JSON.stringify(item) })
    .onConflict((same) => same.columns(["code", "version"]).doNothing())
    .execute();
  const kept = await tx
    .selectFrom("item_versions")
    .select("digest")
    .where("code", "=", item.code)
    .where("version", "=", item.version)
    .executeTakeFirstOrThrow();
  if (kept.digest !== mark)
    throw new Error(`item ${item.code}@${item.version} differs from the one cases are pinned to: raise its version`);
}
