import * as v from "valibot";
import type { HourPlan } from "../case/index.ts";
import { isDay } from "../values/index.ts";
import { forWhom } from "./delegation.ts";
import { hourDays, hourSpecials } from "./roster.ts";
import { answers, route } from "./route.ts";

/** 窗口预约: a time at a window of a service hall. Days and times are Beijing's: 'YYYY-MM-DD', 'HH:MM'. */

const id = v.pipe(v.string(), v.uuid("编号不对，请从列表重新进入"));
const nothing = v.strictObject({});
const day = v.pipe(v.string(), v.check(isDay, "日期要写成 2026-01-31 这样，并且是真有的一天"));
const time = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, "时间要写成 09:00"));
const item = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,79}$/, "事项编号不对"));
/** Of one press of the button: pressed again it is the same booking. */
const key = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{8,64}$/, "操作标识不对，请重试"));
const line = (max: number, what: string) =>
  v.pipe(v.string(), v.trim(), v.minLength(1, `请填写${what}`), v.maxLength(max, `${what}最多 ${max} 个字`));
const between = (least: number, most: number, what: string) =>
  v.pipe(
    v.number(`${what}要填数字`),
    v.integer(`${what}要填整数`),
    v.minValue(least, `${what}至少 ${least}`),
    v.maxValue(most, `${what}最多 ${most}`),
  );

/** booked → arrived → served; or cancelled by the citizen, called off by the hall, missed. */
export const appointmentStates = ["booked", "arrived", "served", "cancelled", "called-off", "missed"] as const;
export type AppointmentState = (typeof appointmentStates)[number];

export interface HallView {
  code: string;
  name: string;
  district: string;
  /** A search on the map: nothing of who asks is in it. */
  map: string;
}
/** A window one may book, with the nearest time that is free; null: none in the days that are open for booking. */
export interface WindowCard {
  id: string;
  hall: HallView;
  name: string;
  about: string;
  next: { day: string; from: string } | null;
}
export interface BookingSlot {
  from: string;
  to: string;
  left: number;
}
/** `closed`: why there are no times on that day. */
export interface BookingDay {
  day: string;
  closed: string | null;
  slots: BookingSlot[];
}
export interface WindowDays {
  window: Omit<WindowCard, "next">;
  days: BookingDay[];
}
export interface OwnAppointment {
  id: string;
  /** Short enough to read out at the counter. */
  number: string;
  state: AppointmentState;
  window: { id: string; name: string };
  hall: HallView;
  day: string;
  from: string;
  to: string;
  item: { code: string; name: string } | null;
  /** Masked; null when it is one's own. */
  forWhom: string | null;
  /** What to take along for that item; "if" lines are for some people only. */
  bring: { name: string; why: string; sometimes: boolean }[];
  /** May still be changed or cancelled by who reads it. */
  open: boolean;
  /** Why it ended. */
  because: string | null;
}
export interface OwnAppointments {
  coming: OwnAppointment[];
  /** The last twenty. */
  past: OwnAppointment[];
  /** Last day without booking online, after times that were missed; null when one may book. */
  suspendedUntil: string | null;
}

const where = { window: id, day, from: time };

export const citizenAppointments = {
  /** Those that do this item, or all. */
  appointmentWindows: route(
    "GET",
    "/api/appointments/windows",
    v.strictObject({ item: v.optional(item) }),
    answers<{ windows: WindowCard[] }>(),
  ),
  appointmentDays: route("GET", "/api/appointments/windows/:id", v.strictObject({ id }), answers<WindowDays>()),
  appointments: route("GET", "/api/appointments", nothing, answers<OwnAppointments>()),
  appointment: route("GET", "/api/appointments/:id", v.strictObject({ id }), answers<OwnAppointment>()),
  /** For another only for an item of the mandate, or of the clerk's binding. */
  bookAppointment: route(
    "POST",
    "/api/appointments",
    v.strictObject({ key, ...where, item: v.optional(item), for: forWhom }),
    answers<OwnAppointment>(),
  ),
  moveAppointment: route("PUT", "/api/appointments/:id", v.strictObject({ id, ...where }), answers<OwnAppointment>()),
  cancelAppointment: route("DELETE", "/api/appointments/:id", v.strictObject({ id }), answers<OwnAppointment>()),
};

