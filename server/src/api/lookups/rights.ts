import { readForWhom, type LookupSource } from "@wsi/shared/contract";
import { beijingDay } from "@wsi/shared/case";
import { estimateOf } from "@wsi/shared/insurance";
import { monthOf } from "@wsi/shared/values";
import type { Tx } from "../../db.ts";
import { noteLook, rightFor, type Right } from "../../delegation/index.ts";
import { currentFigures } from "../../figures/index.ts";
import type { CoreInsurance } from "../../ports/core-insurance.ts";
import type { Employer } from "../../ports/employers.ts";
import { isRefusal, refuse, type Refusal } from "../../refusal.ts";
import type { ApiParts } from "../parts.ts";

type Records = Pick<CoreInsurance, "enrolments" | "payments" | "facts">;
interface Asker {
  tx: Tx;
  actor: { personId: string };
  now: Date;
}

/** Who answers, until when, and whether this year's figures are known. */
export async function sourceOf(authority: LookupSource["authority"], tx: Tx, now: Date): Promise<LookupSource> {
  const asOf = beijingDay(now);
  const estimate = estimateOf(await currentFigures(tx), monthOf(asOf));
  return { authority, asOf, ...(estimate === undefined ? {} : { estimate }) };
}

/** Whose records, under which right, noted for the one they are about. An employer sees what is with itself and nothing else. */
export async function lookFor(
  parts: ApiParts,
  { tx, actor, now }: Asker,
  given: { for: string; employee?: string | undefined },
  what: string,
): Promise<{ personId: string; core: Records; right: Right } | Refusal> {
  const right = await rightFor(tx, actor.personId, readForWhom(given.for), "lookups", beijingDay(now));
  if (isRefusal(right)) return right;
  if (right.employerId === null) {
    await noteLook(tx, right, right.personId, what, now);
    return { personId: right.personId, core: parts.core, right };
  }
  if (given.employee === undefined) return refuse("bad-input", "请先选择要查的员工");
  const employer = await parts.core.findEmployer(tx, right.employerId);
  if (!employer || !(await parts.core.everInsured(tx, right.employerId, given.employee)))
    return refuse("not-found", "这家单位没有这位员工，请重新选择");
  await noteLook(tx, right, given.employee, `${what}（只含本单位）`, now);
  const here = (one: { employerName?: string }) => one.employerName === employer.name;
  return {
    personId: given.employee,
    right,
    core: {
      enrolments: async (inner, id) => (await parts.core.enrolments(inner, id)).filter(here),
      payments: async (inner, id, range) => (await parts.core.payments(inner, id, range)).filter(here),
      // Gaps elsewhere are not this employer's to know.
      facts: async () => ({}),
    },
  };
}

/** What belongs to the person alone, or to whom they let look: never to an employer. */
export async function lookAtPerson(
  { tx, actor, now }: Asker,
  given: { for: string },
  what: string,
): Promise<Right | Refusal> {
  const right = await rightFor(tx, actor.personId, readForWhom(given.for), "lookups", beijingDay(now));
  if (isRefusal(right)) return right;
  if (right.employerId !== null)
    return refuse("refused", "这是员工本人的信息，单位查不到", {
      instead: "请员工本人在小程序里查；单位可以查月度账单、员工名单和本单位的缴费记录",
    });
  await noteLook(tx, right, right.personId, what, now);
  return right;
}

/** An employer, for its clerk of today. What of single people is shown is noted by the caller. */
export async function lookAtEmployer(
  parts: ApiParts,
  { tx, actor, now }: Asker,
  employerId: string,
): Promise<{ right: Right; employer: Employer } | Refusal> {
  const right = await rightFor(tx, actor.personId, { as: "employer", employerId }, "lookups", beijingDay(now));
  if (isRefusal(right)) return right;
  const employer = await parts.core.findEmployer(tx, employerId);
  if (!employer) return refuse("not-found", "没有找到这家单位，请重新选择");
  return { right, employer };
}
