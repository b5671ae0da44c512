/**
 * The language in which a service item 事项 is declared: plain data (definition.ts), checked when it is written
 * (define.ts), judged alike on the phone and on the server (judge.ts).
 */
export * from "./definition.ts";
export * from "./define.ts";
export * from "./judge.ts";
export * from "./roll.ts";
