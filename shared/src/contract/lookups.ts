import * as v from "valibot";
import { isMonth } from "../values/index.ts";
import { forWhom } from "./delegation.ts";
import type {
  PersonalAccountView,
  ArrearsView,
  BenefitsView,
  MonthExplained,
  Overview,
  PaymentHistory,
  ProjectsView,
  RegisteredInfo,
  ReminderChoices,
  RosterView,
  StaffView,
  StatementView,
  TierHistory,
} from "./lookup-views.ts";
import { paymentStates, reminderKinds } from "./lookup-views.ts";
import { answers, route } from "./route.ts";

const id = v.pipe(v.string(), v.uuid("编号不对，请从列表重新进入"));
const month = v.pipe(v.string(), v.check(isMonth, "月份不对，请按「2026-01」这样填写"));
const year = v.pipe(v.string(), v.regex(/^(?:19|20|21)\d\d$/, "年份不对，请写四位数的年份"), v.transform(Number));
const page = v.optional(
  v.pipe(v.string(), v.regex(/^\d{1,5}$/, "页码不对，请从头翻页"), v.transform(Number), v.minValue(1)),
  "1",
);
const pageNumber = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99_999)), 1);
const named = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(30, "姓名最多 30 个字")), "");
const whose = v.strictObject({ for: forWhom });

/** What of the records is asked for; every part may be left out. */
const paymentFilter = {
  for: forWhom,
  employee: v.optional(id),
  from: v.optional(year),
  to: v.optional(year),
  scheme: v.optional(v.picklist(["pension", "medical", "unemployment", "work-injury", "maternity"], "请重新选择险种")),
  state: v.optional(v.picklist(paymentStates, "请重新选择状态")),
  /** A key of `known.payers`: a name belongs in no URL. */
  payer: v.optional(v.pipe(v.string(), v.regex(/^(?:flexible|\d{1,3})$/, "请重新选择单位"))),
};
export const paymentFilterInput = v.strictObject(paymentFilter);
export const statementFileInput = v.strictObject({ employer: id, month });

/** 查询. Of the person chosen by `for`; an employer's clerk sees what is with that employer and no more. */
export const citizenLookups = {
  overview: route("GET", "/api/lookups/overview", whose, answers<Overview>()),
  paymentHistory: route(
    "GET",
    "/api/lookups/payments",
    v.strictObject({ ...paymentFilter, page }),
    answers<PaymentHistory>(),
  ),
  explainMonth: route(
    "GET",
    "/api/lookups/months/:month",
    v.strictObject({ month, for: forWhom, employee: v.optional(id) }),
    answers<MonthExplained>(),
  ),
  personalAccount: route("GET", "/api/lookups/account", whose, answers<PersonalAccountView>()),
  arrears: route("GET", "/api/lookups/arrears", whose, answers<ArrearsView>()),
  tiers: route("GET", "/api/lookups/tiers", whose, answers<TierHistory>()),
  benefits: route("GET", "/api/lookups/benefits", whose, answers<BenefitsView>()),
  registeredInfo: route("GET", "/api/lookups/registered", whose, answers<RegisteredInfo>()),

  /** By POST: a name belongs in no URL. Unpaid first, then by name. */
  statement: route(
    "POST",
    "/api/lookups/statement",
    v.strictObject({ employer: id, month, named, unpaid: v.optional(v.boolean(), false), page: pageNumber }),
    answers<StatementView>(),
  ),
  staffList: route(
    "POST",
    "/api/lookups/staff",
    v.strictObject({ employer: id, named, page: pageNumber }),
    answers<StaffView>(),
  ),
  projects: route("GET", "/api/lookups/projects", v.strictObject({ employer: id }), answers<ProjectsView>()),
  projectRoster: route(
    "GET",
    "/api/lookups/projects/:id",
    v.strictObject({ id, employer: id, page }),
    answers<RosterView>(),
  ),

  reminders: route("GET", "/api/reminders", v.strictObject({}), answers<ReminderChoices>()),
  chooseReminder: route(
    "PUT",
    "/api/reminders",
    v.strictObject({ kind: v.picklist(reminderKinds, "没有这种提醒，请刷新后再试"), on: v.boolean() }),
    answers<ReminderChoices>(),
  ),
};

/** Not JSON: the same records as .xlsx. */
export const lookupFiles = {
  payments: "/api/lookups/payments.xlsx",
  statement: "/api/lookups/statement.xlsx",
} as const;
