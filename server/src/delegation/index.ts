/**
 * Acting for another. mandates.ts: a person lets somebody do chosen items for them 授权代办; clerks.ts: an employer's clerks 单位经办人;
 * rights.ts: the one answer to "may this person do this for that one today", asked before every act and every look; access-log.ts:
 * who has looked at whom. A right's state is never stored: it follows from its days, so that it ends on its day though no job came by.
 * Every function works in the caller's transaction.
 */
export * from "./access-log.ts";
export * from "./clerks.ts";
export * from "./expire.ts";
export * from "./mandates.ts";
export * from "./rights.ts";
export * from "./scope.ts";
export * from "./someone.ts";
