import { rosterRoutes as r } from "@wsi/shared/contract";
import type { Door } from "../../http/door.ts";
import { perMinute } from "../../http/limit.ts";
import { isRefusal } from "../../refusal.ts";
import * as roster from "../../roster/index.ts";
import { agents } from "./parts.ts";

const admins = { staff: ["admin"] } as const;
const leads = { staff: ["admin", "supervisor"] } as const;
const writers = { staff: ["agent", "supervisor", "admin"] } as const;

/** The order of the desk: administrators everywhere, supervisors in the groups they work in, agents their own canned replies. */
export function rosterRoutes(door: Door): void {
  door.serve(r.groups, { who: leads, audit: "staff.group.list" }, ({ actor, tx, now }) =>
    roster.listGroups(tx, actor, now),
  );
  door.serve(r.addGroup, { who: admins, audit: "staff.group.add" }, async ({ input, actor, tx, now, about }) => {
    const added = await roster.addGroup(tx, actor, input, now);
    if (!isRefusal(added)) about("group", added.id);
    return added;
  });
  door.serve(r.changeGroup, { who: leads, audit: "staff.group.change" }, ({ input, actor, tx, now, about, detail }) => {
    about("group", input.id);
    detail({ words: input.words.length, ownHours: input.hourPlanId !== null });
    return roster.changeGroup(tx, actor, input, now);
  });
  door.serve(r.closeGroup, { who: admins, audit: "staff.group.close" }, ({ input, tx, now, about }) => {
    about("group", input.id);
    return roster.closeGroup(tx, input.id, now);
  });
  door.serve(r.setMember, { who: leads, audit: "staff.group.member" }, ({ input, actor, tx, now, about, detail }) => {
    about("group", input.id);
    detail({ staff: input.staffId, level: input.level, cap: input.cap });
    return roster.setMember(tx, actor, input, now);
  });
  door.serve(
    r.removeMember,
    { who: leads, audit: "staff.group.member.remove" },
    ({ input, actor, tx, now, about, detail }) => {
      about("group", input.id);
      detail({ staff: input.staffId });
      return roster.removeMember(tx, actor, input, now);
    },
  );

  door.serve(r.plans, { who: leads, audit: "staff.hours.list" }, ({ tx }) => roster.listPlans(tx));
  door.serve(r.addPlan, { who: admins, audit: "staff.hours.add" }, async ({ input, actor, tx, now, about }) => {
    const added = await roster.addPlan(tx, input, actor.staffId, now);
    if (!isRefusal(added)) about("hours", added.id);
    return added;
  });
  door.serve(r.changePlan, { who: admins, audit: "staff.hours.change" }, ({ input, actor, tx, now, about, detail }) => {
    about("hours", input.id);
    detail({ special: input.special.length });
    return roster.changePlan(tx, input, actor.staffId, now);
  });
  door.serve(r.removePlan, { who: admins, audit: "staff.hours.remove" }, ({ input, tx, about }) => {
    about("hours", input.id);
    return roster.removePlan(tx, input.id);
  });

  door.serve(r.shifts, { who: leads, audit: "staff.shift.list" }, async ({ input, actor, tx, now }) => ({
    shifts: await roster.listShifts(tx, actor, input, now),
    staff: await roster.rostered(tx, actor),
  }));
  door.serve(r.addShifts, { who: leads, audit: "staff.shift.add" }, ({ input, actor, tx, now, detail }) => {
    detail({ staff: input.staffIds.length, days: input.days.length });
    return roster.addShifts(tx, actor, input, now);
  });
  door.serve(r.changeShift, { who: leads, audit: "staff.shift.change" }, ({ input, actor, tx, now, about }) => {
    about("shift", input.id);
    return roster.changeShift(tx, actor, input, now);
  });
  door.serve(r.removeShift, { who: leads, audit: "staff.shift.remove" }, ({ input, actor, tx, about }) => {
    about("shift", input.id);
    return roster.removeShift(tx, actor, input.id);
  });

  door.serve(r.replies, { who: writers, audit: "staff.reply.list" }, ({ actor, tx }) => roster.listReplies(tx, actor));
  door.serve(r.findReplies, { who: agents, audit: "staff.reply.find" }, ({ input, actor, tx }) =>
    roster.findReplies(tx, actor.staffId, input.text),
  );
  door.serve(
    r.replyUsed,
    { who: agents, audit: "staff.reply.used", limit: perMinute("reply-used", 120) },
    ({ input, actor, tx, now, about }) => {
      about("reply", input.id);
      return roster.countUse(tx, actor.staffId, input.id, now);
    },
  );
  door.serve(
    r.addReply,
    { who: writers, audit: "staff.reply.add" },
    async ({ input, actor, tx, now, about, detail }) => {
      detail({ scope: input.scope });
      const added = await roster.addReply(tx, actor, input, now);
      if (!isRefusal(added)) about("reply", added.id);
      return added;
    },
  );
  door.serve(
    r.changeReply,
    { who: writers, audit: "staff.reply.change" },
    ({ input, actor, tx, now, about, detail }) => {
      about("reply", input.id);
      detail({ scope: input.scope });
      return roster.changeReply(tx, actor, input, now);
    },
  );
  door.serve(r.removeReply, { who: writers, audit: "staff.reply.remove" }, ({ input, actor, tx, about }) => {
    about("reply", input.id);
    return roster.removeReply(tx, actor, input.id);
  });
}
