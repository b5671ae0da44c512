import { isOpen, nextOpening, workedMinutesBy, workingHours, type HourPlan } from "@wsi/shared/case";
import { usualWaitLimit } from "@wsi/shared/contract";
import type { Tx } from "../db.ts";

export interface Group {
  id: string;
  name: string;
}
export interface Membership {
  groupId: string;
  staffId: string;
  /** The higher is asked first. */
  level: number;
}

/** Who could serve what, and when: what the desk asks of those who plan its work. `groupId` null is the desk as a whole. */
export interface Roster {
  groups(tx: Tx): Promise<readonly Group[]>;
  /** The group for a question; null: anybody's. */
  groupFor(tx: Tx, question: string): Promise<string | null>;
  /** Of all groups. A group nobody is listed for is served by everybody. */
  members(tx: Tx): Promise<readonly Membership[]>;
  isOpen(tx: Tx, groupId: string | null, at: Date): Promise<boolean>;
  /** Who serves a follower then: WeChat's own customer service only where the plan says so, and while it is open. */
  service(tx: Tx, groupId: string | null, at: Date): Promise<"desk" | "wechat">;
  /** The Beijing day 'YYYY-MM-DD' and time 'HH:MM'; null when it never opens. */
  nextOpening(tx: Tx, groupId: string | null, at: Date): Promise<{ day: string; time: string } | null>;
  /** Who waits longer than so many minutes of working time is offered to leave a message. */
  waitLimit(tx: Tx, groupId: string | null): Promise<number>;
  /** Whole minutes of working time between two instants. */
  workedMinutes(tx: Tx, groupId: string | null, from: Date, to: Date): Promise<number>;
}

/** Whether somebody serves a group: who is listed for it, or everybody where nobody is. */
export const serves = (members: readonly Membership[], groupId: string, staffId: string): boolean => {
  const listed = members.filter((one) => one.groupId === groupId);
  return listed.length === 0 || listed.some((one) => one.staffId === staffId);
};

const usual: HourPlan = {
  days: {
    mon: workingHours,
    tue: workingHours,
    wed: workingHours,
    thu: workingHours,
    fri: workingHours,
    sat: [],
    sun: [],
    holiday: [],
    makeup: workingHours,
  },
  special: [],
};

/** A desk that nobody has divided: one crowd, the hours of the working-day calendar. */
export const undivided: Roster = {
  groups: async () => [],
  groupFor: async () => null,
  members: async () => [],
  isOpen: async (_tx, _group, at) => isOpen(at),
  service: async () => "desk",
  nextOpening: async (_tx, _group, at) => nextOpening(at),
  waitLimit: async () => usualWaitLimit,
  workedMinutes: async (_tx, _group, from, to) => workedMinutesBy(usual, from, to),
};
