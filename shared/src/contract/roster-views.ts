import type { HourPlan } from "../case/index.ts";
import type { StaffRole } from "./staff-views.ts";

/** What the console sees of the desk's order: groups, working hours, shifts, canned replies. */

export interface StaffBrief {
  id: string;
  name: string;
  roles: StaffRole[];
}

/** 3 expert, 2 practised, 1 learning. */
export const skillLevels = { 3: "精通", 2: "熟练", 1: "学习中" } as const;
export type SkillLevel = keyof typeof skillLevels;

export interface GroupMember extends StaffBrief {
  level: SkillLevel;
  /** How many talks at once, in all groups together. */
  cap: number;
  /** Ready at the desk now, and how many talks they have. */
  ready: boolean;
  load: number;
}
export interface GroupView {
  id: string;
  name: string;
  about: string;
  /** Words of a question that bring a talk here. */
  words: string[];
  /** Takes what no other group's words catch. */
  standard: boolean;
  /** Null: the standard plan. */
  hourPlanId: string | null;
  /** Minutes of working time, after which who waits is offered to leave a message. */
  waitLimit: number;
  open: boolean;
  /** Null while open, or when it never opens. */
  opensAt: { day: string; time: string } | null;
  members: GroupMember[];
  /** Whether who asks may change it. */
  mine: boolean;
}

/** Who serves followers while a plan is open: our desk, or WeChat's own customer service. */
export const deskServices = { desk: "本工作台", wechat: "微信客服" } as const;
export type DeskService = keyof typeof deskServices;

export interface HourPlanView extends HourPlan {
  id: string;
  name: string;
  /** For groups that have none of their own. */
  standard: boolean;
  service: DeskService;
  groups: { id: string; name: string }[];
  changedBy: string | null;
  changedAt: string;
}

export interface ShiftView {
  id: string;
  staff: { id: string; name: string };
  day: string;
  from: string;
  to: string;
  note: string;
  /** When they first were ready at the desk, and last left it. */
  cameAt: string | null;
  leftAt: string | null;
  /** Minutes; 0 within the grace. */
  late: number;
  early: number;
  state: "coming" | "running" | "done" | "absent";
}

export type ReplyScope = "private" | "group" | "public";
export interface ReplyView {
  id: string;
  scope: ReplyScope;
  group: { id: string; name: string } | null;
  title: string;
  /** With variables in braces: {市民称呼}. */
  text: string;
  used: number;
  by: string;
  changedAt: string;
  /** Whether who asks may change it. */
  mine: boolean;
}
