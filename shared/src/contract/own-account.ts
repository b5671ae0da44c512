import * as v from "valibot";
import { answers, route } from "./route.ts";

/** 「我的」: what a staff member sees and changes of their own account. */

export const looks = ["light", "dark", "system"] as const;
export interface StaffPreferences {
  look: (typeof looks)[number];
  /** Enter sends, Shift+Enter breaks the line; else the other way round with Ctrl+Enter. */
  enterSends: boolean;
}

export const ownRoutes = {
  preferences: route("GET", "/console/api/me/preferences", v.strictObject({}), answers<StaffPreferences>()),
  keepPreferences: route(
    "PUT",
    "/console/api/me/preferences",
    v.strictObject({ look: v.picklist(looks), enterSends: v.boolean() }),
    answers<StaffPreferences>(),
  ),
};
