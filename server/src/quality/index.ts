/**
 * Quality scoring 质检 of talks at the desk: which are looked at, what they are scored by, the scores, appeals, and what it all comes to.
 * A score cannot be changed by anybody; an appeal puts another one beside it.
 *
 * draw.ts chooses talks once a day by a seed that was thrown before it (choosing.ts is the pure half), rubrics.ts keeps the versions of
 * the rubric 评分表, scoring.ts drafts and handing in, appeals.ts what an agent may say against it; cards.ts and checks.ts are what screens
 * show, counted.ts, figures.ts and report.ts the figures; settings.ts how much of all that. Talks are read through the desk. Every function
 * works in the caller's transaction; who comes to a check locks it first.
 */
export { appeal, decideAppeal, markSeen } from "./appeals.ts";
export { countOpen, countQuality, listChecks, ownQuality, viewCheck } from "./checks.ts";
export { loadDemoQuality } from "./demo.ts";
export { countUndrawn, drawDue, listDraws, proveDraw } from "./draw.ts";
export { printQuality, qualityReport } from "./report.ts";
export { dropRubric, keepRubric, publishRubric, rubricInForce, viewRubrics } from "./rubrics.ts";
export { handIn, saveDraft } from "./scoring.ts";
export { keepSettings, viewSettings } from "./settings.ts";
