import { randomUUID } from "node:crypto";
import { beijingDay } from "@wsi/shared/case";
import { relationName, type MandateEnd, type MandateView, type Relation, type RightState } from "@wsi/shared/contract";
import { Day, PersonName } from "@wsi/shared/values";
import type { Selectable } from "kysely";
import { tell } from "../citizens/index.ts";
import type { Tx } from "../db.ts";
import type { CoreInsurance } from "../ports/core-insurance.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import { named, scopeFault } from "./scope.ts";
import { findSomeone, type DelegationParts } from "./someone.ts";
import type { DelegationTables } from "./tables.ts";

export type Mandate = Selectable<DelegationTables["mandates"]>;
const page = "me/mandates/index";

export function mandateState(row: Mandate, today: string): RightState {
  if (row.ended_at !== null || row.until_day < today) return "ended";
  if (row.accepted_at === null) return "offered";
  return row.from_day > today ? "coming" : "active";
}

interface Scope {
  relation: Relation;
  items: readonly string[];
  lookups: boolean;
  until: string;
}

async function scopeRefusal(
  tx: Tx,
  personId: string,
  holderId: string,
  scope: Scope,
  today: string,
): Promise<Refusal | undefined> {
  if (personId === holderId) return refuse("bad-input", "不能授权给自己，自己的事可以直接办");
  if (scope.items.length === 0 && !scope.lookups)
    return refuse("bad-input", "请至少选一个事项，或者允许查询缴费和参保", {
      problems: [{ field: "items", message: "请至少选一项" }],
    });
  const fault = scopeFault("agent", scope, today);
  if (fault) return fault;
  if (scope.relation === "community-agent") {
    const agent = await tx
      .selectFrom("community_agents")
      .select("person_id")
      .where("person_id", "=", holderId)
      .limit(1)
      .executeTakeFirst();
    if (!agent)
      return refuse("bad-input", "对方不是登记在册的社区代办员，请改选「家人」或「其他人」", {
        problems: [{ field: "relation", message: "请重新选择关系" }],
      });
  }
  const open = await tx
    .selectFrom("mandates")
    .selectAll()
    .where("person_id", "=", personId)
    .where("holder_id", "=", holderId)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  if (!open) return undefined;
  if (open.until_day >= today)
    return refuse("conflict", "您对这个人已经有一份授权。要改范围或期限，请先收回原来的，再重新授权");
  await end(tx, open, "expired", new Date(`${open.until_day}T23:59:59+08:00`));
  return undefined;
}

const insert = (tx: Tx, row: Mandate) => tx.insertInto("mandates").values(row).execute();
const wordsOf = (row: Mandate): string =>
  [...named(row.items).map((one) => one.name), ...(row.lookups ? ["查询缴费和参保"] : [])].join("、");

/** The person offers; nothing may be done until the other accepts. */
export async function offerMandate(
  parts: DelegationParts,
  tx: Tx,
  personId: string,
  given: Scope & { idNumber: string; name: string },
  now: Date,
): Promise<Mandate | Refusal> {
  const today = beijingDay(now);
  const holder = await findSomeone(parts, tx, personId, given);
  if (isRefusal(holder)) return holder;
  const barred = await scopeRefusal(tx, personId, holder.id, given, today);
  if (barred) return barred;
  const row: Mandate = {
    id: randomUUID(),
    person_id: personId,
    holder_id: holder.id,
    relation: given.relation,
    items: [...new Set(given.items)],
    lookups: given.lookups,
    from_day: today,
    until_day: given.until,
    road: "phone",
    document: null,
    recorded_by: null,
    offered_at: now,
    accepted_at: null,
    ended_at: null,
    ended_because: null,
    reminded_at: null,
  };
  await insert(tx, row);
  const person = await parts.core.getPerson(tx, personId);
  await tell(
    tx,
    {
      key: `mandate:${row.id}:offered`,
      personId: holder.id,
      title: `${PersonName.mask(person.name)} 想请您代办`,
      text: `事项：${wordsOf(row)}。到 ${Day.print(row.until_day)} 止。您接受以后才生效。`,
      open: page,
    },
    now,
  );
  return row;
}

