/**
 * How editors change what the office knows. `edit.ts` and `approve.ts` are the life of an entry (maker ≠ checker, append-only versions),
 * `golden*.ts` the questions that an approval must not break, `trial.ts` the test panel, `unanswered/` what was asked and not answered,
 * `terms.ts` the words that editors teach,
 * `usefulness.ts` 有用/没用, `file/` import and export, `seed.ts` what came with the release. The caller's transaction everywhere; what
 * answers changes with `announce`, heard on `KNOWLEDGE_CHANNEL` after the commit by every process, which reads `readPublished` anew.
 */
export { approveEntries, rejectEntry } from "./approve.ts";
export {
  createEntry,
  discardDraft,
  recallEntry,
  restoreVersion,
  saveEntry,
  submitEntry,
  withdrawEntry,
} from "./edit.ts";
export { exportFile, type ExportedFile } from "./file/export.ts";
export { importFile } from "./file/import.ts";
export { addGolden, listGolden, removeGolden } from "./golden.ts";
export { brokenByWithdrawal } from "./golden-run.ts";
export { listEntries } from "./list.ts";
export { followPublished } from "./live.ts";
export { readPublished } from "./published.ts";
export { loadSeed } from "./seed.ts";
export { statisticsOf } from "./statistics.ts";
export type { EntryRow } from "./store.ts";
export { approveTerm, listTerms, proposeTerm, removeTerm } from "./terms.ts";
export { createTrial, type Trial } from "./trial.ts";
export { addClusterTo, draftFromCluster, ignoreCluster, reopenCluster } from "./unanswered/decide.ts";
export { sortAllUnanswered } from "./unanswered/sort.ts";
export { listUnanswered, viewCluster } from "./unanswered/view.ts";
export { keepFeedback, usefulnessOf } from "./usefulness.ts";
export { compareVersions, viewEntry, viewVersion } from "./view.ts";
