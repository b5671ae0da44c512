import { actionsFor, beijingDay, dueDay, stateName, type CaseRole } from "@wsi/shared/case";
import type {
  CaseCard,
  CaseView,
  FileView,
  GapNotice,
  StaffCaseCard,
  StaffCaseView,
  TimelineEntry,
} from "@wsi/shared/contract";
import { fieldsOf, isShown, printAnswers } from "@wsi/shared/item";
import { IdNumber, Mobile, PersonName } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import { eventsOf, eventsOfMany, momentOf, noticesOf, type Case } from "./load.ts";
import { filesOfCase } from "./materials.ts";
import type { CaseParts } from "./parts.ts";

type Events = Awaited<ReturnType<typeof eventsOf>>;

const dueOf = (kase: Case, events: Events) =>
  kase.handling === "instant"
    ? null
    : dueDay(
        events.map((one) => ({ action: one.action, at: one.at.toISOString() })),
        kase.definition.limits.promised,
      );

const cardOf = (kase: Case, events: Events): CaseCard => ({
  id: kase.id,
  number: kase.number,
  item: { code: kase.definition.code, name: kase.definition.name, version: kase.definition.version },
  state: kase.state,
  updatedAt: kase.updatedAt.toISOString(),
  due: dueOf(kase, events),
});

const byWhom: Record<CaseRole, string> = {
  applicant: "本人",
  reviewer: "审核员",
  supervisor: "审核主管",
  system: "系统",
};

const timelineOf = (events: Events): TimelineEntry[] =>
  events.map((one) => ({ at: one.at.toISOString(), action: one.action, by: byWhom[one.role], text: one.text }));

async function gapsOf(tx: Tx, kase: Case): Promise<GapNotice[]> {
  const rows = await noticesOf(tx, kase.id);
  return rows.map((row) => ({
    number: row.number,
    at: row.at.toISOString(),
    gaps: row.gaps,
    answerBy: beijingDay(row.answer_by),
  }));
}

async function filesIn(tx: Tx, kase: Case): Promise<FileView[]> {
  const fieldOf = new Map<string, string>();
  for (const [field, value] of Object.entries(kase.answers))
    if (Array.isArray(value)) for (const id of value) fieldOf.set(String(id), field);
  const rows = await filesOfCase(tx, kase.id);
  return rows.map((row) => ({
    id: row.id,
    field: fieldOf.get(row.id) ?? null,
    name: row.name,
    type: row.type,
    bytes: row.bytes,
  }));
}

export async function presentCards(tx: Tx, cases: readonly Case[]): Promise<CaseCard[]> {
  const events = await eventsOfMany(
    tx,
    cases.map((kase) => kase.id),
  );
  return cases.map((kase) => cardOf(kase, events.get(kase.id) ?? []));
}

/** The citizen's own view: everything of theirs, nothing of who works behind. */
export async function presentCase(tx: Tx, kase: Case, now: Date): Promise<CaseView> {
  const events = await eventsOf(tx, kase.id);
  return {
    ...cardOf(kase, events),
    definition: kase.definition,
    answers: kase.answers,
    prefilled: kase.prefilled,
    facts: kase.facts,
    revision: kase.revision,
    actions: actionsFor(momentOf(kase), "applicant", now),
    timeline: timelineOf(events),
    notices: await gapsOf(tx, kase),
    files: await filesIn(tx, kase),
    decision: kase.decision,
    rating: kase.rating,
    waitsUntil: kase.waitsUntil?.toISOString() ?? null,
  };
}

function staffCardOf(kase: Case, name: string, events: Events, now: Date): StaffCaseCard {
  const card = cardOf(kase, events);
  const open = kase.state === "submitted" || kase.state === "accepted";
  return {
    ...card,
    applicant: PersonName.mask(name),
    submittedAt: kase.submittedAt?.toISOString() ?? null,
    overdue: open && card.due !== null && card.due !== "waiting" && card.due < beijingDay(now),
  };
}

/** The work list: two queries, however long it is. */
export async function presentWork(
  parts: CaseParts,
  tx: Tx,
  cases: readonly Case[],
  now: Date,
): Promise<StaffCaseCard[]> {
  const events = await eventsOfMany(
    tx,
    cases.map((kase) => kase.id),
  );
  const people = await parts.core.findPeople(
    tx,
    cases.map((kase) => kase.personId),
  );
  return cases.map((kase) => staffCardOf(kase, people.get(kase.personId)?.name ?? "", events.get(kase.id) ?? [], now));
}

/** What a reviewer sees: answers in words with the sensitive masked, and the buttons of their role. */
export async function presentForStaff(
  parts: CaseParts,
  tx: Tx,
  kase: Case,
  role: CaseRole,
  now: Date,
): Promise<StaffCaseView> {
  const events = await eventsOf(tx, kase.id);
  const person = await parts.core.getPerson(tx, kase.personId);
  const mobile = await parts.mobileOf(tx, kase.personId);
  const card = staffCardOf(kase, person.name, events, now);
  return {
    ...card,
    applicant: {
      name: PersonName.mask(person.name),
      idNumber: IdNumber.mask(person.idNumber),
      mobile: mobile ? Mobile.mask(mobile) : "未留",
    },
    definition: kase.definition,
    facts: kase.facts,
    revision: kase.revision,
    printed: printAnswers(kase.definition, kase.answers, kase.facts).map((one) => ({ ...one, text: one.masked })),
    asked: Object.entries(fieldsOf(kase.definition)).flatMap(([name, asked]) =>
      isShown(asked, kase.answers, kase.facts) ? [name] : [],
    ),
    actions: actionsFor(momentOf(kase), role, now),
    timeline: timelineOf(events),
    notices: await gapsOf(tx, kase),
    files: await filesIn(tx, kase),
    decision: kase.decision,
    rating: kase.rating,
    waitsUntil: kase.waitsUntil?.toISOString() ?? null,
  };
}

/** 「我的进度」 in chat: one line a case, newest first. */
export const progressLine = (kase: Case): string =>
  `${kase.definition.name}${kase.number ? `（${kase.number}）` : ""}：${stateName[kase.state]}`;
