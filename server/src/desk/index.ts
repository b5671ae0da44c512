/**
 * The service desk 人工客服: a follower's talk with a person of the office. A talk is `waiting`, then `assigned` to one agent, then
 * `closed`; a follower has at most one open talk, and while there is one the bot is silent (`followers.conversation_id`).
 *
 * citizen.ts is what the bot calls (enter, say, leave, rate), staff.ts what the console calls (take, transfer, send, note, close),
 * queue.ts the place in the queue, agents' presence and the sweep that lets no talk be stuck, views.ts what screens show, feed.ts the
 * gap-free numbering that lets a console that was away ask for exactly what it missed. Every function works in the caller's
 * transaction. Locks are taken in this order: talk, follower, agent, feed.
 */
export { enter, leave, rate, say, urge, type Said } from "./citizen.ts";
export { close, delivered, markRead, note, ratingLevels, send, take, transfer } from "./staff.ts";
export { isReady, place, seen, setReady, sweep } from "./queue.ts";
export { feedSince, listConversations, viewConversation, type DeskPeople } from "./views.ts";
export { DESK_CHANNEL } from "./feed.ts";
