import { citizen } from "@wsi/shared/contract";
import { beijingDay } from "@wsi/shared/case";
import { listNotices, readNotice } from "../../citizens/index.ts";
import type { Door } from "../../http/door.ts";
import { presentPayments } from "../../insurance/index.ts";
import { isRefusal } from "../../refusal.ts";
import { lookFor } from "./rights.ts";
import type { ApiParts } from "../parts.ts";

/** What a person may look up about themselves or those they act for, and what we told them. */
export function lookupRoutes(door: Door, parts: ApiParts): void {
  door.serve(
    citizen.enrolments,
    { who: "person", audit: "enrolments.view" },
    async ({ actor, input, tx, now, about }) => {
      const seen = await lookFor(parts, { tx, actor, now }, input, "看了参保情况");
      if (isRefusal(seen)) return seen;
      about("person", seen.personId);
      return seen.core.enrolments(tx, seen.personId);
    },
  );
  door.serve(citizen.payments, { who: "person", audit: "payments.view" }, async ({ actor, input, tx, now, about }) => {
    const seen = await lookFor(parts, { tx, actor, now }, input, "看了缴费记录");
    if (isRefusal(seen)) return seen;
    about("person", seen.personId);
    return {
      asOf: now.toISOString(),
      months: await presentPayments(seen.core, tx, seen.personId, beijingDay(now), input.months ?? 24),
    };
  });
  door.serve(citizen.notices, { who: "person", audit: "notices.view" }, ({ actor, tx }) =>
    listNotices(tx, actor.personId),
  );
  door.serve(citizen.readNotice, { who: "person", audit: "notices.read" }, async ({ actor, input, tx, now }) => {
    await readNotice(tx, actor.personId, input.id, now);
    return listNotices(tx, actor.personId);
  });
}
