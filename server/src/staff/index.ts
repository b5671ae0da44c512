/**
 * Staff of the office: accounts, passwords (scrypt), a second factor (RFC 6238), lockout, and sessions of twelve hours. Roles are
 * checked at the door of every route, and there too that nothing is asked before an initial password is changed.
 *
 * sign-in.ts the way in, sessions.ts who is in, accounts.ts what administrators and owners change, second-factor.ts codes of an app and
 * for recovery, preferences.ts how somebody likes their console.
 */
export {
  addAccount,
  addFirstAdmin,
  addStaff,
  changeAccount,
  changePassword,
  getStaff,
  isTheirPassword,
  listAccounts,
  openTo,
  presentStaff,
  resetPassword,
  resetSecondFactor,
  roleRules,
  setDisabled,
  setRule,
  unlock,
} from "./accounts.ts";
export { demoPassword, demoStaff, secondSupervisor } from "./demo.ts";
export { keepPreferences, preferencesOf } from "./preferences.ts";
export { dropSecondFactor, newRecoveryCodes, offerSecret, proveSecret, secondFactorOf } from "./second-factor.ts";
export { closeStaffSession, endSessions, findStaffSession, sessionsOf, trimStaffSessions } from "./sessions.ts";
export { signIn, type SignedIn } from "./sign-in.ts";