/** What was signed on paper and checked at a counter is in force at once; both are told. */
export async function recordMandate(
  core: CoreInsurance,
  tx: Tx,
  given: Scope & { personId: string; holderId: string; document: string; staffId: string },
  now: Date,
): Promise<Mandate | Refusal> {
  const today = beijingDay(now);
  const people = await core.findPeople(tx, [given.personId, given.holderId]);
  const [person, holder] = [people.get(given.personId), people.get(given.holderId)];
  if (!person || !holder) return refuse("not-found", "没有找到这个人，请重新查询");
  const barred = await scopeRefusal(tx, given.personId, given.holderId, given, today);
  if (barred) return barred;
  const row: Mandate = {
    id: randomUUID(),
    person_id: given.personId,
    holder_id: given.holderId,
    relation: given.relation,
    items: [...new Set(given.items)],
    lookups: given.lookups,
    from_day: today,
    until_day: given.until,
    road: "paper",
    document: given.document,
    recorded_by: given.staffId,
    offered_at: now,
    accepted_at: now,
    ended_at: null,
    ended_because: null,
    reminded_at: null,
  };
  await insert(tx, row);
  const what = `事项：${wordsOf(row)}。到 ${Day.print(row.until_day)} 止，纸质委托书编号 ${row.document}。`;
  const told = { open: page };
  await tell(
    tx,
    {
      ...told,
      key: `mandate:${row.id}:recorded:person`,
      personId: row.person_id,
      title: `窗口登记了您给 ${PersonName.mask(holder.name)} 的授权`,
      text: `${what}不是您本人签的，请马上在「授权管理」收回，或打 12333。`,
    },
    now,
  );
  await tell(
    tx,
    {
      ...told,
      key: `mandate:${row.id}:recorded:holder`,
      personId: row.holder_id,
      title: `您可以替 ${PersonName.mask(person.name)} 办事了`,
      text: what,
    },
    now,
  );
  return row;
}

async function end(tx: Tx, row: Mandate, because: MandateEnd, now: Date): Promise<Mandate> {
  await tx
    .updateTable("mandates")
    .set({ ended_at: now, ended_because: because })
    .where("id", "=", row.id)
    .where("ended_at", "is", null)
    .execute();
  return { ...row, ended_at: now, ended_because: because };
}
export const endExpiredMandate = (tx: Tx, row: Mandate, now: Date) => end(tx, row, "expired", now);

const lockMandate = (tx: Tx, id: string) =>
  tx.selectFrom("mandates").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
const absent = () => refuse("not-found", "没有找到这份授权，请从「授权管理」重新进入");
const over = () => refuse("conflict", "这份授权已经结束，请下拉刷新看最新情况");

