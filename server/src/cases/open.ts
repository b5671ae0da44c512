import { randomUUID } from "node:crypto";
import { beijingDay } from "@wsi/shared/case";
import { fieldsOf, refusalFor, withoutHidden, type Capacity, type ItemDefinition } from "@wsi/shared/item";
import { canonical, digest, items } from "@wsi/shared/items";
import type { Tx } from "../db.ts";
import { noteLook, type Right } from "../delegation/index.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import { findDraft, type Case } from "./load.ts";
import type { CaseParts } from "./parts.ts";
import { prefill } from "./prefill.ts";
import { factsOf, keptFacts, nameSubject, type Named } from "./subject.ts";

export const findItem = (code: string): ItemDefinition | undefined => (items as Record<string, ItemDefinition>)[code];

const nobodysCapacity: Record<Capacity, string> = {
  self: "这个事项要由本人办理",
  employer: "这个事项要由单位经办人办理",
  agent: "这个事项可以委托别人办理",
};

/** Why this item cannot be begun in this capacity, and in which it can. */
export function capacityRefusal(item: ItemDefinition, capacity: Capacity): Refusal | undefined {
  if (item.capacities.includes(capacity)) return undefined;
  const [first = "self"] = item.capacities;
  return refuse("refused", nobodysCapacity[first], {
    instead:
      first === "employer"
        ? "请单位的经办人在首页「为谁办」里选单位后办理；还没有经办人的，请在「我的单位」指定，或到窗口办理"
        : "请在首页「为谁办」里改选本人，再来办理",
  });
}

/**
 * Opens a draft pinned to today's definition, prefilled, under a right that was looked at in this transaction; or answers the draft of
 * that item that this actor already has for the same subject.
 */
export async function openCase(
  parts: CaseParts,
  tx: Tx,
  right: Right,
  code: string,
  named: Named,
  now: Date,
): Promise<Case | Refusal> {
  const { core } = parts;
  const item = findItem(code);
  if (!item) return refuse("not-found", "没有这个事项，请从「找事项」重新进入");
  if (item.handling === "counter") return refuse("refused", "这个事项要到窗口办理", { instead: item.guide.places });
  const wrong = capacityRefusal(item, right.capacity);
  if (wrong) return wrong;
  const subject = await nameSubject(parts, tx, item, right, named);
  if (isRefusal(subject)) return subject;
  const draft = await findDraft(tx, { actorId: right.actorId, ...subject }, code);
  if (draft) return draft;

  const today = beijingDay(now);
  const facts = await factsOf(parts, tx, item, subject, today);
  const barred = refusalFor(item, {}, facts);
  if (barred)
    return refuse("refused", barred.because, {
      instead: barred.instead,
      ...(barred.insteadItem ? { insteadItem: barred.insteadItem } : {}),
    });
  const person = subject.newcomer ?? (await core.getPerson(tx, subject.personId));
  const employer = subject.employerId === null ? undefined : await core.employerInfo(tx, subject.employerId);
  const asks = (source: string) => Object.values(fieldsOf(item)).some((one) => one.prefill?.startsWith(source));
  const prefilled = prefill(
    item,
    {
      name: person.name,
      idNumber: person.idNumber,
      // What a person gave us when binding is not their employer's to see.
      mobile: item.about === "employee" ? null : await reachedBy(parts, tx, subject.personId),
      own: right.capacity === "self",
      employer,
      info: item.about === "person" && asks("person.") ? await core.personInfo(tx, subject.personId) : undefined,
      certificate:
        employer && asks("project.") ? (await core.projects(tx, employer.id, today))[0]?.certificate : undefined,
    },
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
      person_id: subject.personId,
      capacity: right.capacity,
      about: item.about,
      actor_id: right.actorId,
      employer_id: subject.employerId,
      mandate_id: right.capacity === "agent" ? right.rightId : null,
      clerk_id: right.capacity === "employer" ? right.rightId : null,
      newcomer: subject.newcomer === null ? null : JSON.stringify(subject.newcomer),
      item_code: item.code,
      item_version: item.version,
      handling: item.handling,
      state: "draft",
      answers: JSON.stringify(answers),
      prefilled: JSON.stringify(prefilled),
      facts: JSON.stringify(keptFacts(item, facts)),
      opened_at: now,
      updated_at: now,
      submitted_at: null,
      waits_until: new Date(now.getTime() + item.keep.draftDays * 86_400_000),
      decision: null,
      rating: null,
      signature: null,
    })
    // Two taps at once: the second finds the first's draft below.
    .onConflict((same) => same.doNothing())
    .execute();
  const opened = await findDraft(tx, { actorId: right.actorId, ...subject }, code);
  if (!opened) throw new Error("a draft that was just opened is not there");
  await noteLook(tx, right, opened.personId, `为您办理「${item.name}」`, now);
  return opened;
}

/** Whoever is acted for may never have bound a phone: then the register's number is better than none. */
const reachedBy = async ({ core, mobileOf }: CaseParts, tx: Tx, personId: string): Promise<string | null> =>
  (await mobileOf(tx, personId)) ?? (await core.findPersonById(tx, personId))?.mobile ?? null;

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
