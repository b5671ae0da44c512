/**
 * Broadcasts 群发: written as versions of a draft, checked for words and links (flaws.ts), approved by another person (steps.ts), then
 * sent once to each recipient of an audience (audience.ts). The ledger has one row per recipient and one row per batch; engine.ts
 * works on them from any number of processes: prepare.ts lists recipients, mass.ts sends by lists of up to 10 000 under a key that
 * WeChat honours, direct.ts one by one without such a key (what was cut off there is `unknown`, never repeated), inbox.ts into the
 * mini-program, publish.ts without pushing. results.ts takes in what WeChat reports, silence.ts asks for what it did not, recall.ts takes articles back. Livestreams
 * 直播 have their own drafts (livestream-drafts.ts) and their own reminders (livestream-wishes.ts, livestream-calls.ts); subscribing.ts keeps consents that are given in the mini-program. Start with engine.ts.
 */
export * from "./parts.ts";
export { accountOf } from "./account.ts";
export { createEngine } from "./sending/engine.ts";
export { learnConsent, reconcile } from "./results/results.ts";
export { absent, copyDraft, createDraft, removeDraft, saveDraft } from "./editing/drafts.ts";
export { takeStep, type Step, type StepGiven } from "./editing/steps.ts";
export { findBroadcast, findVersion, type Broadcast } from "./record.ts";
export { listBroadcasts, presentBroadcast, rehearse, renderForConsole } from "./editing/present.ts";
export { presentProgress } from "./results/progress.ts";
export { presentStatistics } from "./results/statistics.ts";
export { listRecipients, settleUnknown } from "./results/recipients.ts";
export { presentCalendar, presentOverview } from "./editing/calendar.ts";
export { findPicture, keepPicture } from "./editing/pictures.ts";
export { previewTo } from "./editing/preview.ts";
export { demoTemplates, isOfWechat, keepTemplates, listTemplates, refreshTemplates } from "./editing/templates.ts";
export { rowTags } from "./editing/tags.ts";
export {
  cancelLivestream,
  createLivestream,
  listLivestreams,
  saveLivestream,
  setReplay,
} from "./livestreams/livestreams.ts";
export { LIVESTREAM_PARCEL, livestreamHandler } from "./livestreams/calls.ts";
export { draftFor } from "./livestreams/drafts.ts";
export { dropReminder, findCover, presentForCitizen, wishReminder } from "./livestreams/wishes.ts";
export { keepDecisions, subscriptionsOf } from "./livestreams/subscribing.ts";
export { askRecall, decideRecall, MASS_RECALL_PARCEL, massRecallHandler } from "./results/recall.ts";
export { presentMonth } from "./results/figures.ts";
