import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  actionsFor,
  afterAction,
  caseStates,
  isOver,
  type CaseAction,
  type CaseMoment,
  type CaseRole,
} from "./lifecycle.ts";

const now = new Date("2026-11-23T02:00:00Z");
const reviewed: CaseMoment = {
  state: "draft",
  handling: "reviewed",
  returns: 0,
  rated: false,
  waitsUntil: null,
  correcting: false,
};
const walk = (start: CaseMoment, path: [CaseAction, CaseRole][]): CaseMoment =>
  path.reduce((moment, [action, role]) => {
    const state = afterAction(moment, action, role, now);
    if (state === undefined) throw new Error(`${action} by ${role} is not allowed in ${moment.state}`);
    return {
      ...moment,
      state,
      returns: moment.returns + (action === "return" ? 1 : 0),
      rated: moment.rated || action === "rate",
    };
  }, start);

const moments = fc.record({
  state: fc.constantFrom(...caseStates),
  handling: fc.constantFrom("instant" as const, "reviewed" as const, "counter" as const),
  returns: fc.nat(2),
  rated: fc.boolean(),
  correcting: fc.boolean(),
  correctsLedger: fc.boolean(),
  correctionProposal: fc.option(fc.record({ mine: fc.boolean() })),
  waitsUntil: fc.constantFrom(null, "2026-11-01T00:00:00.000Z", "2026-12-31T00:00:00.000Z"),
  needsSecond: fc.boolean(),
  proposal: fc.option(fc.record({ as: fc.constantFrom("approve" as const, "decline" as const), mine: fc.boolean() })),
  another: fc.boolean(),
  late: fc.boolean(),
});
const roles = fc.constantFrom<CaseRole>("applicant", "reviewer", "supervisor", "system");
const everyAction: CaseAction[] = [
  "save",
  "submit",
  "resubmit",
  "withdraw",
  "accept",
  "return",
  "approve",
  "decline",
  "propose",
  "sendBack",
  "explain",
  "effect",
  "close",
  "expire",
  "rate",
  "ask-correction",
  "propose-correction",
  "send-back-correction",
  "correct",
  "refuse-correction",
];

