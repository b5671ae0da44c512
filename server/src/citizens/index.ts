/**
 * Who a person is to us: the sessions of WeChat identities (sessions.ts), the binding of one to an insured person by an
 * activation slip (binding.ts, slips.ts), followers of the account joined to persons (followers.ts), and what we tell them
 * (notices.ts), also unasked, as
 * far as they want it (reminders.ts, reminder-choices.ts). Every function works in the caller's transaction.
 */
export * from "./sessions.ts";
export * from "./slips.ts";
export * from "./binding.ts";
export * from "./followers.ts";
export * from "./notices.ts";
export * from "./owed-notices.ts";
export * from "./reminder-choices.ts";
export * from "./reminders.ts";
export { dropConsent, fillFields, hasConsent, miniTemplates, spendConsent } from "./mini-consents.ts";
