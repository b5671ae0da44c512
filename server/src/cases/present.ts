import { actionName, actionsFor, beijingDay, dueDay, stateName, type CaseRole } from "@wsi/shared/case";
import type {
  CaseCard,
  CaseView,
  ErasedCase,
  FileView,
  GapNotice,
  OnBehalf,
  StaffCaseCard,
  StaffCaseView,
  TimelineEntry,
} from "@wsi/shared/contract";
import { fieldsOf, isShown, printAnswers } from "@wsi/shared/item";
import { IdNumber, Mobile, PersonName } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import { actionsOf, viewerOf } from "./access.ts";
import { behalfOf, eventBy, eventWords, namesFor, subjectName, type Names } from "./behalf.ts";
import { certificateOf } from "./certificate.ts";
import { correctable } from "./corrections/change.ts";
import { correctionsOf, openCorrectionFor } from "./corrections/view.ts";
import { holdOf } from "./erasure/holds.ts";
import { eventsOf, eventsOfMany, momentOf, noticesOf, type Case } from "./load.ts";
import { filesOfCase } from "./materials.ts";
import type { CaseParts } from "./parts.ts";
import { identityOf } from "./subject.ts";

type Events = Awaited<ReturnType<typeof eventsOf>>;

const dueOf = (kase: Case, events: Events) =>
  kase.handling === "instant"
    ? null
    : dueDay(
        events.map((one) => ({ action: one.action, at: one.at.toISOString() })),
        kase.definition.limits.promised,
      );

/** What is left of an erased case says that it is, since when and after how long. */
export const erasedOf = (kase: Case): ErasedCase | null =>
  kase.erasedAt && {
    on: beijingDay(kase.erasedAt),
    years: kase.number === null ? null : kase.definition.keep.closedYears,
  };

const cardOf = (kase: Case, events: Events, behalf: OnBehalf | null): CaseCard => ({
  id: kase.id,
  number: kase.number,
  item: { code: kase.definition.code, name: kase.definition.name, version: kase.definition.version },
  state: kase.state,
  updatedAt: kase.updatedAt.toISOString(),
  due: dueOf(kase, events),
  behalf: kase.erasedAt === null ? behalf : null,
  erased: erasedOf(kase),
});

const byWhom: Record<Exclude<CaseRole, "applicant">, string> = {
  reviewer: "审核员",
  supervisor: "审核主管",
  system: "系统",
};

const timelineOf = (kase: Case, events: Events, names: Names, viewerId: string | null): TimelineEntry[] =>
  events.map((one) => ({
    at: one.at.toISOString(),
    action: one.action,
    by: one.role !== "applicant" ? byWhom[one.role] : kase.erasedAt === null ? eventBy(kase, one, names) : "申请人",
    text: kase.erasedAt === null ? eventWords(kase, one, names, viewerId) : actionName[one.action],
  }));

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
  const rows = (await filesOfCase(tx, kase.id)).filter((row) => row.erased_at === null);
  return rows.map((row) => ({
    id: row.id,
    field: fieldOf.get(row.id) ?? null,
    name: row.name,
    type: row.type,
    bytes: row.bytes,
  }));
}

export async function presentCards(
  parts: Pick<CaseParts, "core">,
  tx: Tx,
  cases: readonly Case[],
  viewerId: string,
): Promise<CaseCard[]> {
  const names = await namesFor(parts, tx, cases);
  const events = await eventsOfMany(
    tx,
    cases.map((kase) => kase.id),
  );
  return cases.map((kase) => cardOf(kase, events.get(kase.id) ?? [], behalfOf(kase, names, viewerOf(kase, viewerId))));
}

/** Enough to know which case is meant, for whoever reads it: whose name it is in is masked, null in one's own matter. */
export async function nameCase(
  parts: Pick<CaseParts, "core">,
  tx: Tx,
  kase: Case,
): Promise<{ title: string; number: string | null; whom: string | null }> {
  const behalf = behalfOf(kase, await namesFor(parts, tx, [kase]), "staff");
  const whom = kase.erasedAt === null ? (behalf?.subject ?? null) : null;
  return { title: kase.definition.name, number: kase.number, whom };
}

