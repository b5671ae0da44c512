import { citizenAppointments as r } from "@wsi/shared/contract";
import { book, cancel, daysOf, findOwn, listOwn, move, windowsFor } from "../appointments/index.ts";
import type { Door } from "../http/door.ts";
import { perMinute } from "../http/limit.ts";
import { isRefusal } from "../refusal.ts";
import type { ApiParts } from "./parts.ts";

const booking = perMinute("appointment", 20);

/** 窗口预约: what is free is for everybody who is signed in, a booking is a person's. */
export function appointmentRoutes(door: Door, { core }: ApiParts): void {
  door.serve(r.appointmentWindows, { who: "citizen", audit: "appointment.windows" }, async ({ input, tx, now }) => ({
    windows: await windowsFor(tx, input.item, now),
  }));
  door.serve(r.appointmentDays, { who: "citizen", audit: "appointment.days" }, ({ input, tx, now, about }) => {
    about("window", input.id);
    return daysOf(tx, input.id, now);
  });
  door.serve(r.appointments, { who: "person", audit: "appointment.list" }, ({ actor, tx, now }) =>
    listOwn(core, tx, actor.personId, now),
  );
  door.serve(r.appointment, { who: "person", audit: "appointment.view" }, ({ input, actor, tx, now, about }) => {
    about("appointment", input.id);
    return findOwn(core, tx, actor.personId, input.id, now);
  });
  door.serve(
    r.bookAppointment,
    { who: "person", audit: "appointment.book", limit: booking },
    async ({ input, actor, tx, now, about }) => {
      const booked = await book(core, tx, actor.personId, input, now);
      if (!isRefusal(booked)) about("appointment", booked.id);
      return booked;
    },
  );
  door.serve(
    r.moveAppointment,
    { who: "person", audit: "appointment.move", limit: booking },
    ({ input, actor, tx, now, about }) => {
      about("appointment", input.id);
      return move(core, tx, actor.personId, input, now);
    },
  );
  door.serve(
    r.cancelAppointment,
    { who: "person", audit: "appointment.cancel" },
    ({ input, actor, tx, now, about }) => {
      about("appointment", input.id);
      return cancel(core, tx, actor.personId, input.id, now);
    },
  );
}
