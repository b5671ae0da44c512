import { citizen, citizenDelegation, readForWhom } from "@wsi/shared/contract";
import { beijingDay } from "@wsi/shared/case";
import { listNotices, readNotice } from "../citizens/index.ts";
import type { Tx } from "../db.ts";
import { noteLook, noteLooks, rightFor } from "../delegation/index.ts";
import type { Door } from "../http/door.ts";
import { perMinute } from "../http/limit.ts";
import { presentPayments } from "../insurance/index.ts";
import type { CoreInsurance } from "../ports/core-insurance.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import type { ApiParts } from "./parts.ts";

const statementPage = 50;

/** What a person may look up about themselves or those they act for, and what we told them. */
export function lookupRoutes(door: Door, parts: ApiParts): void {
  door.serve(
    citizen.enrolments,
    { who: "person", audit: "enrolments.view" },
    async ({ actor, input, tx, now, about }) => {
      const seen = await lookFor(parts, tx, actor.personId, input, "看了参保情况", now);
      if (isRefusal(seen)) return seen;
      about("person", seen.personId);
      return seen.core.enrolments(tx, seen.personId);
    },
  );
  door.serve(citizen.payments, { who: "person", audit: "payments.view" }, async ({ actor, input, tx, now, about }) => {
    const seen = await lookFor(parts, tx, actor.personId, input, "看了缴费记录", now);
    if (isRefusal(seen)) return seen;
    about("person", seen.personId);
    return {
      asOf: now.toISOString(),
      months: await presentPayments(seen.core, tx, seen.personId, beijingDay(now), input.months ?? 24),
    };
  });
  door.serve(
    citizenDelegation.employerStatement,
    { who: "person", audit: "employer-statement.view", limit: perMinute("employer-statement", 60) },
    async ({ actor, input, tx, now, about, detail }) => {
      const today = beijingDay(now);
      const right = await rightFor(tx, actor.personId, { as: "employer", employerId: input.id }, "lookups", today);
      if (isRefusal(right)) return right;
      about("employer", input.id);
      detail({ month: input.month });
      const whole = await parts.core.employerStatement(tx, input.id, input.month, today);
      const matching = whole.people.filter((one) => one.name.includes(input.named));
      const shown = matching.slice(input.page * statementPage, (input.page + 1) * statementPage);
      const by = { actorId: actor.personId, employerId: input.id, rightId: right.rightId };
      const ids = shown.map((one) => one.personId);
      await noteLooks(tx, by, ids, "看了单位缴费明细（只含本单位）", now);
      const { asOf, month, unit, person, lateFees, arrived } = whole;
      return {
        asOf,
        month,
        unit,
        person,
        lateFees,
        arrived,
        total: matching.length,
        people: shown.map((one) => ({
          id: one.personId,
          name: one.name,
          unit: one.unit,
          person: one.person,
          lines: one.lines.map((line) => ({
            scheme: line.scheme,
            base: line.base,
            unit: line.unit,
            person: line.person,
            status: line.status,
          })),
        })),
      };
    },
  );
  door.serve(citizen.notices, { who: "person", audit: "notices.view" }, ({ actor, tx }) =>
    listNotices(tx, actor.personId),
  );
  door.serve(citizen.readNotice, { who: "person", audit: "notices.read" }, async ({ actor, input, tx, now }) => {
    await readNotice(tx, actor.personId, input.id, now);
    return listNotices(tx, actor.personId);
  });
}

type Records = Pick<CoreInsurance, "enrolments" | "payments" | "facts">;

/** Whose records, under which right, noted for the one they are about. An employer sees what is with itself and nothing else. */
async function lookFor(
  parts: ApiParts,
  tx: Tx,
  actorId: string,
  given: { for: string; employee?: string | undefined },
  what: string,
  now: Date,
): Promise<{ personId: string; core: Records } | Refusal> {
  const right = await rightFor(tx, actorId, readForWhom(given.for), "lookups", beijingDay(now));
  if (isRefusal(right)) return right;
  if (right.employerId === null) {
    await noteLook(tx, right, right.personId, what, now);
    return { personId: right.personId, core: parts.core };
  }
  if (given.employee === undefined) return refuse("bad-input", "请先选择要查的员工");
  const employer = await parts.core.findEmployer(tx, right.employerId);
  if (!employer || !(await parts.core.everInsured(tx, right.employerId, given.employee)))
    return refuse("not-found", "这家单位没有这位员工，请重新选择");
  await noteLook(tx, right, given.employee, `${what}（只含本单位）`, now);
  const here = (one: { employerName?: string }) => one.employerName === employer.name;
  return {
    personId: given.employee,
    core: {
      enrolments: async (inner, id) => (await parts.core.enrolments(inner, id)).filter(here),
      payments: async (inner, id, range) => (await parts.core.payments(inner, id, range)).filter(here),
      // Gaps elsewhere are not this employer's to know.
      facts: async () => ({}),
    },
  };
}
