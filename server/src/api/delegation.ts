import { beijingDay } from "@wsi/shared/case";
import { citizenDelegation } from "@wsi/shared/contract";
import { IdNumber } from "@wsi/shared/values";
import {
  answerMandate,
  appointClerk,
  endClerk,
  handOver,
  listLooks,
  listMandates,
  myEmployers,
  offerMandate,
  presentMandate,
  rightFor,
  scopeOf,
} from "../delegation/index.ts";
import type { Door } from "../http/door.ts";
import { perMinute } from "../http/limit.ts";
import { isRefusal, refuse } from "../refusal.ts";
import type { ApiParts } from "./parts.ts";

const mostEmployees = 50;
const done = { done: true as const };

/** Acting for another: mandates, clerks of employers, and who has looked. */
export function delegationRoutes(door: Door, parts: ApiParts): void {
  const { core } = parts;

  door.serve(citizenDelegation.mandates, { who: "person", audit: "mandate.list" }, async ({ actor, tx, now }) => ({
    ...(await listMandates(core, tx, actor.personId, beijingDay(now))),
    scope: scopeOf("agent"),
  }));
  door.serve(
    citizenDelegation.offerMandate,
    { who: "person", audit: "mandate.offer", limit: perMinute("offer-mandate", 10) },
    async ({ actor, input, tx, now, about, detail }) => {
      const mandate = await offerMandate(parts, tx, actor.personId, input, now);
      if (isRefusal(mandate)) return mandate;
      about("mandate", mandate.id);
      detail({ items: mandate.items.length, lookups: mandate.lookups, until: mandate.until_day });
      return presentMandate(core, tx, mandate, actor.personId, beijingDay(now));
    },
  );
  door.serve(
    citizenDelegation.answerMandate,
    { who: "person", audit: "mandate.answer", limit: perMinute("answer-mandate", 30) },
    async ({ actor, input, tx, now, about, detail }) => {
      about("mandate", input.id);
      detail({ action: input.action });
      const mandate = await answerMandate(core, tx, actor.personId, input, now);
      return isRefusal(mandate) ? mandate : presentMandate(core, tx, mandate, actor.personId, beijingDay(now));
    },
  );

  door.serve(citizenDelegation.employers, { who: "person", audit: "employer.list" }, async ({ actor, tx, now }) => ({
    employers: await myEmployers(core, tx, actor.personId, now),
    scope: scopeOf("employer"),
  }));
  door.serve(
    citizenDelegation.appointClerk,
    { who: "person", audit: "clerk.appoint", limit: perMinute("appoint-clerk", 10) },
    async ({ actor, input, tx, now, about }) => {
      about("employer", input.id);
      const employer = await appointClerk(parts, tx, actor.personId, input, now);
      if (isRefusal(employer)) return employer;
      const mine = await myEmployers(core, tx, actor.personId, now);
      return mine.find((one) => one.id === employer.id) ?? refuse("not-found", "没有找到这家单位，请重新进入");
    },
  );
  door.serve(
    citizenDelegation.handOver,
    { who: "person", audit: "clerk.hand-over", limit: perMinute("hand-over", 10) },
    async ({ actor, input, tx, now, about }) => {
      about("clerk", input.id);
      const given = await handOver(parts, tx, actor.personId, input, now);
      return isRefusal(given) ? given : done;
    },
  );
  door.serve(
    citizenDelegation.endClerk,
    { who: "person", audit: "clerk.end", limit: perMinute("end-clerk", 30) },
    async ({ actor, input, tx, now, about }) => {
      about("clerk", input.id);
      const ended = await endClerk(core, tx, actor.personId, input.id, now);
      return isRefusal(ended) ? ended : done;
    },
  );
  door.serve(
    citizenDelegation.employees,
    { who: "person", audit: "employees.search", limit: perMinute("employees", 60) },
    async ({ actor, input, tx, now, about }) => {
      about("employer", input.id);
      const whom = { as: "employer", employerId: input.id } as const;
      const right = await rightFor(tx, actor.personId, whom, "lookups", beijingDay(now));
      if (isRefusal(right)) return right;
      const found = await core.employees(tx, input.id, { named: input.named, most: mostEmployees });
      return {
        total: found.total,
        // The employer's own people: by their whole name, as the employer knows them; the number masked.
        employees: found.employees.map((one) => ({
          id: one.personId,
          name: one.name,
          idNumber: IdNumber.mask(one.idNumber),
          since: one.since,
        })),
      };
    },
  );

  door.serve(citizenDelegation.accessLog, { who: "person", audit: "access-log.view" }, ({ actor, tx }) =>
    listLooks(core, tx, actor.personId),
  );
}