describe("the life of a case", () => {
  it("carries a reviewed case through one notice to its end", () => {
    const end = walk(reviewed, [
      ["save", "applicant"],
      ["submit", "applicant"],
      ["accept", "reviewer"],
      ["return", "reviewer"],
      ["save", "applicant"],
      ["resubmit", "applicant"],
      ["approve", "reviewer"],
      ["effect", "system"],
      ["rate", "applicant"],
      ["close", "system"],
    ]);
    expect(end.state).toBe("closed");
  });

  it("lets only the machine move an instant case after it was submitted", () => {
    const submitted = walk({ ...reviewed, handling: "instant" }, [["submit", "applicant"]]);
    expect(actionsFor(submitted, "reviewer", now)).toEqual([]);
    expect(actionsFor(submitted, "applicant", now)).toEqual([]);
    expect(actionsFor(submitted, "system", now)).toEqual(["accept"]);
  });

  it("keeps a second round of gaps for a supervisor", () => {
    const again = { ...reviewed, state: "accepted" as const, returns: 1 };
    expect(actionsFor(again, "reviewer", now)).toEqual(["approve", "decline"]);
    expect(actionsFor(again, "supervisor", now)).toContain("return");
  });

  it("stops waiting at its time even before the nightly job", () => {
    const late = { ...reviewed, state: "returned" as const, waitsUntil: "2026-11-22T15:59:59.000Z" };
    expect(actionsFor(late, "applicant", now)).toEqual([]);
    expect(actionsFor(late, "system", now)).toEqual(["expire"]);
    expect(actionsFor({ ...late, waitsUntil: "2026-11-24T00:00:00.000Z" }, "system", now)).toEqual([]);
  });

  it("rates once", () => {
    const done = { ...reviewed, state: "effective" as const };
    expect(actionsFor(done, "applicant", now)).toEqual(["rate", "ask-correction"]);
    expect(actionsFor({ ...done, rated: true }, "applicant", now)).toEqual(["ask-correction"]);
  });

  it("asks for one correction at a time, and only of what is done", () => {
    const done = { ...reviewed, state: "effective" as const, rated: true };
    const asked = { ...done, correcting: true };
    expect(actionsFor(asked, "applicant", now)).toEqual([]);
    expect(actionsFor(asked, "reviewer", now)).toEqual(["correct", "refuse-correction"]);
    expect(actionsFor(done, "reviewer", now)).toEqual([]);
    for (const state of ["draft", "submitted", "accepted", "returned", "declined", "withdrawn"] as const)
      expect(actionsFor({ ...reviewed, state }, "applicant", now)).not.toContain("ask-correction");
  });

  it("has what changes the ledger proposed by one and confirmed by another; anybody may say no", () => {
    const asked = {
      ...reviewed,
      state: "effective" as const,
      rated: true,
      correcting: true,
      correctsLedger: true,
      correctionProposal: null,
    };
    expect(actionsFor(asked, "reviewer", now)).toEqual(["propose-correction", "refuse-correction"]);
    const mine = { ...asked, correctionProposal: { mine: true } };
    expect(actionsFor(mine, "supervisor", now)).toEqual(["send-back-correction", "refuse-correction"]);
    const anothers = { ...asked, correctionProposal: { mine: false } };
    expect(actionsFor(anothers, "reviewer", now)).toEqual(["send-back-correction", "correct", "refuse-correction"]);
  });

  it("gives a button exactly where the action leads somewhere", () => {
    fc.assert(
      fc.property(moments, roles, fc.constantFrom(...everyAction), (moment, role, action) => {
        expect(actionsFor(moment, role, now).includes(action)).toBe(
          afterAction(moment, action, role, now) !== undefined,
        );
      }),
    );
  });

  it("never leaves a state that is over except to close, to rate or to correct", () => {
    fc.assert(
      fc.property(moments, roles, (moment, role) => {
        if (!isOver(moment.state)) return;
        for (const action of actionsFor(moment, role, now))
          expect([
            "close",
            "rate",
            "ask-correction",
            "propose-correction",
            "send-back-correction",
            "correct",
            "refuse-correction",
          ]).toContain(action);
      }),
    );
  });

  it("never lets staff write for the applicant or the applicant decide", () => {
    fc.assert(
      fc.property(moments, (moment) => {
        for (const action of actionsFor(moment, "reviewer", now))
          expect([
            "accept",
            "return",
            "approve",
            "decline",
            "propose",
            "sendBack",
            "explain",
            "propose-correction",
            "send-back-correction",
            "correct",
            "refuse-correction",
          ]).toContain(action);
        for (const action of actionsFor(moment, "applicant", now))
          expect(["save", "submit", "resubmit", "withdraw", "rate", "ask-correction"]).toContain(action);
      }),
    );
  });

  it("has two people decide what needs two: nobody has the last word on their own proposal, or without one", () => {
    fc.assert(
      fc.property(moments, fc.constantFrom<CaseRole>("reviewer", "supervisor"), (moment, role) => {
        const may = actionsFor({ ...moment, needsSecond: true }, role, now);
        for (const word of ["approve", "decline"] as const)
          if (may.includes(word)) {
            expect(moment.proposal?.as).toBe(word);
            expect(moment.proposal?.mine).toBe(false);
          }
        if (may.includes("propose")) expect(moment.proposal).toBeNull();
        if (moment.proposal) expect(may).not.toContain("return");
      }),
    );
  });

  /** Any walk of two reviewers, a supervisor and the machine: who proposes is kept as a server keeps it. */
  it("never ends decided by one person alone, whatever they try in whatever order", () => {
    const people = [
      { id: "a", role: "reviewer" as const },
      { id: "b", role: "reviewer" as const },
      { id: "s", role: "supervisor" as const },
    ];
    const step = fc.record({
      who: fc.constantFrom(...people),
      action: fc.constantFrom<CaseAction>("accept", "propose", "sendBack", "approve", "decline", "return"),
      as: fc.constantFrom("approve" as const, "decline" as const),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let state: CaseMoment["state"] = "submitted";
        let proposal: { as: "approve" | "decline"; by: string } | null = null;
        for (const { who, action, as } of steps) {
          const moment: CaseMoment = {
            ...reviewed,
            state,
            needsSecond: true,
            proposal: proposal && { as: proposal.as, mine: proposal.by === who.id },
          };
          const to = afterAction(moment, action, who.role, now);
          if (to === undefined) continue;
          if (to === "approved" || to === "declined") {
            expect(proposal).not.toBeNull();
            expect(proposal?.by).not.toBe(who.id);
            return;
          }
          state = to;
          if (action === "propose") proposal = { as, by: who.id };
          if (action === "sendBack") proposal = null;
        }
      }),
    );
  });

  it("opens a second notice to a reviewer for new gaps or by consent, and owes a reason only when late", () => {
    const again = { ...reviewed, state: "accepted" as const, returns: 1 };
    expect(actionsFor({ ...again, another: true }, "reviewer", now)).toContain("return");
    expect(actionsFor(again, "reviewer", now)).not.toContain("explain");
    expect(actionsFor({ ...again, late: true }, "system", now)).toContain("explain");
  });

  it("lets nobody do anything to what was erased", () => {
    for (const state of caseStates)
      for (const role of ["applicant", "reviewer", "supervisor", "system"] as const)
        expect(actionsFor({ ...reviewed, state, correcting: true, erased: true }, role, now)).toEqual([]);
  });
});
