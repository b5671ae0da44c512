/**
 * Quality scoring 质检 of talks at the desk: the rubric 评分表 a talk is scored by (rubric.ts), what a scorer gives and what that comes to
 * (marks.ts), and how far two scorers agree (agreement.ts). Pure; the console reckons with the same functions as the server.
 */
export * from "./rubric.ts";
export * from "./marks.ts";
export * from "./agreement.ts";
