import { addDays } from "@wsi/shared/values";
import { beijingDay } from "@wsi/shared/case";
import { desk, readForWhom } from "@wsi/shared/contract";
import { openCase } from "../cases/index.ts";
import { rightFor } from "../delegation/index.ts";
import {
  board,
  listFollowUps,
  listTickets,
  noteCalled,
  openTicket,
  settleFollowUp,
  settleTicket,
  viewTicket,
} from "../desk/index.ts";
import type { Door } from "../http/door.ts";
import { isRefusal, refuse } from "../refusal.ts";
import { agents, supervisors, type DeskParts } from "./desk-parts.ts";
import type { ConsoleParts } from "./parts.ts";

const MOST_DAYS = 31;
const midnight = (day: string) => new Date(`${day}T00:00:00+08:00`);

/** What comes of talks: tickets and cases, follow-ups of bad marks, and the board. */
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

  door.serve(desk.board, { who: supervisors, audit: "staff.desk.board" }, async ({ input, tx, now }) => {
    const from = input.from ?? beijingDay(now);
    const to = input.to ?? (input.from === undefined ? from : beijingDay(now));
    if (to < from) return refuse("bad-input", "结束日期要在开始日期之后");
    if (to >= addDays(from, MOST_DAYS)) return refuse("bad-input", `一次最多看 ${MOST_DAYS} 天`);
    return board(tx, { from: midnight(from), to: midnight(addDays(to, 1)) }, now);
  });
}
