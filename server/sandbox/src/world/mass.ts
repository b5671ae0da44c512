import { beijingDay, DAY, type Clock } from "./clock.ts";

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
}

const A_MONTH = 4;

/** Mass messages: each follower gets four a calendar month at most, and the same clientmsgid within a day is the same message. */
export interface MassMessages {
  /** The message of that key within a day. */
  known(key: string): MassMessage | undefined;
  /** Counts it for everybody who has something left; answers the openids that get it. */
  spend(openids: readonly string[]): string[];
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
  month: string;
  all: string[];
  speed: number;
}

export function createMass(clock: Clock, saved?: SavedMass): MassMessages {
  const messages = saved?.messages ?? [];
  const byId = new Map(messages.map((one) => [one.id, one]));
  const byKey = new Map(messages.map((one) => [one.key, one]));
  let received = new Map(saved?.received);
  let month = saved?.month ?? "";
  let all = saved?.all ?? [];
  const turn = (): string => {
    const today = beijingDay(clock.now());
    if (today.slice(0, 7) !== month) {
      month = today.slice(0, 7);
      received = new Map();
      all = [];
    }
    return today;
  };
  return {
    speed: saved?.speed ?? 0,
    known(key) {
      const found = byKey.get(key);
      return found && clock.now() - found.at < DAY ? found : undefined;
    },
    spend(openids) {
      turn();
      return openids.filter((openid) => {
        const before = received.get(openid) ?? 0;
        if (before >= A_MONTH) return false;
        received.set(openid, before + 1);
        return true;
      });
    },
    add(message) {
      byId.set(message.id, message);
      byKey.set(message.key, message);
    },
    find: (id) => byId.get(id),
    toAll() {
      const today = turn();
      return { month: all.length, today: all.filter((day) => day === today).length };
    },
    countToAll: () => void all.push(turn()),
    toJSON() {
      return { messages: [...byId.values()], received: [...received], month, all, speed: this.speed };
    },
  };
}
