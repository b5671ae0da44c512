import { desk } from "@wsi/shared/contract";
import {
  answerOffer,
  hold,
  listen,
  offer,
  openOffers,
  overview,
  requeue,
  resume,
  serves,
  setPresence,
  stepIn,
  stopListening,
  takeOver,
  withdrawOffer,
} from "../../desk/index.ts";
import type { Door } from "../../http/door.ts";
import { perMinute } from "../../http/limit.ts";
import { isRefusal } from "../../refusal.ts";
import { attend } from "../../roster/index.ts";
import { agents, isSupervisor, supervisors, type DeskParts } from "./parts.ts";
import type { ConsoleParts } from "../parts.ts";

/** Who is there, and whose a talk is: hold, hand over, listen, step in, take over. */
export function deskWorkRoutes(door: Door, { roster, signs }: ConsoleParts, { people, view }: DeskParts): void {
  door.serve(desk.overview, { who: agents, audit: "staff.desk.overview" }, ({ actor, tx, now }) =>
    overview(tx, roster, actor.staffId, now),
  );
  door.serve(
    desk.setPresence,
    { who: agents, audit: "staff.desk.presence" },
    async ({ input, actor, tx, now, detail }) => {
      detail({ presence: input.presence });
      await setPresence(tx, actor.staffId, input.presence, now);
      await attend(tx, actor.staffId, input.presence === "away" ? "left" : "came", now);
      return overview(tx, roster, actor.staffId, now);
    },
  );
  door.serve(desk.sign, { who: agents, audit: "staff.desk.sign" }, async ({ input, actor, now, about }) => {
    about("conversation", input.id);
    signs.show({ conversationId: input.id, staff: { id: actor.staffId, name: actor.name }, doing: input.doing }, now);
    return { done: true as const };
  });

  door.serve(desk.hold, { who: agents, audit: "staff.desk.hold" }, async ({ input, actor, tx, now, about }) => {
    const { id, reason, until } = input;
    about("conversation", id);
    const held = await hold(
      tx,
      { id, reason, staffId: actor.staffId, until: until === undefined ? null : new Date(until) },
      now,
    );
    return view(tx, held, id, actor, now);
  });
  door.serve(desk.resume, { who: agents, audit: "staff.desk.resume" }, async ({ input, actor, tx, now, about }) => {
    about("conversation", input.id);
    return view(tx, await resume(tx, input.id, actor.staffId, now), input.id, actor, now);
  });
  door.serve(desk.requeue, { who: agents, audit: "staff.desk.requeue" }, async ({ input, actor, tx, now, about }) => {
    about("conversation", input.id);
    return view(tx, await requeue(tx, { ...input, staffId: actor.staffId }, now), input.id, actor, now);
  });

  door.serve(desk.offer, { who: agents, audit: "staff.desk.offer" }, async ({ input, actor, tx, now, about }) => {
    about("conversation", input.id);
    const offering = { ...input, staffId: actor.staffId, supervisor: isSupervisor(actor) };
    return view(tx, await offer(tx, roster, offering, now), input.id, actor, now);
  });
  door.serve(desk.offers, { who: agents, audit: "staff.desk.offers" }, async ({ actor, tx }) => {
    const all = await openOffers(tx, people);
    const members = await roster.members(tx);
    const mayTake = (groupId: string) => serves(members, groupId, actor.staffId);
    return {
      forMe: all.filter(
        (one) =>
          one.from.id !== actor.staffId &&
          (one.toStaff?.id === actor.staffId || (one.toGroup !== null && mayTake(one.toGroup.id))),
      ),
      mine: all.filter((one) => one.from.id === actor.staffId),
    };
  });
  door.serve(
    desk.answerOffer,
    { who: agents, audit: "staff.desk.offer.answer" },
    async ({ input, actor, tx, now, about, detail }) => {
      detail({ accept: input.accept });
      const answering = { offerId: input.id, staffId: actor.staffId, accept: input.accept, note: input.note ?? null };
      const done = await answerOffer(tx, roster, answering, now);
      if (isRefusal(done)) return done;
      about("conversation", done.id);
      return view(tx, done, done.id, actor, now);
    },
  );
  door.serve(
    desk.withdrawOffer,
    { who: agents, audit: "staff.desk.offer.withdraw" },
    async ({ input, actor, tx, now, about }) => {
      const withdrawing = { offerId: input.id, staffId: actor.staffId, supervisor: isSupervisor(actor) };
      const done = await withdrawOffer(tx, withdrawing, now);
      if (isRefusal(done)) return done;
      about("conversation", done.id);
      return view(tx, done, done.id, actor, now);
    },
  );

  door.serve(
    desk.listen,
    { who: supervisors, audit: "staff.desk.listen" },
    async ({ input, actor, tx, now, about }) => {
      about("conversation", input.id);
      return view(tx, await listen(tx, input.id, actor.staffId, now), input.id, actor, now);
    },
  );
  door.serve(
    desk.stopListening,
    { who: supervisors, audit: "staff.desk.listen.stop" },
    async ({ input, actor, tx, now, about }) => {
      about("conversation", input.id);
      return view(tx, await stopListening(tx, input.id, actor.staffId, now), input.id, actor, now);
    },
  );
  door.serve(
    desk.stepIn,
    { who: supervisors, audit: "staff.desk.step-in", limit: perMinute("desk-say", 120, "let-in") },
    async ({ input, actor, tx, now, about }) => {
      about("conversation", input.id);
      const said = await stepIn(tx, { ...input, staffId: actor.staffId, kind: "text" }, now);
      return view(tx, said, input.id, actor, now);
    },
  );
  door.serve(
    desk.takeOver,
    { who: supervisors, audit: "staff.desk.take-over" },
    async ({ input, actor, tx, now, about }) => {
      about("conversation", input.id);
      return view(tx, await takeOver(tx, { ...input, staffId: actor.staffId }, now), input.id, actor, now);
    },
  );
}
