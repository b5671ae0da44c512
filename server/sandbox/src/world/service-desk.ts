import { MINUTE, type Clock } from "./clock.ts";

/** A customer-service account 客服账号 of WeChat's own desk: prefix@gh_…. */
export interface Agent {
  account: string;
  nick: string;
  /** WeChat's number of it, from 1001 on. */
  id: number;
  online: boolean;
}

/** A follower with an agent, or waiting for one. */
export interface Session {
  openid: string;
  /** Who serves, or who alone is waited for; empty while anybody will do. */
  account: string;
  serving: boolean;
  /** Milliseconds since 1970. */
  since: number;
  lastAt: number;
}

export interface DeskRecord {
  worker: string;
  openid: string;
  /** 2002: the agent said it; 2003: the follower did. */
  opercode: 2002 | 2003;
  /** Milliseconds since 1970. */
  at: number;
  text: string;
}

/** After half an hour of silence a session is over without anybody closing it. */
const SILENCE_MS = 30 * MINUTE;
const RECORDS_KEPT = 20_000;

export interface ServiceDesk {
  agents(): readonly Agent[];
  find(account: string): Agent | undefined;
  add(account: string, nick: string): void;
  rename(account: string, nick: string): void;
  remove(account: string): void;
  online(account: string, on: boolean): void;
  /** The session of a follower who is being served. One that fell silent is over. */
  serving(openid: string): Session | undefined;
  sessionsOf(account: string): readonly Session[];
  /** Longest wait first. */
  waiting(): readonly Session[];
  /** The follower waits for anybody, or for one agent alone. */
  wait(openid: string, account: string): void;
  serve(openid: string, account: string): void;
  close(openid: string): void;
  record(worker: string, openid: string, opercode: DeskRecord["opercode"], text: string): void;
  records(): readonly DeskRecord[];
  toJSON(): SavedServiceDesk;
}
export interface SavedServiceDesk {
  next: number;
  agents: readonly Agent[];
  sessions: readonly Session[];
  records: readonly DeskRecord[];
}

export function createServiceDesk(clock: Clock, saved?: SavedServiceDesk): ServiceDesk {
  let next = saved?.next ?? 1001;
  let records = [...(saved?.records ?? [])];
  const agents = new Map((saved?.agents ?? []).map((one) => [one.account, { ...one }]));
  const sessions = new Map((saved?.sessions ?? []).map((one) => [one.openid, { ...one }]));
  const live = (): Session[] =>
    [...sessions.values()].filter((one) => !one.serving || one.lastAt + SILENCE_MS > clock.now());
  return {
    agents: () => [...agents.values()],
    find: (account) => agents.get(account),
    add: (account, nick) => void agents.set(account, { account, nick, id: next++, online: false }),
    rename(account, nick) {
      const agent = agents.get(account);
      if (agent) agent.nick = nick;
    },
    remove(account) {
      agents.delete(account);
      for (const [openid, one] of sessions) if (one.account === account) sessions.delete(openid);
    },
    online(account, on) {
      const agent = agents.get(account);
      if (agent) agent.online = on;
    },
    serving: (openid) => live().find((one) => one.openid === openid && one.serving),
    sessionsOf: (account) => live().filter((one) => one.serving && one.account === account),
    waiting: () => live().filter((one) => !one.serving),
    wait(openid, account) {
      const now = clock.now();
      const since = sessions.get(openid)?.since ?? now;
      sessions.set(openid, { openid, account, serving: false, since, lastAt: now });
    },
    serve(openid, account) {
      const now = clock.now();
      sessions.set(openid, { openid, account, serving: true, since: now, lastAt: now });
    },
    close: (openid) => void sessions.delete(openid),
    record(worker, openid, opercode, text) {
      const session = sessions.get(openid);
      if (session) session.lastAt = clock.now();
      records = [...records, { worker, openid, opercode, at: clock.now(), text }].slice(-RECORDS_KEPT);
    },
    records: () => records,
    toJSON: () => ({ next, agents: [...agents.values()], sessions: [...sessions.values()], records }),
  };
}
