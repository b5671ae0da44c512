import { beijingDay } from "@wsi/shared/case";
import { desk, readForWhom } from "@wsi/shared/contract";
import { openCase } from "../../cases/index.ts";
import { rightFor } from "../../delegation/index.ts";
import {
  listFollowUps,
  listTickets,
  noteCalled,
  openTicket,
  settleFollowUp,
  settleTicket,
  viewTicket,
} from "../../desk/index.ts";
import type { Door } from "../../http/door.ts";
import { isRefusal } from "../../refusal.ts";
import { agents, supervisors, type DeskParts } from "./parts.ts";
import type { ConsoleParts } from "../parts.ts";

/** What comes of talks: tickets and cases, and follow-ups of bad marks. */
export function deskAfterRoutes(door: Door, parts: ConsoleParts, { people }: DeskParts): void {
  door.serve(desk.openTicket, { who: agents, audit: "staff.desk.ticket" }, async ({ input, actor, tx, now, about }) => {
    const { item, ...given } = input;
    about("conversation", input.id);
    const opening = {
      ...given,
      staffId: actor.staffId,
      openCase:
        item === undefined
          ? undefined
          : async (personId: string) => {
              const right = await rightFor(tx, personId, readForWhom("self"), { item }, beijingDay(now));
              if (isRefusal(right)) return right;
              const opened = await openCase(parts, tx, right, item, {}, now);
              return isRefusal(opened) ? opened : opened.id;
            },
    };
    const opened = await openTicket(tx, opening, now);
    return isRefusal(opened) ? opened : viewTicket(tx, people, opened.ticketId, now);
  });
  door.serve(desk.tickets, { who: agents, audit: "staff.desk.tickets" }, ({ input, tx, now }) =>
    listTickets(tx, people, input.state, now),
  );
  door.serve(desk.ticket, { who: agents, audit: "staff.desk.ticket.view" }, ({ input, tx, now, about }) => {
    about("ticket", input.id);
    return viewTicket(tx, people, input.id, now);
  });
  door.serve(
    desk.settleTicket,
    { who: agents, audit: "staff.desk.ticket.settle" },
    async ({ input, actor, tx, now, about }) => {
      about("ticket", input.id);
      const done = await settleTicket(tx, { ...input, staffId: actor.staffId }, now);
      return isRefusal(done) ? done : viewTicket(tx, people, input.id, now);
    },
  );

  door.serve(desk.followUps, { who: supervisors, audit: "staff.desk.follow-ups" }, ({ input, tx, now }) =>
    listFollowUps(tx, people, input.state, now),
  );
  door.serve(
    desk.followUpCalled,
    { who: supervisors, audit: "staff.desk.follow-up.called" },
    ({ input, tx, now, about }) => {
      about("follow-up", input.id);
      return noteCalled(tx, people, input.id, now);
    },
  );
  door.serve(
    desk.settleFollowUp,
    { who: supervisors, audit: "staff.desk.follow-up.settle" },
    ({ input, actor, tx, now, about, detail }) => {
      about("follow-up", input.id);
      detail({ outcome: input.outcome });
      return settleFollowUp(tx, people, { ...input, staffId: actor.staffId }, now);
    },
  );
}
