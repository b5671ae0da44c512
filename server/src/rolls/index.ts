/**
 * Rolls 花名册: one matter of an employer for many people. A file comes in (receive.ts), is checked in slices beside everything else
 * (check.ts: the form's questions, nobody twice, the ledger's own word), its bad rows are mended (mend.ts), and once the clerk has
 * confirmed it (confirm.ts) and, where the same act for one would be reviewed, a reviewer has approved it (review.ts; late: overdue.ts),
 * all of it is applied in one transaction (apply.ts) or none. view.ts shows it, sheets.ts makes its files, expire.ts forgets what is no longer needed. The rules of each act are the ledger's; here is only how thousands go through them.
 */
export { applyNext } from "./apply.ts";
export { checkSlice } from "./check.ts";
export { confirmRoll, dropRoll, takeBackRoll } from "./confirm.ts";
export { expireRolls } from "./expire.ts";
export { mendRow, mendRows, removeRow } from "./mend.ts";
export { readRollFile, receiveRoll, type RollFile } from "./receive.ts";
export { rollDeeds } from "./deeds.ts";
export { explainOverdue, sweepReviews } from "./overdue.ts";
export { decideRoll } from "./review.ts";
export { countReviews, listReviews, revealCell, reviewRows, viewReview } from "./review-view.ts";
export { errorsSheet, templateSheet } from "./sheets.ts";
export { listRolls, rollKinds, viewRoll } from "./view.ts";
