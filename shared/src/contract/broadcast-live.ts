import * as v from "valibot";
import type { CitizenSubscription } from "./citizen-subscriptions.ts";
import { answers, route } from "./route.ts";

/** A livestream 政策直播 as citizens see it. */
export interface CitizenLivestream {
  id: string;
  title: string;
  about: string;
  startsAt: string;
  endsAt: string;
  state: "upcoming" | "live" | "over";
  /** A page to watch it, or to watch it again when it is over. */
  url: string | null;
  /** Name of the channel 视频号 to look for; "": none. */
  channel: string;
  /** Path of its picture at our server. */
  cover: string | null;
  remindMinutes: number;
  /** Whether this person will be reminded. */
  reminded: boolean;
}
export interface CitizenLivestreams {
  /** Not over, the next first. */
  coming: CitizenLivestream[];
  /** With something to watch again, the newest first. */
  replays: CitizenLivestream[];
  /**
   * Where a reminder reaches this person: in the inbox of the mini-program, as they are bound; in the account alone, as we know their
   * follower, if WeChat lets us write; or nowhere.
   */
  reach: "inbox" | "account" | "nowhere";
  /**
   * The mini-program's own 直播开始提醒: WeChat rings for it, once for each time the person allowed it. Null: the mini-program has none.
   */
  notice: CitizenSubscription | null;
}

const one = v.strictObject({ id: v.pipe(v.string(), v.uuid("编号不对，请从列表重新进入")) });

/** Livestreams for the mini-program; signed in, bound or not. Each change answers the list anew. */
export const citizenLive = {
  livestreams: route("GET", "/api/livestreams", v.strictObject({}), answers<CitizenLivestreams>()),
  /** Harmless when repeated. Refused `conflict` when it has begun, ended or was cancelled. */
  remindMe: route("POST", "/api/livestreams/:id/reminder", one, answers<CitizenLivestreams>()),
  forgetReminder: route("DELETE", "/api/livestreams/:id/reminder", one, answers<CitizenLivestreams>()),
};

/** Not JSON: GET the bytes of a livestream's picture; open to anyone, as an image of a page carries no token. */
export const livestreamCover = "/api/livestreams/:id/cover";