/** The citizen's view, of their own case or one they act in or that is about them: nothing of who works behind. */
export async function presentCase(
  parts: Pick<CaseParts, "core">,
  tx: Tx,
  kase: Case,
  viewerId: string,
  now: Date,
): Promise<CaseView> {
  const events = await eventsOf(tx, kase.id);
  const names = await namesFor(parts, tx, [kase], events);
  const viewer = viewerOf(kase, viewerId);
  const certificate = kase.decision === null ? undefined : await certificateOf(tx, kase);
  return {
    ...cardOf(kase, events, behalfOf(kase, names, viewer)),
    definition: kase.definition,
    answers: kase.answers,
    prefilled: kase.prefilled,
    facts: kase.facts,
    revision: kase.revision,
    actions: actionsOf(kase, viewer, now),
    timeline: timelineOf(kase, events, names, viewerId),
    notices: await gapsOf(tx, kase),
    corrections: await correctionsOf(tx, kase.id),
    correctable: correctable(kase),
    files: await filesIn(tx, kase),
    decision: kase.decision,
    rating: kase.rating,
    waitsUntil: kase.waitsUntil?.toISOString() ?? null,
    certificate: certificate === undefined ? null : { number: certificate.number, validUntil: certificate.validUntil },
  };
}

/** In the place of whoever it was about. */
export const erasedName = "已清除";
const nobody = { name: erasedName, idNumber: erasedName, mobile: erasedName };

async function applicantOf(parts: CaseParts, tx: Tx, kase: Case): Promise<StaffCaseView["applicant"]> {
  if (kase.erasedAt !== null) return nobody;
  const person = await identityOf(parts, tx, kase);
  const mobile = await parts.mobileOf(tx, kase.personId);
  return {
    name: PersonName.mask(person.name),
    idNumber: IdNumber.mask(person.idNumber),
    mobile: mobile ? Mobile.mask(mobile) : "未留",
  };
}

function staffCardOf(kase: Case, names: Names, events: Events, now: Date): StaffCaseCard {
  const card = cardOf(kase, events, behalfOf(kase, names, "staff"));
  const open = kase.state === "submitted" || kase.state === "accepted";
  return {
    ...card,
    applicant: kase.erasedAt === null ? PersonName.mask(subjectName(kase, names)) : erasedName,
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
  const names = await namesFor(parts, tx, cases);
  return cases.map((kase) => staffCardOf(kase, names, events.get(kase.id) ?? [], now));
}

/** What a reviewer sees: answers in words with the sensitive masked, and the buttons of their role. */
export async function presentForStaff(
  parts: CaseParts,
  tx: Tx,
  kase: Case,
  asker: { role: CaseRole; id: string },
  now: Date,
): Promise<StaffCaseView> {
  const events = await eventsOf(tx, kase.id);
  const names = await namesFor(parts, tx, [kase], events);
  const card = staffCardOf(kase, names, events, now);
  return {
    ...card,
    applicant: await applicantOf(parts, tx, kase),
    eraseOn: kase.eraseOn,
    hold: await holdOf(tx, kase.id),
    definition: kase.definition,
    facts: kase.facts,
    revision: kase.revision,
    printed: printAnswers(kase.definition, kase.answers, kase.facts).map((one) => ({ ...one, text: one.masked })),
    asked: Object.entries(fieldsOf(kase.definition)).flatMap(([name, asked]) =>
      isShown(asked, kase.answers, kase.facts) ? [name] : [],
    ),
    actions: actionsFor(momentOf(kase, asker.id), asker.role, now),
    timeline: timelineOf(kase, events, names, null),
    notices: await gapsOf(tx, kase),
    corrections: await correctionsOf(tx, kase.id),
    correction: await openCorrectionFor(parts, tx, kase, asker.id, now),
    files: await filesIn(tx, kase),
    decision: kase.decision,
    rating: kase.rating,
    waitsUntil: kase.waitsUntil?.toISOString() ?? null,
  };
}

/** 「我的进度」 in chat: one line a case, newest first; another's is said to be another's. */
export async function progressLines(
  parts: Pick<CaseParts, "core">,
  tx: Tx,
  cases: readonly Case[],
  viewerId: string,
): Promise<string[]> {
  const names = await namesFor(parts, tx, cases);
  return cases.map((kase) => {
    // Goes out as a chat message: masked, also for who acts.
    const behalf = kase.erasedAt === null ? behalfOf(kase, names, "staff") : null;
    const whose =
      behalf === null
        ? ""
        : viewerOf(kase, viewerId) === "actor"
          ? `为 ${behalf.subject} 办：`
          : `${behalf.actor} 替您办：`;
    return `${whose}${kase.definition.name}${kase.number ? `（${kase.number}）` : ""}：${stateName[kase.state]}${kase.erasedAt === null ? "" : "（内容已按规定期限清除）"}`;
  });
}
