import { hallRoutes as r } from "@wsi/shared/contract";
import {
  addWindow,
  arrive,
  callOff,
  changeWindow,
  closeWindow,
  daysOf,
  excuse,
  hallDay,
  listHalls,
  listWindows,
  serve,
} from "../appointments/index.ts";
import type { Door } from "../http/door.ts";
import { isRefusal } from "../refusal.ts";
import type { ConsoleParts } from "./parts.ts";

const counter = { staff: ["counter", "supervisor"] } as const;
const keepers = { staff: ["admin", "supervisor"] } as const;
const anyone = { staff: "any" } as const;

/** 窗口预约 from the hall's side. */
export function hallRoutes(door: Door, { core }: Pick<ConsoleParts, "core">): void {
  door.serve(r.halls, { who: anyone, audit: "staff.hall.list" }, async () => listHalls());
  door.serve(r.hallDay, { who: counter, audit: "staff.hall.day" }, ({ input, tx, about }) => {
    about("hall", input.hall);
    return hallDay(core, tx, input);
  });
  door.serve(r.arrive, { who: counter, audit: "staff.appointment.arrive" }, async ({ input, tx, now, about }) => {
    const seen = await arrive(core, tx, input, now);
    if (!isRefusal(seen)) about("appointment", seen.id);
    return seen;
  });
  door.serve(r.serve, { who: counter, audit: "staff.appointment.serve" }, ({ input, actor, tx, now, about }) => {
    about("appointment", input.id);
    return serve(core, tx, input.id, actor.staffId, now);
  });
  door.serve(r.excuse, { who: counter, audit: "staff.appointment.excuse" }, ({ input, actor, tx, now, about }) => {
    about("appointment", input.id);
    return excuse(core, tx, { ...input, staffId: actor.staffId }, now);
  });

  door.serve(r.windows, { who: anyone, audit: "staff.window.list" }, ({ tx, now }) => listWindows(tx, now));
  door.serve(r.freeTimes, { who: anyone, audit: "staff.window.days" }, ({ input, tx, now, about }) => {
    about("window", input.id);
    return daysOf(tx, input.id, now);
  });
  door.serve(r.addWindow, { who: keepers, audit: "staff.window.add" }, async ({ input, actor, tx, now, about }) => {
    const added = await addWindow(tx, input, actor.staffId, now);
    if (!isRefusal(added)) about("window", added.id);
    return added;
  });
  door.serve(r.changeWindow, { who: keepers, audit: "staff.window.change" }, ({ input, actor, tx, now, about }) => {
    about("window", input.id);
    return changeWindow(tx, input, actor.staffId, now);
  });
  door.serve(r.closeWindow, { who: keepers, audit: "staff.window.close" }, ({ input, actor, tx, now, about }) => {
    about("window", input.id);
    return closeWindow(tx, input.id, actor.staffId, now);
  });
  door.serve(
    r.callOff,
    { who: keepers, audit: "staff.window.call-off" },
    async ({ input, actor, tx, now, about, detail }) => {
      about("window", input.id);
      const done = await callOff(tx, { ...input, staffId: actor.staffId }, now);
      if (!isRefusal(done)) detail({ day: input.day, calledOff: done.calledOff });
      return done;
    },
  );
}
