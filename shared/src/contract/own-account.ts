import * as v from "valibot";
import { answers, route } from "./route.ts";
import type { ShiftView } from "./roster-views.ts";
import type { StaffMe } from "./staff-views.ts";

/** 「我的」: what a staff member sees and changes of their own account. */

export const looks = ["light", "dark", "system"] as const;
export interface StaffPreferences {
  look: (typeof looks)[number];
  /** Enter sends, Shift+Enter breaks the line; else the other way round with Ctrl+Enter. */
  enterSends: boolean;
}

export interface StaffSessionView {
  id: string;
  /** Chrome · Windows. */
  device: string;
  startedAt: string;
  seenAt: string | null;
  endsAt: string;
  here: boolean;
}

export interface SecondFactorView {
  /** Since when codes are asked for; null while they are not. */
  since: string | null;
  /** A role of theirs must have it. */
  required: boolean;
  recoveryLeft: number;
}
/** Shown while it is set up; the first code finishes it. */
export interface SecondFactorOffer {
  secret: string;
  /** For apps that open such links: otpauth://totp/… */
  link: string;
}

const nothing = v.strictObject({});
const password = v.pipe(v.string(), v.minLength(1, "请填写密码"), v.maxLength(200, "密码太长"));
const code = v.pipe(v.string(), v.trim(), v.regex(/^\d{6}$/, "验证码是 6 位数字"));

export const ownRoutes = {
  /** Every other session ends. */
  changePassword: route(
    "PUT",
    "/console/api/me/password",
    v.strictObject({ now: password, next: password }),
    answers<StaffMe>(),
  ),
  secondFactor: route("GET", "/console/api/me/second-factor", nothing, answers<SecondFactorView>()),
  /** A secret that is not asked for yet; the one before goes on counting until the new one is proven. */
  startSecondFactor: route(
    "POST",
    "/console/api/me/second-factor",
    v.strictObject({ password }),
    answers<SecondFactorOffer>(),
  ),
  proveSecondFactor: route(
    "PUT",
    "/console/api/me/second-factor",
    v.strictObject({ code }),
    answers<{ me: StaffMe; recovery: string[] }>(),
  ),
  stopSecondFactor: route(
    "POST",
    "/console/api/me/second-factor/stop",
    v.strictObject({ password }),
    answers<SecondFactorView>(),
  ),
  newRecovery: route(
    "POST",
    "/console/api/me/second-factor/recovery",
    v.strictObject({ password }),
    answers<{ recovery: string[] }>(),
  ),
  sessions: route("GET", "/console/api/me/sessions", nothing, answers<StaffSessionView[]>()),
  endSession: route(
    "DELETE",
    "/console/api/me/sessions/:id",
    v.strictObject({ id: v.pipe(v.string(), v.uuid("编号不对")) }),
    answers<StaffSessionView[]>(),
  ),
  endOtherSessions: route("DELETE", "/console/api/me/sessions", nothing, answers<StaffSessionView[]>()),
  preferences: route("GET", "/console/api/me/preferences", nothing, answers<StaffPreferences>()),
  keepPreferences: route(
    "PUT",
    "/console/api/me/preferences",
    v.strictObject({ look: v.picklist(looks), enterSends: v.boolean() }),
    answers<StaffPreferences>(),
  ),
  /** Two weeks from today. */
  shifts: route("GET", "/console/api/me/shifts", nothing, answers<ShiftView[]>()),
};
