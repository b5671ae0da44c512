/**
 * The reviewers' workbench: what is open and in whose hands. follow.ts keeps the list in line with the cases, list.ts and counts.ts
 * read it, claim.ts says whose a case is, second.ts is for what two must agree on, late.ts owns up to broken promises, check.ts
 * draws from what machines decide, phrases.ts and registry.ts help to decide, statistics.ts counts. Decisions stay in ../review.ts.
 */
export { alive, assign, claim, claimNext, release } from "./claim.ts";
export { explain } from "./late.ts";
export { closeCheck } from "./check.ts";
export { colleagues, countWork, keepFilter } from "./counts.ts";
export { listWork } from "./list.ts";
export { addPhrase, listPhrases, removePhrase } from "./phrases.ts";
export { answerConsent, askConsent, propose, sendBack } from "./second.ts";
export { reviewStatistics, statisticsXlsx } from "./statistics.ts";
export { presentBench } from "./view.ts";
