import * as v from "valibot";
import { answers, route } from "./route.ts";
import { staffRoles, type StaffRole } from "./staff-views.ts";

/** Accounts of staff, for administrators. */

export interface AccountView {
  id: string;
  account: string;
  name: string;
  roles: StaffRole[];
  disabledAt: string | null;
  /** Too many wrong passwords: until then nobody gets in. */
  lockedUntil: string | null;
  /** Has not changed the initial password yet. */
  initial: boolean;
  secondFactor: boolean;
  seenAt: string | null;
  groups: string[];
  /** The one who asks. */
  self: boolean;
}
/** The initial password is shown once; whoever gets it must change it at the first sign-in. */
export interface NewPassword {
  account: AccountView;
  password: string;
}
export interface RoleRule {
  role: StaffRole;
  secondFactor: boolean;
}

const id = v.pipe(v.string(), v.uuid("编号不对"));
const one = v.strictObject({ id });
const name = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, "请填写姓名"),
  v.maxLength(20, "姓名最多 20 个字"),
  v.regex(/^[\p{L}\p{N}·\-（）() ]+$/u, "姓名里有不能用的字符"),
);
const roles = v.pipe(
  v.array(v.picklist(staffRoles)),
  v.minLength(1, "至少选一个岗位"),
  v.maxLength(staffRoles.length),
  v.transform((given) => [...new Set(given)]),
);
const nothing = v.strictObject({});

export const accountRoutes = {
  accounts: route("GET", "/console/api/staff", nothing, answers<{ accounts: AccountView[]; rules: RoleRule[] }>()),
  add: route(
    "POST",
    "/console/api/staff",
    v.strictObject({
      account: v.pipe(
        v.string(),
        v.trim(),
        v.regex(/^[a-z][a-z0-9._-]{2,29}$/, "账号用小写字母开头，3 到 30 位小写字母、数字、点或横线"),
      ),
      name,
      roles,
    }),
    answers<NewPassword>(),
  ),
  change: route("PUT", "/console/api/staff/:id", v.strictObject({ id, name, roles }), answers<AccountView>()),
  disable: route("POST", "/console/api/staff/:id/disable", one, answers<AccountView>()),
  enable: route("POST", "/console/api/staff/:id/enable", one, answers<AccountView>()),
  unlock: route("POST", "/console/api/staff/:id/unlock", one, answers<AccountView>()),
  resetPassword: route("POST", "/console/api/staff/:id/password", one, answers<NewPassword>()),
  resetSecondFactor: route("POST", "/console/api/staff/:id/second-factor/reset", one, answers<AccountView>()),
  setRule: route(
    "PUT",
    "/console/api/staff-rules/:role",
    v.strictObject({ role: v.picklist(staffRoles), secondFactor: v.boolean() }),
    answers<RoleRule[]>(),
  ),
};
