/**
 * The heart: the life of a case 办件 on the server. open.ts begins one, save.ts keeps answers, act.ts is what applicants and
 * the machine do, review.ts what reviewers do, handlers/ what an item changes in the ledger, present.ts what each side sees.
 * corrections/ is what happens when something done was wrong, erasure/ when its term is over. access.ts says who may see and do what in whose case, subject.ts whom it is about, behalf.ts puts both into words.
 * Every function works in the caller's transaction, and what may happen next is decided by @wsi/shared/case alone.
 */
export { capacityRefusal, findItem, openCase } from "./open.ts";
export { absent, erasedContent, findVisible } from "./access.ts";
export { saveAnswers } from "./save.ts";
export { listCases } from "./list.ts";
export { factsOf, identityOf } from "./subject.ts";
export { rate, resubmit, submit, withdraw } from "./act.ts";
export { askCorrection } from "./corrections/ask.ts";
export { decideCorrection } from "./corrections/decide.ts";
export { review } from "./review.ts";
export { preview } from "./preview.ts";
export { certificateOf } from "./certificate.ts";
export { endCoolOffs } from "./cool-off.ts";
export { expireCases } from "./expire.ts";
export { countDue } from "./erasure/due.ts";
export { ERASED_FILE_PARCEL } from "./erasure/erase.ts";
export { changeHold } from "./erasure/holds.ts";
export { erasedFileHandler, eraseDueCases } from "./erasure/run.ts";
export { receiptPdf } from "./receipt.ts";
export { findCase, listWork, type Case } from "./load.ts";
export { checkUpload, findFile, keepUpload, mimeOf } from "./materials.ts";
export { nameCase, presentCards, presentCase, presentForStaff, presentWork, progressLines } from "./present.ts";
export * as workbench from "./work/index.ts";
export { sweepWork } from "./work/late.ts";
export type { CaseParts } from "./parts.ts";
