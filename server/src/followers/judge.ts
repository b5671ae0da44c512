import type { FollowerDetails } from "../ports/account.ts";
import { doubtMs } from "./parts.ts";

/** What we hold of a follower. */
export interface Known {
  followed_at: Date | null;
  unfollowed_at: Date | null;
  person_id: string | null;
  unionid: string | null;
  forgotten_at: Date | null;
}
/** To whom the unionid is bound, and since when. */
export interface Bound {
  person_id: string;
  bound_at: Date;
}
export interface Judged {
  followed_at: Date | null;
  unfollowed_at: null;
  person_id: string | null;
  unionid: string | null;
  forgotten_at: Date | null;
  /** When they came, if that is news; null: it is not. */
  joinedAt: Date | null;
  linked: boolean;
}

/** WeChat's event and WeChat's list tell the same moment, give or take. */
const sameFollowMs = 60_000;
const laterThan = (a: Date | null, b: Date | null) => a !== null && (b === null || a > b);

/**
 * What to hold of somebody who follows, by WeChat's answer to a question asked at `askedAt`. Undefined: an event told later than that
 * answer that they have left, so the answer is old news.
 */
export function judge(
  known: Known,
  told: FollowerDetails,
  bound: Bound | undefined,
  askedAt: Date,
): Judged | undefined {
  const { followedAt } = told;
  const away = known.unfollowed_at;
  const newsIsOlder = away !== null && away.getTime() > askedAt.getTime() - doubtMs;
  if (newsIsOlder && !laterThan(followedAt, away)) return undefined;
  const anew =
    followedAt !== null &&
    (known.followed_at === null || followedAt.getTime() > known.followed_at.getTime() + sameFollowMs);
  // Who took back their authorisation is linked again only by what they did since.
  const forgotten =
    known.forgotten_at !== null &&
    !laterThan(bound?.bound_at ?? null, known.forgotten_at) &&
    !laterThan(followedAt, known.forgotten_at);
  const unionid = forgotten ? known.unionid : (told.unionid ?? known.unionid);
  // A unionid that is bound to nobody links to nobody; without one we cannot know better.
  const person = forgotten || unionid === null ? known.person_id : (bound?.person_id ?? null);
  return {
    followed_at: anew ? followedAt : known.followed_at,
    unfollowed_at: null,
    person_id: person,
    unionid,
    forgotten_at: forgotten ? known.forgotten_at : null,
    joinedAt: anew ? followedAt : away === null ? null : (followedAt ?? askedAt),
    linked: person !== null && person !== known.person_id,
  };
}
