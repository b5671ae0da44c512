/**
 * The service desk 人工客服: a citizen's talk with a person of the office, by the official account (`wechat`, under WeChat's quota) or by
 * our own chat page (`mini`). A talk is `waiting`, then `assigned` to one agent, perhaps `held`, then `closed`; somebody has at most one
 * open talk in a channel, and while a follower has one the bot is silent (`followers.conversation_id`).
 *
 * citizen.ts is what the bot and the citizen's page call (enter, say, leave), page.ts what that page shows; staff.ts what an agent does
 * with a talk, offers.ts handing over, supervising.ts listening, stepping in, taking over; sending.ts how words reach the citizen;
 * handed-over.ts WeChat's own customer service as a place to hand over to, wechat-transcripts.ts what was said there;
 * reminding.ts the subscription message that rings for an answer in the inbox;
 * queue.ts the sweep that lets no talk be stuck: taking-back.ts from whom, giving.ts to whom, closing-time.ts when the hours end, time-out.ts when somebody waits too long; place.ts and
 * refresh.ts the place in the queue; rating.ts marks and their follow-ups,
 * files.ts what is uploaded in a talk (pictures.ts takes out of a picture what a phone wrote into it), carried.ts and wechat-files.ts
 * what of it travels by WeChat, and how;
 * tickets.ts what a talk is turned into, look-back.ts talks that are over as others judge them; views.ts and board.ts what screens show; feed.ts the gap-free numbering that lets a console that
 * was away ask for exactly what it missed. Who could serve comes from outside (roster.ts). Every function works in the caller's
 * transaction. Locks are taken in this order: talk, follower, agent, feed.
 */
export { enter, helpAtOnce, leave, say, urge, type Said } from "./citizen/acts.ts";
export {
  handOver,
  hearHandedOver,
  keepInstead,
  sessionChanged,
  takeBackHandOver,
} from "./wechat-service/handed-over.ts";
export { pullTranscripts } from "./wechat-service/transcripts.ts";
export { close, hold, markRead, note, ratingLevels, requeue, resume, saveDraft, take } from "./serving/staff.ts";
export { answerOffer, offer, withdrawOffer } from "./serving/offers.ts";
export { listen, stepIn, stopListening, takeOver } from "./serving/supervising.ts";
export { delivered, recall, retry, send, sendByNotice } from "./talk/sending.ts";
export { quoted } from "./citizen/quoting.ts";
export { appointmentCard, compose, type Content, type Library } from "./talk/content.ts";
export { eraseFiles, findFile, keepFromCitizen, keepFromStaff, lookAt, toSend } from "./files/files.ts";
export { REMINDER_PARCEL, remindingHandler } from "./citizen/reminding.ts";
export { fetchingHandler, sendingHandler } from "./files/wechat-files.ts";
export { isReady, OFFLINE_MS, seen, setCap, setPresence, setReady, signOff } from "./queue/presence.ts";
export { notePlaceTold, place, placeOfNext, type Place } from "./queue/place.ts";
export { askInPassing, leaveMessage, stay, timeOutButtons } from "./queue/time-out.ts";
export { openingWords } from "./queue/opening.ts";
export { sweep } from "./queue/queue.ts";
export { listFollowUps, noteCalled, rate, settleFollowUp } from "./after/rating.ts";
export { endedTalks, foreignLines, readTalk, type EndedTalk } from "./after/look-back.ts";
export { forgetCase } from "./after/forget-case.ts";
export { listTickets, openTicket, settleTicket, viewTicket } from "./after/tickets.ts";
export { findTalk, hasNews, news, recallOwn, viewTalk } from "./citizen/page.ts";
export { feedEnd, feedSince, lastWords, listConversations, listEarlier, viewConversation } from "./talk/views.ts";
export { colleaguesDrafts, draftsOf, ownerOf, trimDrafts } from "./talk/unsent.ts";
export { openOffers } from "./talk/cards.ts";
export { board, overview } from "./board/board.ts";
export { createPeople, type DeskPeople } from "./people.ts";
export { serves, undivided, type Membership, type Roster } from "./roster.ts";
export { DESK_CHANNEL, DESK_DRAFTS_CHANNEL, DESK_QUEUE_CHANNEL } from "./feed.ts";
export { boardTalks } from "./board/talks.ts";
export { printBoard } from "./board/sheet.ts";
