/**
 * Followers of the official account 粉丝. comings.ts keeps who follows and who left, by WeChat's events, and drops what served to
 * reach those who left; forgotten.ts drops what somebody took back. sync.ts brings all of it in line with WeChat's own list (judge.ts:
 * an event later than the list wins). audience.ts says from the ledger which tags somebody should carry, marks.ts lets staff mark
 * 单位经办人; push.ts brings the tags to WeChat. All calls to WeChat are made by runner.ts: one process at a time, from state in the
 * database, so that a kill loses nothing. Start with runner.ts.
 */
export { tagBound, tagFollowers } from "./audience.ts";
export { joinAccount, leaveAccount } from "./comings.ts";
export { forgetAuthorised } from "./forgotten.ts";
export { markFollower, marksOf } from "./marks.ts";
export { trimMoves } from "./moves.ts";
export { createFollowerRunner } from "./runner.ts";
export { startSync } from "./sync.ts";
export { countByTag, searchFollowers, viewFollower, viewOverview, viewProgress } from "./views.ts";
