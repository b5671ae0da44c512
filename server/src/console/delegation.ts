import { beijingDay } from "@wsi/shared/case";
import { staffDelegation, type PersonRights } from "@wsi/shared/contract";
import { CreditCode } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import {
  bindingsOf,
  employerCard,
  endClerk,
  endMandateAtCounter,
  listMandates,
  recordClerk,
  recordMandate,
  scopeOf,
} from "../delegation/index.ts";
import type { Door } from "../http/door.ts";
import { perMinute } from "../http/limit.ts";
import { isRefusal, refuse } from "../refusal.ts";
import type { ConsoleParts } from "./parts.ts";

const counters = { staff: ["counter", "supervisor", "admin"] } as const;
const done = { done: true as const };

/** The counter's paper road: mandates and clerks that were signed on paper, with the ID document in hand. */
export function delegationRoutes(door: Door, parts: ConsoleParts): void {
  const { core } = parts;
  const rightsOf = async (tx: Tx, personId: string, now: Date): Promise<PersonRights> => ({
    ...(await listMandates(core, tx, personId, beijingDay(now))),
    clerkOf: await bindingsOf(core, tx, personId, beijingDay(now)),
  });

  door.serve(staffDelegation.delegationScope, { who: counters, audit: "staff.delegation.scope" }, async () => ({
    mandates: scopeOf("agent"),
    clerks: scopeOf("employer"),
  }));
  door.serve(
    staffDelegation.personRights,
    { who: counters, audit: "staff.rights.view", limit: perMinute("person-rights", 60) },
    async ({ input, tx, now, about }) => {
      about("person", input.id);
      return rightsOf(tx, input.id, now);
    },
  );
  door.serve(
    staffDelegation.recordMandate,
    { who: counters, audit: "staff.mandate.record", limit: perMinute("record-mandate", 30) },
    async ({ input, actor, tx, now, about, detail }) => {
      const mandate = await recordMandate(
        core,
        tx,
        { ...input, personId: input.person, holderId: input.holder, staffId: actor.staffId },
        now,
      );
      if (isRefusal(mandate)) return mandate;
      about("mandate", mandate.id);
      detail({ items: mandate.items.length, lookups: mandate.lookups, until: mandate.until_day });
      return rightsOf(tx, input.person, now);
    },
  );
  door.serve(
    staffDelegation.endMandate,
    { who: counters, audit: "staff.mandate.end" },
    async ({ input, tx, now, about }) => {
      about("mandate", input.id);
      const ended = await endMandateAtCounter(tx, input.id, now);
      return isRefusal(ended) ? ended : done;
    },
  );
  door.serve(
    staffDelegation.findEmployer,
    { who: counters, audit: "staff.employer.search", limit: perMinute("find-employer", 60) },
    async ({ input, tx, now, about }) => {
      const code = CreditCode.parse(input.creditCode);
      if (!code.ok)
        return refuse("bad-input", code.message, { problems: [{ field: "creditCode", message: code.message }] });
      const employer = await core.findEmployerByCode(tx, code.value);
      if (!employer) return null;
      about("employer", employer.id);
      return employerCard(core, tx, employer, beijingDay(now));
    },
  );
  door.serve(
    staffDelegation.recordClerk,
    { who: counters, audit: "staff.clerk.record", limit: perMinute("record-clerk", 30) },
    async ({ input, actor, tx, now, about }) => {
      about("employer", input.id);
      const employer = await recordClerk(
        core,
        tx,
        { ...input, employerId: input.id, personId: input.person, staffId: actor.staffId },
        now,
      );
      return isRefusal(employer) ? employer : employerCard(core, tx, employer, beijingDay(now));
    },
  );
  door.serve(
    staffDelegation.endClerk,
    { who: counters, audit: "staff.clerk.end" },
    async ({ input, tx, now, about }) => {
      about("clerk", input.id);
      const ended = await endClerk(core, tx, null, input.id, now);
      return isRefusal(ended) ? ended : done;
    },
  );
}
