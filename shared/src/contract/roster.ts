import * as v from "valibot";
import { dayKinds, type HourSpan } from "../case/index.ts";
import { strangeVariables } from "./reply-variables.ts";
import { isDay } from "../values/index.ts";
import { answers, route } from "./route.ts";
import type { GroupView, HourPlanView, ReplyView, ShiftView, StaffBrief } from "./roster-views.ts";

const id = v.pipe(v.string(), v.uuid("编号不对"));
const nothing = v.strictObject({});
const line = (max: number, what: string) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1, `请填写${what}`),
    v.maxLength(max, `${what}最多 ${max} 个字`),
    v.regex(/^[^\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]*$/u, `${what}里有看不见的字符，请重新输入`),
  );
const day = v.pipe(v.string(), v.check(isDay, "日期要写成 2026-01-31 这样，并且是真有的一天"));
const time = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, "时间要写成 09:00"));
/** The end of a day may be 24:00. */
const endTime = v.union([time, v.literal("24:00")], "时间要写成 17:00");
const forwards = (span: HourSpan) => span.from < span.to;
const span = v.pipe(v.strictObject({ from: time, to: endTime }), v.check(forwards, "结束时间要晚于开始时间"));
const spans = v.pipe(
  v.array(span),
  v.maxLength(6, "一天最多 6 段"),
  v.check(
    (list) => list.every((one, at) => at === 0 || (list[at - 1]?.to ?? "") <= one.from),
    "时段要按先后排列，不能重叠",
  ),
);
/** Spans for each kind of day, and the days that are different: for the desk as for the windows of a hall. */
export const hourDays = v.strictObject(
  Object.fromEntries(dayKinds.map((kind) => [kind, spans])) as Record<(typeof dayKinds)[number], typeof spans>,
);
export const hourSpecials = v.pipe(
  v.array(v.strictObject({ day, spans, why: line(20, "原因") })),
  v.maxLength(60, "特殊日期最多 60 天，请删去过去的"),
  v.check((list) => new Set(list.map((one) => one.day)).size === list.length, "同一天写了两次"),
);

export const usualWaitLimit = 10;
export const groupDraft = v.strictObject({
  name: line(20, "名称"),
  about: v.pipe(v.string(), v.trim(), v.maxLength(100, "说明最多 100 个字")),
  words: v.pipe(v.array(line(12, "关键词")), v.maxLength(40, "关键词最多 40 个")),
  hourPlanId: v.nullable(id),
  /** Minutes of working time: who waits longer is asked once whether they would rather leave a message. */
  waitLimit: v.optional(
    v.pipe(
      v.number("请填写分钟数"),
      v.integer("请填写整数分钟"),
      v.minValue(1, "最少 1 分钟"),
      v.maxValue(120, "最多 120 分钟"),
    ),
    usualWaitLimit,
  ),
});
export type GroupDraft = v.InferOutput<typeof groupDraft>;
export const hourPlanDraft = v.strictObject({
  name: line(20, "名称"),
  days: hourDays,
  special: hourSpecials,
  service: v.optional(v.picklist(["desk", "wechat"], "请选择由谁接待"), "desk"),
});
export type HourPlanDraft = v.InferOutput<typeof hourPlanDraft>;

const shiftTimes = v.strictObject({
  from: time,
  to: v.pipe(
    time,
    v.check((at) => at !== "00:00", "班次要在当天结束"),
  ),
  note: v.pipe(v.string(), v.trim(), v.maxLength(50, "备注最多 50 个字")),
});
export const replyDraft = v.strictObject({
  scope: v.picklist(["private", "group", "public"]),
  groupId: v.nullable(id),
  title: line(30, "标题"),
  text: v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1, "请填写内容"),
    v.maxLength(600, "内容最多 600 个字，微信一条装不下更多"),
    v.check((text) => strangeVariables(text).length === 0, "花括号里的变量名不认识，请从列表里选"),
  ),
});
export type ReplyDraft = v.InferOutput<typeof replyDraft>;

