import { citizenLookups } from "@wsi/shared/contract";
import { chooseReminder, reminderChoices } from "../citizens/index.ts";
import type { Door } from "../http/door.ts";
import { perMinute } from "../http/limit.ts";

/** 提醒设置. */
export function reminderRoutes(door: Door): void {
  door.serve(citizenLookups.reminders, { who: "person", audit: "reminders.view" }, ({ actor, tx }) =>
    reminderChoices(tx, actor.personId),
  );
  door.serve(
    citizenLookups.chooseReminder,
    { who: "person", audit: "reminders.choose", limit: perMinute("reminders", 60) },
    ({ actor, input, tx, now, detail }) => {
      detail({ kind: input.kind, on: input.on });
      return chooseReminder(tx, actor.personId, input.kind, input.on, now);
    },
  );
}
