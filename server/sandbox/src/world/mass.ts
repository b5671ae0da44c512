import { beijingDay, DAY, HOUR, MINUTE, type Clock } from "./clock.ts";
import type { Crowd } from "./crowd.ts";
import { createTally } from "./tally.ts";

export interface MassMessage {
  /** 64 bits: text. */
  id: string;
  key: string;
  /** Milliseconds since 1970. */
  at: number;
  total: number;
  /** Whom WeChat did not leave out. */
  passed: number;
  state: "SENDING" | "SEND_SUCCESS" | "SEND_FAIL" | "DELETE";
  /** Where its articles stand; of words there is none. */
  page?: string;
}

const A_MONTH = 4;
/** Of `mass/send` and `mass/sendall` together, by the minute of WeChat's clock. */
const CALLS_A_MINUTE = 60;

/** Mass messages: each follower gets four a calendar month at most, and the same clientmsgid within a day is the same message. */
export interface MassMessages {
  /** Counts a call; false when this minute's calls are used up. */
  call(): boolean;
  callsPerMinute: number;
  /** Calls that were taken, and those that told of an earlier one under the same key, since the sandbox was started. */
  counts(): { taken: number; repeated: number };
  /** The message of that key within a day. */
  known(key: string): MassMessage | undefined;
  /** Counts it for the openid; false when nothing of the month is left, and it gets nothing. */
  spend(openid: string): boolean;
  add(message: MassMessage): void;
  find(id: string): MassMessage | undefined;
  /** How many calls to everybody there were this month, and today. */
  toAll(): { month: number; today: number };
  countToAll(): void;
  speed: number;
  toJSON(): SavedMass;
}
export interface SavedMass {
  messages: MassMessage[];
  received: [string, number][];
  crowdReceived?: string | undefined;
  month: string;
  all: string[];
  speed: number;
}

export function createMass(clock: Clock, crowd: Crowd, saved?: SavedMass): MassMessages {
  const messages = saved?.messages ?? [];
  const byId = new Map(messages.map((one) => [one.id, one]));
  const byKey = new Map(messages.map((one) => [one.key, one]));
  const received = createTally(crowd, saved?.received, saved?.crowdReceived);
  let month = saved?.month ?? "";
  let all = saved?.all ?? [];
  let minute = 0;
  let calls = 0;
  const counts = { taken: 0, repeated: 0 };
  let today = "";
  let hour = 0;
  /** Asked once for each of a million: the calendar is looked at once an hour. */
  const turn = (): string => {
    const now = Math.floor(clock.now() / HOUR);
    if (now === hour) return today;
    hour = now;
    today = beijingDay(clock.now());
    if (today.slice(0, 7) === month) return today;
    month = today.slice(0, 7);
    received.clear();
    all = [];
    return today;
  };
  return {
    speed: saved?.speed ?? 0,
    callsPerMinute: CALLS_A_MINUTE,
    call() {
      const now = Math.floor(clock.now() / MINUTE);
      if (now !== minute) [minute, calls] = [now, 0];
      calls += 1;
      return calls <= this.callsPerMinute;
    },
    counts: () => ({ ...counts }),
    known(key) {
      const found = byKey.get(key);
      if (!found || clock.now() - found.at >= DAY) return undefined;
      counts.repeated += 1;
      return found;
    },
    spend(openid) {
      turn();
      if (received.of(openid) >= A_MONTH) return false;
      received.add(openid);
      return true;
    },
    add(message) {
      counts.taken += 1;
      byId.set(message.id, message);
      byKey.set(message.key, message);
    },
    find: (id) => byId.get(id),
    toAll() {
      const now = turn();
      return { month: all.length, today: all.filter((day) => day === now).length };
    },
    countToAll: () => void all.push(turn()),
    toJSON() {
      return {
        messages: [...byId.values()],
        received: received.entries(),
        crowdReceived: received.packed(),
        month,
        all,
        speed: this.speed,
      };
    },
  };
}