/** The order of the desk 班组: for administrators, and for supervisors in their own groups. Reads of replies are for agents too. */
export const rosterRoutes = {
  groups: route("GET", "/console/api/groups", nothing, answers<{ groups: GroupView[]; staff: StaffBrief[] }>()),
  addGroup: route("POST", "/console/api/groups", groupDraft, answers<GroupView>()),
  changeGroup: route(
    "PUT",
    "/console/api/groups/:id",
    v.strictObject({ id, ...groupDraft.entries }),
    answers<GroupView>(),
  ),
  closeGroup: route("DELETE", "/console/api/groups/:id", v.strictObject({ id }), answers<{ done: true }>()),
  setMember: route(
    "PUT",
    "/console/api/groups/:id/members/:staffId",
    v.strictObject({
      id,
      staffId: id,
      level: v.picklist([1, 2, 3]),
      cap: v.pipe(v.number(), v.integer(), v.minValue(1, "上限至少 1 个"), v.maxValue(50, "上限最多 50 个")),
    }),
    answers<GroupView>(),
  ),
  removeMember: route(
    "DELETE",
    "/console/api/groups/:id/members/:staffId",
    v.strictObject({ id, staffId: id }),
    answers<GroupView>(),
  ),

  plans: route("GET", "/console/api/hour-plans", nothing, answers<HourPlanView[]>()),
  addPlan: route("POST", "/console/api/hour-plans", hourPlanDraft, answers<HourPlanView>()),
  changePlan: route(
    "PUT",
    "/console/api/hour-plans/:id",
    v.strictObject({ id, ...hourPlanDraft.entries }),
    answers<HourPlanView>(),
  ),
  removePlan: route("DELETE", "/console/api/hour-plans/:id", v.strictObject({ id }), answers<{ done: true }>()),

  shifts: route(
    "GET",
    "/console/api/shifts",
    v.strictObject({ from: day, to: day }),
    answers<{ shifts: ShiftView[]; staff: StaffBrief[] }>(),
  ),
  /** The same times for several people on several days. */
  addShifts: route(
    "POST",
    "/console/api/shifts",
    v.strictObject({
      staffIds: v.pipe(v.array(id), v.minLength(1, "请选人"), v.maxLength(100)),
      days: v.pipe(v.array(day), v.minLength(1, "请选日期"), v.maxLength(62, "一次最多排 62 天")),
      ...shiftTimes.entries,
    }),
    answers<{ added: number }>(),
  ),
  changeShift: route(
    "PUT",
    "/console/api/shifts/:id",
    v.strictObject({ id, ...shiftTimes.entries }),
    answers<ShiftView>(),
  ),
  removeShift: route("DELETE", "/console/api/shifts/:id", v.strictObject({ id }), answers<{ done: true }>()),

  /** All that who asks can see, for the room where they are kept. */
  replies: route(
    "GET",
    "/console/api/replies",
    nothing,
    answers<{ replies: ReplyView[]; groups: { id: string; name: string; mine: boolean }[]; mayPublic: boolean }>(),
  ),
  /** For the composer: the best few for what stands behind the `/`. */
  findReplies: route(
    "GET",
    "/console/api/desk/replies",
    v.strictObject({ text: v.optional(v.pipe(v.string(), v.maxLength(40, "要找的词最多 40 个字")), "") }),
    answers<ReplyView[]>(),
  ),
  replyUsed: route("POST", "/console/api/desk/replies/:id/used", v.strictObject({ id }), answers<{ used: number }>()),
  addReply: route("POST", "/console/api/replies", replyDraft, answers<ReplyView>()),
  changeReply: route(
    "PUT",
    "/console/api/replies/:id",
    v.strictObject({ id, ...replyDraft.entries }),
    answers<ReplyView>(),
  ),
  removeReply: route("DELETE", "/console/api/replies/:id", v.strictObject({ id }), answers<{ done: true }>()),
};
