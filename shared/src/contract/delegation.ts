import * as v from "valibot";
import type { Capacity } from "../item/index.ts";
import { answers, route } from "./route.ts";

const id = v.pipe(v.string(), v.uuid("编号不对，请从列表重新进入"));
const code = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,79}$/, "事项编号不对"));
const day = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/, "日期不对，请按「2026-01-31」这样填写"));
const scope = v.pipe(v.array(code), v.maxLength(100, "事项选得太多了"));
const nothing = v.strictObject({});
/** Another person is named by what stands on their ID card: number and name must belong together. */
const named = {
  idNumber: v.pipe(v.string(), v.maxLength(40)),
  name: v.pipe(v.string(), v.maxLength(60)),
};

/** For whom: `self`, `employer:<id>` or `agent:<id of the person>`. One word, so that a query can carry it too. */
const forPattern = /^(?:self|(?:employer|agent):[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
export const forWhom = v.optional(v.pipe(v.string(), v.regex(forPattern, "为谁办没有选对，请重新选择")), "self");

export type ForWhom = { as: "self" } | { as: "employer"; employerId: string } | { as: "agent"; personId: string };
export function readForWhom(text: string): ForWhom {
  const [as, about = ""] = text.split(":");
  if (as === "employer") return { as, employerId: about };
  return as === "agent" ? { as, personId: about } : { as: "self" };
}

export const relations = ["community-agent", "family", "other"] as const;
export type Relation = (typeof relations)[number];
export const relationName: Record<Relation, string> = {
  "community-agent": "社区代办员",
  family: "家人",
  other: "受托人",
};

export type RightState = "offered" | "coming" | "active" | "ended";
export type MandateEnd = "declined" | "taken-back" | "given-up" | "expired" | "counter";
export type ClerkEnd = "handed-over" | "ended" | "given-up" | "expired" | "counter";

/** 授权: names are masked. */
export interface MandateView {
  id: string;
  /** The other side: the holder for who gave it, the giver for who holds it. */
  other: string;
  relation: Relation;
  items: { code: string; name: string }[];
  lookups: boolean;
  from: string;
  until: string;
  state: RightState;
  ended: { at: string; because: MandateEnd } | null;
  road: "phone" | "paper";
  document: string | null;
}

export interface ClerkView {
  id: string;
  name: string;
  me: boolean;
  from: string;
  until: string;
  /** Null: everything a clerk may do. */
  items: { code: string; name: string }[] | null;
  state: RightState;
  grantedBy: "legal-person" | "counter" | "hand-over";
  ended: { at: string; because: ClerkEnd } | null;
}

export interface MyEmployer {
  id: string;
  name: string;
  creditCode: string;
  trust: "vip" | "ordinary";
  employees: number;
  /** The legal person appoints; a clerk acts. Somebody may be both. */
  legalPerson: boolean;
  clerks: ClerkView[];
}

/** For whom the person may act today, besides themselves; by whole name. */
export interface Acting {
  employers: { id: string; name: string; until: string; items: string[] | null }[];
  people: { id: string; name: string; relation: Relation; until: string; items: string[]; lookups: boolean }[];
}

export interface EmployeeCard {
  id: string;
  name: string;
  idNumber: string;
  since: string;
}

/** One look at the person's data by somebody else. */
export interface AccessEntry {
  at: string;
  /** 代办员 王*, 武汉…公司 经办人 李*, 社保工作人员. */
  who: string;
  what: string;
  reason: string | null;
}

export type DelegationScope = { code: string; name: string }[];

/** Acting for another: mandates 授权代办, employers' clerks 单位经办人, and who has looked 谁看过我的信息. */
export const citizenDelegation = {
  mandates: route(
    "GET",
    "/api/mandates",
    nothing,
    answers<{ given: MandateView[]; held: MandateView[]; scope: DelegationScope }>(),
  ),
  offerMandate: route(
    "POST",
    "/api/mandates",
    v.strictObject({ ...named, relation: v.picklist(relations), items: scope, lookups: v.boolean(), until: day }),
    answers<MandateView>(),
  ),
  answerMandate: route(
    "POST",
    "/api/mandates/:id/answer",
    v.strictObject({ id, action: v.picklist(["accept", "decline", "end"]) }),
    answers<MandateView>(),
  ),

  employers: route("GET", "/api/employers", nothing, answers<{ employers: MyEmployer[]; scope: DelegationScope }>()),
  appointClerk: route(
    "POST",
    "/api/employers/:id/clerks",
    v.strictObject({ id, ...named, items: v.nullable(scope), until: day }),
    answers<MyEmployer>(),
  ),
  handOver: route("POST", "/api/clerks/:id/hand-over", v.strictObject({ id, ...named }), answers<{ done: true }>()),
  endClerk: route("POST", "/api/clerks/:id/end", v.strictObject({ id }), answers<{ done: true }>()),
  /** Searched by POST: a name belongs in no URL. */
  employees: route(
    "POST",
    "/api/employers/:id/employees/search",
    v.strictObject({ id, named: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(30)), "") }),
    answers<{ employees: EmployeeCard[]; total: number }>(),
  ),

  accessLog: route("GET", "/api/access-log", nothing, answers<AccessEntry[]>()),
};

const documentNumber = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^[\p{L}\p{N}（）()〔〕[\]-]{4,40}$/u, "请填写纸质材料编号，4 到 40 个字"),
);
const idChecked = v.literal(true, "请先核对身份证原件和签名");

export interface PersonRights {
  given: MandateView[];
  held: MandateView[];
  clerkOf: (Omit<ClerkView, "name" | "me"> & { employer: string })[];
}
export interface EmployerCard {
  id: string;
  name: string;
  creditCode: string;
  clerks: ClerkView[];
}

/** The counter's side: what was signed on paper. */
export const staffDelegation = {
  delegationScope: route(
    "GET",
    "/console/api/delegation/scope",
    nothing,
    answers<{ mandates: DelegationScope; clerks: DelegationScope }>(),
  ),
  personRights: route("GET", "/console/api/people/:id/rights", v.strictObject({ id }), answers<PersonRights>()),
  recordMandate: route(
    "POST",
    "/console/api/mandates",
    v.strictObject({
      person: id,
      holder: id,
      relation: v.picklist(relations),
      items: scope,
      lookups: v.boolean(),
      until: day,
      document: documentNumber,
      idChecked,
    }),
    answers<PersonRights>(),
  ),
  endMandate: route("POST", "/console/api/mandates/:id/end", v.strictObject({ id }), answers<{ done: true }>()),
  findEmployer: route(
    "POST",
    "/console/api/employers/search",
    v.strictObject({ creditCode: v.pipe(v.string(), v.maxLength(40)) }),
    answers<EmployerCard | null>(),
  ),
  recordClerk: route(
    "POST",
    "/console/api/employers/:id/clerks",
    v.strictObject({ id, person: id, items: v.nullable(scope), until: day, document: documentNumber, idChecked }),
    answers<EmployerCard>(),
  ),
  endClerk: route("POST", "/console/api/clerks/:id/end", v.strictObject({ id }), answers<{ done: true }>()),
};

/** Words for a case that is not one's own. */
export interface OnBehalf {
  capacity: Capacity;
  /** How the one who looks stands to it. */
  viewer: "self" | "actor" | "subject" | "staff";
  /** Masked. */
  actor: string;
  /** Name of the person, whole for who acts and masked for others; the employer's when it is about the employer. */
  subject: string;
  employer: string | null;
  relation: Relation | null;
}
