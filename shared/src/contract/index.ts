/**
 * What clients and server say to each other: each route with its input as a valibot schema and its answer as a type, and
 * the closed list of errors. citizen.ts is for the mini-program, staff.ts for the console.
 */
export * from "./route.ts";
export * from "./errors.ts";
export * from "./views.ts";
export * from "./citizen.ts";
export * from "./delegation.ts";
export * from "./staff-views.ts";
export * from "./staff.ts";
export * from "./desk-content.ts";
export * from "./desk-files.ts";
export * from "./desk-views.ts";
export * from "./desk.ts";
export * from "./desk-screen.ts";
export * from "./broadcast-content.ts";
export * from "./broadcast-views.ts";
export * from "./broadcasts.ts";
export * from "./broadcast-live.ts";
export * from "./citizen-subscriptions.ts";
export * from "./knowledge-draft.ts";
export * from "./knowledge-views.ts";
export * from "./knowledge.ts";
export * from "./knowledge-terms.ts";
export * from "./menu-draft.ts";
export * from "./menus.ts";
export * from "./followers.ts";
export * from "./review-views.ts";
export * from "./review.ts";
export * from "./ledger.ts";
export * from "./password-rules.ts";
export * from "./own-account.ts";
export * from "./accounts.ts";
export * from "./desk-board.ts";
export * from "./quality-views.ts";
export * from "./quality.ts";
export * from "./reply-variables.ts";
export * from "./roster-views.ts";
export * from "./roster.ts";
export * from "./tools.ts";
export * from "./figures.ts";
export * from "./lookup-views.ts";
export * from "./lookups.ts";
export * from "./rolls.ts";
export * from "./roll-review.ts";
export * from "./appointments.ts";
