/**
 * The fixed life of a case 办件, the same for every item:
 *
 *   draft ─submit→ submitted ─accept→ accepted ─approve→ approved ─effect→ effective ─close→ closed
 *     │               │                  │  ↖resubmit        decline→ declined ─close→ closed
 *     │               └─withdraw→ withdrawn └─return→ returned ─(time)→ expired
 *
 * What is effective may still be wrong: `ask-correction` opens a request that a reviewer answers; the state stays. What would change
 * the ledger is proposed by one and confirmed by another.
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
  | "propose"
  | "sendBack"
  | "explain"
  | "effect"
  | "close"
  | "expire"
  | "rate"
  | "ask-correction"
  | "propose-correction"
  | "send-back-correction"
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
  /** ISO instant until which a draft, a returned case or one in its cool-off waits for the person; null: it does not wait. */
  waitsUntil: string | null;
  /** A request for a correction 更正 waits for a reviewer. */
  correcting: boolean;
  /** It changes the ledger: like whatever is of high risk, one proposes it and another confirms. */
  correctsLedger?: boolean;
  correctionProposal?: { mine: boolean } | null;
  /** A second pair of eyes decides (经办条例 37): one proposes, another confirms or sends back. Absent: one is enough. */
  needsSecond?: boolean;
  /** What the first reviewer proposed; `mine` when it was who asks. A maker never checks their own. */
  proposal?: { as: "approve" | "decline"; mine: boolean } | null;
  /** A further notice is open to a reviewer: a supervisor consented, or the resubmission itself made new gaps. */
  another?: boolean;
  /** Its content was erased 清除 at the end of its term: nothing happens to it any more. */
  erased?: boolean;
  /** The promised or the statutory day is past: the person is owed a reason (优化营商环境条例 36). */
  late?: boolean;
}

/** High-risk items that people decide are decided by two. What a machine decides at once needs nobody. */
export const needsSecond = (risk: "low" | "medium" | "high", handling: CaseMoment["handling"]): boolean =>
  risk === "high" && handling !== "instant";

interface Rule {
  from: CaseState;
  action: CaseAction;
  to: CaseState;
  who: readonly CaseRole[];
  when?: (moment: CaseMoment, role: CaseRole) => boolean;
}

const staff = ["reviewer", "supervisor"] as const;
const undecided = (moment: CaseMoment) => !moment.proposal;
const firstNotice = (moment: CaseMoment, role: CaseRole) =>
  undecided(moment) && (moment.returns === 0 || role === "supervisor" || moment.another === true);
/** The last word: of one when one is enough, else of another than the proposer, and only on what was proposed. */
const lastWord = (as: "approve" | "decline") => (moment: CaseMoment, role: CaseRole) =>
  moment.proposal
    ? role !== "system" && moment.proposal.as === as && !moment.proposal.mine
    : moment.needsSecond !== true;
const reviewed = (moment: CaseMoment) => moment.handling !== "instant";
const settled = (moment: CaseMoment) => !moment.correcting;
const correcting = (moment: CaseMoment) => moment.correcting;
/** Words alone are answered by one; what changes the ledger by another than who proposed it. */
const mayCorrect = (moment: CaseMoment) =>
  moment.correcting && (moment.correctsLedger !== true || moment.correctionProposal?.mine === false);
const mayPropose = (moment: CaseMoment) =>
  moment.correcting && moment.correctsLedger === true && !moment.correctionProposal;
const proposedCorrection = (moment: CaseMoment) => moment.correcting && Boolean(moment.correctionProposal);
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
  { from: "accepted", action: "approve", to: "approved", who: [...staff, "system"], when: lastWord("approve") },
  { from: "accepted", action: "decline", to: "declined", who: [...staff, "system"], when: lastWord("decline") },
  {
    from: "accepted",
    action: "propose",
    to: "accepted",
    who: staff,
    when: (m) => m.needsSecond === true && undecided(m),
  },
  // The checker sends it back; the maker takes it back.
  { from: "accepted", action: "sendBack", to: "accepted", who: staff, when: (m) => !undecided(m) },
  { from: "accepted", action: "explain", to: "accepted", who: [...staff, "system"], when: (m) => m.late === true },
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
  { from: "effective", action: "propose-correction", to: "effective", who: staff, when: mayPropose },
  { from: "closed", action: "propose-correction", to: "closed", who: staff, when: mayPropose },
  { from: "effective", action: "send-back-correction", to: "effective", who: staff, when: proposedCorrection },
  { from: "closed", action: "send-back-correction", to: "closed", who: staff, when: proposedCorrection },
  { from: "effective", action: "correct", to: "effective", who: staff, when: mayCorrect },
  { from: "closed", action: "correct", to: "closed", who: staff, when: mayCorrect },
  { from: "effective", action: "refuse-correction", to: "effective", who: staff, when: correcting },
  { from: "closed", action: "refuse-correction", to: "closed", who: staff, when: correcting },
  { from: "draft", action: "expire", to: "expired", who: ["system"] },
  { from: "returned", action: "expire", to: "expired", who: ["system"] },
];

const applies = (rule: Rule, moment: CaseMoment, role: CaseRole, now: Date): boolean => {
  if (rule.from !== moment.state || !rule.who.includes(role)) return false;
  if (moment.erased === true) return false;
  if (rule.when && !rule.when(moment, role)) return false;
  const over = moment.waitsUntil !== null && now.getTime() > Date.parse(moment.waitsUntil);
  // 冷静期: what was submitted and still waits may only be taken back.
  if (moment.state === "submitted" && moment.waitsUntil !== null && !over && role !== "applicant") return false;
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
