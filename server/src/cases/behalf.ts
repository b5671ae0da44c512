import { relationName, type OnBehalf, type Relation } from "@wsi/shared/contract";
import { PersonName } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import type { Person } from "../ports/core-insurance.ts";
import type { Employer } from "../ports/employers.ts";
import type { Case, CaseEvent } from "./load.ts";
import type { CaseParts } from "./parts.ts";

/** Everything it takes to say who did what for whom, for many cases in three queries. */
export interface Names {
  people: Map<string, Person>;
  employers: Map<string, Employer>;
  relations: Map<string, Relation>;
}

export async function namesFor(
  parts: Pick<CaseParts, "core">,
  tx: Tx,
  cases: readonly Case[],
  events: Iterable<CaseEvent> = [],
): Promise<Names> {
  const applicants = [...events].filter((one) => one.role === "applicant").map((one) => one.actor_id);
  const mandates = cases.flatMap((kase) => (kase.mandateId === null ? [] : [kase.mandateId]));
  const relations =
    mandates.length === 0
      ? []
      : await tx.selectFrom("mandates").select(["id", "relation"]).where("id", "in", mandates).execute();
  return {
    people: await parts.core.findPeople(tx, [...cases.flatMap((kase) => [kase.personId, kase.actorId]), ...applicants]),
    employers: await parts.core.findEmployers(
      tx,
      cases.flatMap((kase) => (kase.employerId === null ? [] : [kase.employerId])),
    ),
    relations: new Map(relations.map((row) => [row.id, row.relation])),
  };
}

export const subjectName = (kase: Case, names: Names): string =>
  kase.newcomer?.name ?? names.people.get(kase.personId)?.name ?? "";
const masked = (names: Names, id: string): string => PersonName.mask(names.people.get(id)?.name ?? "");

/** 社区代办员 王*, 家人 王*, 单位经办人 李*. */
export function actorTitle(kase: Case, names: Names, actorId = kase.actorId): string {
  const relation = kase.mandateId === null ? undefined : names.relations.get(kase.mandateId);
  const title = kase.capacity === "employer" ? "单位经办人" : relationName[relation ?? "other"];
  return `${title} ${masked(names, actorId)}`;
}

/** For whom, by whom; null in one's own matter. Only who acts reads the subject's whole name: they must not take one for another. */
export function behalfOf(kase: Case, names: Names, viewer: OnBehalf["viewer"]): OnBehalf | null {
  if (kase.capacity === "self") return null;
  const whole = subjectName(kase, names);
  const employer = kase.employerId === null ? null : (names.employers.get(kase.employerId)?.name ?? "");
  return {
    capacity: kase.capacity,
    viewer,
    actor: actorTitle(kase, names),
    subject: kase.about === "employer" ? (employer ?? "") : viewer === "actor" ? whole : PersonName.mask(whole),
    employer,
    relation: kase.mandateId === null ? null : (names.relations.get(kase.mandateId) ?? null),
  };
}

/**
 * An event in the words of who reads it. What an applicant did in a case of another is kept without its subject (「提交了申请」): the one
 * who did it reads 您, the one it was done for reads who it was.
 */
export function eventWords(kase: Case, event: CaseEvent, names: Names, viewerId: string | null): string {
  if (kase.capacity === "self" || event.role !== "applicant") return event.text;
  if (event.actor_id === viewerId)
    return event.actor_id === kase.personId && kase.actorId !== viewerId
      ? `您${event.text}`
      : `您代 ${kase.about === "employer" ? "单位" : PersonName.mask(subjectName(kase, names))} ${event.text}`;
  if (event.actor_id === kase.personId && kase.about !== "employer") return `本人${event.text}`;
  const who = actorTitle(kase, names, event.actor_id);
  return viewerId !== null && viewerId === kase.personId ? `${who} 代您${event.text}` : `${who} ${event.text}`;
}

/** Whose name stands in the timeline's margin. */
export function eventBy(kase: Case, event: CaseEvent, names: Names): string {
  if (kase.capacity === "self") return "本人";
  return event.actor_id === kase.personId && kase.about !== "employer" && kase.actorId !== event.actor_id
    ? "本人"
    : actorTitle(kase, names, event.actor_id);
}
