/**
 * 窗口预约: a time at a window of a service hall, for what cannot be done online. windows.ts is how halls offer times, times.ts cuts them
 * out of working hours, free.ts says what is left, book.ts is the citizen's side, hall-day.ts the counter's, call-off.ts a day that falls
 * out, clock.ts the reminder and who did not come, rules.ts the office's own rules. A place is a count under a lock: the last one is
 * given once. Every function works in the caller's transaction, but for the clock's, which take one each.
 */
export { book, cancel, findOwn, listOwn, move } from "./book.ts";
export { callOff } from "./call-off.ts";
export { closeDays, remindOfTomorrow } from "./clock.ts";
export { loadDemoWindows } from "./demo.ts";
export { daysOf, offeredTime, windowsFor } from "./free.ts";
export { arrive, excuse, hallDay, serve } from "./hall-day.ts";
export { addWindow, changeWindow, closeWindow, listHalls, listWindows } from "./windows.ts";
