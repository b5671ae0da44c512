/**
 * The order of the desk 班组: skill groups and who works in them, working-hour plans, shifts, canned replies. It says who could serve
 * and when; who is there at this moment, and who gets which talk, is the desk's. Every function works in the caller's transaction.
 *
 * groups.ts which groups there are and which of them a question is for, shifts.ts who works when and what became of it, replies.ts the
 * prepared answers; manage-groups.ts, plans.ts and keep-replies.ts are for those who order it, lead.ts says who that is, and for-desk.ts
 * is what the desk asks of groups, people and hours: kept in memory until somebody changes them.
 */
export { followRoster } from "./for-desk.ts";
export { groupsOf } from "./groups.ts";
export { addReply, changeReply, listReplies, removeReply } from "./keep-replies.ts";
export { loadDemoRoster } from "./demo.ts";
export { rostered } from "./lead.ts";
export { addGroup, changeGroup, closeGroup, listGroups, removeMember, setMember } from "./manage-groups.ts";
export { addPlan, changePlan, listPlans, removePlan } from "./plans.ts";
export { countUse, findReplies } from "./replies.ts";
export { addShifts, attend, changeShift, listShifts, removeShift, shiftsOf } from "./shifts.ts";