/** One row of a hall's day. */
export interface HallAppointment {
  id: string;
  number: string;
  state: AppointmentState;
  window: { id: string; name: string };
  day: string;
  from: string;
  to: string;
  /** Masked. */
  person: string;
  item: string | null;
  arrivedAt: string | null;
}
export interface WindowView {
  id: string;
  hall: HallView;
  name: string;
  about: string;
  /** Codes of the items that are done here; none: all. */
  items: string[];
  days: HourPlan["days"];
  special: HourPlan["special"];
  slotMinutes: number;
  capacity: number;
  aheadDays: number;
  /** Booked from today on. */
  booked: number;
  changedBy: string | null;
  changedAt: string;
}
export interface HallFigures {
  day: string;
  booked: number;
  served: number;
  cancelled: number;
  missed: number;
  /** All places of the day. */
  places: number;
}

export const windowDraft = v.strictObject({
  hall: v.pipe(v.string(), v.regex(/^[a-z-]{2,40}$/, "请选择大厅")),
  name: line(20, "名称"),
  about: v.pipe(v.string(), v.trim(), v.maxLength(100, "说明最多 100 个字")),
  items: v.pipe(v.array(item), v.maxLength(60, "事项最多 60 个")),
  days: hourDays,
  special: hourSpecials,
  slotMinutes: v.picklist([10, 15, 20, 30, 60], "请选择一个时段多长"),
  capacity: between(1, 100, "每个时段的名额"),
  aheadDays: between(1, 60, "可提前预约的天数"),
});
export type WindowDraft = v.InferOutput<typeof windowDraft>;

/** The hall's side: who comes today is for the counter; windows are kept by administrators; free times are for agents, too. */
export const hallRoutes = {
  halls: route("GET", "/console/api/halls", nothing, answers<HallView[]>()),
  hallDay: route(
    "GET",
    "/console/api/appointments",
    v.strictObject({ hall: v.string(), day }),
    answers<{ appointments: HallAppointment[]; figures: HallFigures }>(),
  ),
  /** By what is read out or scanned. By POST: a number belongs in no URL. */
  arrive: route(
    "POST",
    "/console/api/appointments/arrivals",
    v.strictObject({ hall: v.string(), number: v.pipe(v.string(), v.trim(), v.maxLength(60)) }),
    answers<HallAppointment>(),
  ),
  serve: route("POST", "/console/api/appointments/:id/serve", v.strictObject({ id }), answers<HallAppointment>()),
  /** Marked missed, but it was not the citizen's doing: it counts no more. */
  excuse: route(
    "POST",
    "/console/api/appointments/:id/excuse",
    v.strictObject({ id, because: line(100, "原因") }),
    answers<HallAppointment>(),
  ),
  windows: route("GET", "/console/api/windows", nothing, answers<WindowView[]>()),
  /** Free times of one window, for the card an agent sends. */
  freeTimes: route("GET", "/console/api/windows/:id/days", v.strictObject({ id }), answers<WindowDays>()),
  addWindow: route("POST", "/console/api/windows", windowDraft, answers<WindowView>()),
  changeWindow: route(
    "PUT",
    "/console/api/windows/:id",
    v.strictObject({ id, ...windowDraft.entries }),
    answers<WindowView>(),
  ),
  closeWindow: route("DELETE", "/console/api/windows/:id", v.strictObject({ id }), answers<{ done: true }>()),
  /** The window does not open that day after all: everybody is told, and how to book again. */
  callOff: route(
    "POST",
    "/console/api/windows/:id/call-off",
    v.strictObject({ id, day, because: line(60, "原因") }),
    answers<{ calledOff: number; window: WindowView }>(),
  ),
};
