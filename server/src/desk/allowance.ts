import type { Conversation } from "./conversation.ts";

/**
 * WeChat's allowance for messages to one follower (service accounts, since 2023-06): five within 48 hours of a message of theirs,
 * three within a minute of a tap on the menu. Not additive: the larger holds.
 */
const WRITTEN = { of: 5, ms: 48 * 3_600_000 };
const TAPPED = { of: 3, ms: 60_000 };

export interface Allowance {
  left: number;
  of: number;
  until: Date | null;
}

type Counted = Pick<Conversation, "wrote_at" | "sent_since_wrote" | "tapped_at" | "sent_since_tapped">;

const windowOf = (since: Date | null, sent: number, rule: { of: number; ms: number }, now: Date): Allowance => {
  if (since === null) return { left: 0, of: rule.of, until: null };
  const until = new Date(since.getTime() + rule.ms);
  if (until <= now) return { left: 0, of: rule.of, until: null };
  return { left: Math.max(0, rule.of - sent), of: rule.of, until };
};

export function allowanceOf(talk: Counted, now: Date): Allowance {
  const written = windowOf(talk.wrote_at, talk.sent_since_wrote, WRITTEN, now);
  const tapped = windowOf(talk.tapped_at, talk.sent_since_tapped, TAPPED, now);
  return tapped.left > written.left ? tapped : written;
}
