/**
 * Everything that leaves the house. Whoever decides something writes what is to be sent in the same transaction (`put`); the
 * relay sends it afterwards and writes down what became of it. So nothing is sent for a decision that was rolled back, and
 * nothing decided is forgotten to be sent.
 *
 * What was sent but never confirmed (no answer in time, or the process was killed while sending) is sent again only if its kind
 * is `repeatable`, which means that the other side knows our key and does it once. Otherwise it becomes `unknown`: the machine
 * never repeats it, and its `settled` hears of it so that a person looks.
 */
export { amend, holdBack, OUTBOX_CHANNEL, put, putMany, takeBack } from "./put.ts";
export type { Parcel } from "./put.ts";
export { createRelay } from "./relay.ts";
export { forgetWords, trimOutbox } from "./trim.ts";
export { countOwed, countStuck, countUnsure, countWaiting } from "./watch.ts";
export type { Relay, RelayParts } from "./relay.ts";
export type { Delivered, Handler, Settled } from "./handler.ts";
