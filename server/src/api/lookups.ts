import { citizen } from "@wsi/shared/contract";
import { beijingDay } from "@wsi/shared/case";
import { listNotices, readNotice } from "../citizens/index.ts";
import type { Door } from "../http/door.ts";
import { presentPayments } from "../insurance/index.ts";
import type { ApiParts } from "./parts.ts";

/** What a person may look up about themselves, and what we told them. */
export function lookupRoutes(door: Door, parts: ApiParts): void {
  door.serve(citizen.enrolments, { who: "person", audit: "enrolments.view" }, ({ actor, tx }) =>
    parts.core.enrolments(tx, actor.personId),
  );
  door.serve(citizen.payments, { who: "person", audit: "payments.view" }, async ({ actor, input, tx, now }) => ({
    asOf: now.toISOString(),
    months: await presentPayments(parts.core, tx, actor.personId, beijingDay(now), input.months ?? 24),
  }));
  door.serve(citizen.notices, { who: "person", audit: "notices.view" }, ({ actor, tx }) =>
    listNotices(tx, actor.personId),
  );
  door.serve(citizen.readNotice, { who: "person", audit: "notices.read" }, async ({ actor, input, tx, now }) => {
    await readNotice(tx, actor.personId, input.id, now);
    return listNotices(tx, actor.personId);
  });
}