/** Accept or decline by who was asked; end by either side, at once. The same word twice is heard once. */
export async function answerMandate(
  core: CoreInsurance,
  tx: Tx,
  whoId: string,
  given: { id: string; action: "accept" | "decline" | "end" },
  now: Date,
): Promise<Mandate | Refusal> {
  const row = await lockMandate(tx, given.id);
  if (!row || (row.person_id !== whoId && row.holder_id !== whoId)) return absent();
  const mine = row.holder_id === whoId;
  const state = mandateState(row, beijingDay(now));
  const me = PersonName.mask((await core.getPerson(tx, whoId)).name);
  if (given.action === "accept") {
    if (!mine) return refuse("conflict", "要由对方在自己的手机上接受");
    if (state === "active" || state === "coming") return row;
    if (state === "ended") return over();
    await tx.updateTable("mandates").set({ accepted_at: now }).where("id", "=", row.id).execute();
    await tell(
      tx,
      {
        key: `mandate:${row.id}:accepted`,
        personId: row.person_id,
        title: `${me} 接受了您的授权`,
        text: `从现在起可以替您办：${wordsOf(row)}。每办一件都会告诉您；您随时可以收回。`,
        open: page,
      },
      now,
    );
    return { ...row, accepted_at: now };
  }
  if (state === "ended") return row.ended_because === null ? end(tx, row, "expired", now) : over();
  if (given.action === "decline" && !(mine && state === "offered"))
    return refuse("conflict", "这份授权已经生效，不想继续请点「收回」或「不再代办」");
  const because: MandateEnd = given.action === "decline" ? "declined" : mine ? "given-up" : "taken-back";
  const ended = await end(tx, row, because, now);
  await tell(
    tx,
    {
      key: `mandate:${row.id}:ended`,
      personId: mine ? row.person_id : row.holder_id,
      title:
        { declined: `${me} 没有接受您的授权`, "given-up": `${me} 不再替您代办` }[because as string] ??
        `${me} 收回了给您的授权`,
      text: mine
        ? "您可以另请别人，或者自己办、到窗口办。"
        : "从现在起您不能再替对方办理和查询，没办完的由对方本人处理。",
      open: page,
    },
    now,
  );
  return ended;
}

/** At the counter, by word of either side who came in person. Both are told. */
export async function endMandateAtCounter(tx: Tx, id: string, now: Date): Promise<Mandate | Refusal> {
  const row = await lockMandate(tx, id);
  if (!row) return absent();
  if (mandateState(row, beijingDay(now)) === "ended") return over();
  const ended = await end(tx, row, "counter", now);
  for (const personId of [row.person_id, row.holder_id])
    await tell(
      tx,
      {
        key: `mandate:${row.id}:counter:${personId === row.person_id ? "person" : "holder"}`,
        personId,
        title: "窗口结束了一份代办授权",
        text: `${relationName[row.relation]}的授权已经结束，详情请看「授权管理」。`,
        open: page,
      },
      now,
    );
  return ended;
}

/** All of a person's, given and held, newest first, with the other side's masked name. */
export async function listMandates(
  core: CoreInsurance,
  tx: Tx,
  personId: string,
  today: string,
): Promise<{ given: MandateView[]; held: MandateView[] }> {
  const rows = await tx
    .selectFrom("mandates")
    .selectAll()
    .where((q) => q.or([q("person_id", "=", personId), q("holder_id", "=", personId)]))
    .orderBy("offered_at", "desc")
    .limit(200)
    .execute();
  const given = rows.filter((row) => row.person_id === personId);
  const held = rows.filter((row) => row.holder_id === personId);
  return {
    given: await present(core, tx, given, "giver", today),
    held: await present(core, tx, held, "holder", today),
  };
}

export async function presentMandate(
  core: CoreInsurance,
  tx: Tx,
  row: Mandate,
  viewerId: string,
  today: string,
): Promise<MandateView> {
  const [view] = await present(core, tx, [row], row.person_id === viewerId ? "giver" : "holder", today);
  if (!view) throw new Error("a mandate that is there is not shown");
  return view;
}

async function present(
  core: CoreInsurance,
  tx: Tx,
  rows: readonly Mandate[],
  viewer: "giver" | "holder",
  today: string,
): Promise<MandateView[]> {
  const otherOf = (row: Mandate) => (viewer === "giver" ? row.holder_id : row.person_id);
  const people = await core.findPeople(tx, rows.map(otherOf));
  return rows.map((row) => ({
    id: row.id,
    other: PersonName.mask(people.get(otherOf(row))?.name ?? ""),
    relation: row.relation,
    items: named(row.items),
    lookups: row.lookups,
    from: row.from_day,
    until: row.until_day,
    state: mandateState(row, today),
    ended:
      row.ended_at === null || row.ended_because === null
        ? row.until_day < today
          ? { at: `${row.until_day}T15:59:59.000Z`, because: "expired" }
          : null
        : { at: row.ended_at.toISOString(), because: row.ended_because },
    road: row.road,
    document: row.document,
  }));
}
