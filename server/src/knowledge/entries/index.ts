import type { KnowledgeAudience } from "@wsi/shared/contract";
import type { Entry } from "../entry.ts";
import { card } from "./card.ts";
import { employer } from "./employer.ts";
import { flexible } from "./flexible.ts";
import { maternity } from "./maternity.ts";
import { medical } from "./medical.ts";
import { medicalCare } from "./medical-care.ts";
import { moving } from "./moving.ts";
import { payment } from "./payment.ts";
import { pension } from "./pension.ts";
import { residents } from "./residents.ts";
import { retirement } from "./retirement.ts";
import { service } from "./service.ts";
import { unemployment } from "./unemployment.ts";
import { workInjury } from "./work-injury.ts";

/** Whom a whole topic speaks to, unless an entry says otherwise. */
const to = (audience: readonly KnowledgeAudience[], topic: readonly Entry[]): Entry[] =>
  topic.map((entry) => ({ audience, ...entry }));

/** What the office says, in its own words, from statutes and official answers. One file per topic. */
export const entries: readonly Entry[] = [
  ...to(["flexible"], flexible),
  ...medical,
  ...to(["unemployed"], unemployment),
  ...card,
  ...pension,
  ...to(["employer"], employer),
  ...to(["employee"], workInjury),
  ...to(["employee"], maternity),
  ...medicalCare,
  ...payment,
  ...service,
  ...moving,
  ...to(["retired", "employee", "flexible"], retirement),
  ...to(["resident"], residents),
];
