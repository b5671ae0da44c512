/**
 * The fixed life of a case 办件: its states and who may do what (lifecycle.ts), the words for them (wording.ts), the
 * clock in Beijing (beijing.ts), the working-day calendar (calendar.ts), working-hour plans (hours.ts), the deadlines it drives (deadline.ts)
 * and how they look to who works against them (clock.ts). Pure: time is always an argument.
 */
export * from "./lifecycle.ts";
export * from "./wording.ts";
export * from "./beijing.ts";
export * from "./calendar.ts";
export * from "./hours.ts";
export * from "./deadline.ts";
export * from "./clock.ts";
export * from "./overrun.ts";
