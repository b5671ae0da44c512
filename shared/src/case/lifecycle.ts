/**
 * The fixed life of a case 办件, the same for every item:
 *
 *   draft ─submit→ submitted ─accept→ accepted ─approve→ approved ─effect→ effective ─close→ closed
 *     │               │                  │  ↖resubmit        decline→ declined ─close→ closed
 *     │               └─withdraw→ withdrawn └─return→ returned ─(time)→ expired
 *
 * What is effective may still be wrong: `ask-correction` opens a request that a reviewer answers; the state stays.
 * `actionsFor` gives the buttons on every screen; the server answers 409 to anything else, from the same function.
 */
export const caseStates = [
  "draft",
  "submitted",
  "accepted",
  "returned",
  "approved",
  "declined",
  "effective",
  "closed",
  "withdrawn",
  "expired",
] as const;
export type CaseState = (typeof caseStates)[number];

export type CaseAction =
  | "save"
  | "submit"
  | "resubmit"
  | "withdraw"
  | "accept"
  | "return"
  | "approve"
  | "decline"
  | "effect"
  | "close"
  | "expire"
  | "rate"
  | "ask-correction"
  | "correct"
  | "refuse-correction";

/** A supervisor is a reviewer who may also demand more than the first notice did (S50: no second round for old gaps). */
export type CaseRole = "applicant" | "reviewer" | "supervisor" | "system";

/** As much of a case as decides what may happen to it. */
export interface CaseMoment {
  state: CaseState;
  handling: "instant" | "reviewed" | "counter";
  /** How many one-off notices have been sent. */
  returns: number;
  rated: boolean;
  /** ISO instant until which a draft or a returned case waits for the person; null: it does not wait. */
  waitsUntil: string | null;
  /** A request for a correction 更正 waits for a reviewer. */
  correcting: boolean;
}

interface Rule {
  from: CaseState;
  action: CaseAction;
  to: CaseState;
  who: readonly CaseRole[];
  when?: (moment: CaseMoment, role: CaseRole) => boolean;
}

const staff = ["reviewer", "supervisor"] as const;
const firstNotice = (moment: CaseMoment, role: CaseRole) => moment.returns === 0 || role === "supervisor";
const reviewed = (moment: CaseMoment) => moment.handling !== "instant";
const settled = (moment: CaseMoment) => !moment.correcting;
const correcting = (moment: CaseMoment) => moment.correcting;
const unrated = (moment: CaseMoment) => !moment.rated;

const rules: readonly Rule[] = [
  { from: "draft", action: "save", to: "draft", who: ["applicant"] },
  { from: "draft", action: "submit", to: "submitted", who: ["applicant"] },
  { from: "draft", action: "withdraw", to: "withdrawn", who: ["applicant"] },
  {
    from: "submitted",
    action: "accept",
    to: "accepted",
    who: [...staff, "system"],
    when: (m, r) => r === "system" || reviewed(m),
  },
  { from: "submitted", action: "withdraw", to: "withdrawn", who: ["applicant"], when: reviewed },
  { from: "submitted", action: "return", to: "returned", who: staff, when: (m, r) => reviewed(m) && firstNotice(m, r) },
  { from: "accepted", action: "return", to: "returned", who: staff, when: firstNotice },
  { from: "accepted", action: "approve", to: "approved", who: [...staff, "system"] },
  { from: "accepted", action: "decline", to: "declined", who: [...staff, "system"] },
  { from: "returned", action: "save", to: "returned", who: ["applicant"] },
  { from: "returned", action: "resubmit", to: "accepted", who: ["applicant"] },
  { from: "returned", action: "withdraw", to: "withdrawn", who: ["applicant"] },
  { from: "approved", action: "effect", to: "effective", who: ["system"] },
  { from: "effective", action: "close", to: "closed", who: ["system"] },
  { from: "declined", action: "close", to: "closed", who: ["system"] },
  { from: "effective", action: "rate", to: "effective", who: ["applicant"], when: unrated },
  { from: "declined", action: "rate", to: "declined", who: ["applicant"], when: unrated },
  { from: "closed", action: "rate", to: "closed", who: ["applicant"], when: unrated },
  { from: "effective", action: "ask-correction", to: "effective", who: ["applicant"], when: settled },
  { from: "closed", action: "ask-correction", to: "closed", who: ["applicant"], when: settled },
  { from: "effective", action: "correct", to: "effective", who: staff, when: correcting },
  { from: "closed", action: "correct", to: "closed", who: staff, when: correcting },
  { from: "effective", action: "refuse-correction", to: "effective", who: staff, when: correcting },
  { from: "closed", action: "refuse-correction", to: "closed", who: staff, when: correcting },
  { from: "draft", action: "expire", to: "expired", who: ["system"] },
  { from: "returned", action: "expire", to: "expired", who: ["system"] },
];

const applies = (rule: Rule, moment: CaseMoment, role: CaseRole, now: Date): boolean => {
  if (rule.from !== moment.state || !rule.who.includes(role)) return false;
  if (rule.when && !rule.when(moment, role)) return false;
  const over = moment.waitsUntil !== null && now.getTime() > Date.parse(moment.waitsUntil);
  if (rule.action === "expire") return over;
  // What waits for the person stops waiting at its time, even when the nightly job has not come by yet.
  return !(over && (moment.state === "draft" || moment.state === "returned"));
};

/** What this role may do to this case now: the buttons. */
export const actionsFor = (moment: CaseMoment, role: CaseRole, now: Date): CaseAction[] =>
  rules.filter((rule) => applies(rule, moment, role, now)).map((rule) => rule.action);

/** Where the action leads, or undefined when it may not be done: the server's 409. */
export const afterAction = (moment: CaseMoment, action: CaseAction, role: CaseRole, now: Date): CaseState | undefined =>
  rules.find((rule) => rule.action === action && applies(rule, moment, role, now))?.to;

export const isOver = (state: CaseState): boolean =>
  state === "closed" || state === "withdrawn" || state === "expired" || state === "effective" || state === "declined";
