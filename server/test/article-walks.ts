/** How each row of the article's table is walked end to end: to add a row, name it here with its answers and what must have changed. */
import { addMonths, monthOf } from "@wsi/shared/values";
import { articleRows, type ArticleRow } from "@wsi/shared/items";
import { expect } from "vitest";
import { inTransaction } from "../src/db.ts";
import type { EmployerCode } from "../src/people/employers.ts";
import { employerId, personaOf, personIdOf, type PersonaCode } from "../src/people/index.ts";
import type { CoreInsurance } from "../src/ports/core-insurance.ts";
import type { Tx } from "../src/db.ts";
import type { House } from "./house.ts";
import { entrust, type Steps } from "./walk.ts";

export interface Walk {
  /** What must be there before, besides the invented people. */
  before?(house: House): Promise<void>;
  steps(house: House): Omit<Steps, "item">;
  /** A day within the window that the item has: the house's clock stands there for the walk. */
  on?(house: House): string;
  /** Looks into the ledger: the effect is there. */
  after(house: House, seen: { decision: { receipt: string }; [field: string]: unknown }): Promise<void>;
}

const idOf = (code: PersonaCode) => personIdOf(personaOf(code).idNumber);
const thisMonth = (house: House) => monthOf(house.today);
const ago = (house: House, months: number) => addMonths(thisMonth(house), -months);
const ledger = <T>(house: House, read: (core: CoreInsurance, tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(house.services.db, (tx) => read(house.services.core, tx));
const running = (house: House, code: PersonaCode) =>
  ledger(house, async (core, tx) =>
    (await core.enrolments(tx, idOf(code))).filter((one) => one.through === "flexible" && one.stoppedOn === undefined),
  );
const agentFor = (resident: PersonaCode, answers: Record<string, unknown> = {}) => ({
  who: "community-agent" as const,
  resident,
  answers,
});
const linesOf = (house: House, code: PersonaCode, months: number) =>
  ledger(house, (core, tx) => core.payments(tx, idOf(code), { from: ago(house, months), to: ago(house, months) }));
const certified = async (house: House, seen: { decision: { receipt: string } }, code: PersonaCode) => {
  const row = await house.services.db
    .selectFrom("certificates")
    .selectAll()
    .where("number", "=", seen.decision.receipt)
    .executeTakeFirstOrThrow();
  expect(row.person_id).toBe(idOf(code));
};

const clerkAt = (code: EmployerCode, who: PersonaCode, more: Partial<Steps> = {}) => ({
  who,
  employer: employerId(code),
  ...more,
});
const runningAt = (house: House, employer: EmployerCode, code: PersonaCode) =>
  house.services.db
    .selectFrom("enrolments")
    .select("id")
    .where("person_id", "=", idOf(code))
    .where("employer_id", "=", employerId(employer))
    .where("stopped_on", "is", null)
    .execute();

/** In this order: later rows stand on what earlier ones did. */
export const walks: Record<ArticleRow, Walk> = {
  S9: {
    steps: (house) =>
      clerkAt("teahouse", "teahouse-clerk", {
        employee: "unemployed",
        answers: { plan: "whole", entryDate: house.today, wage: 650_000, proof: "contract" },
        uploads: ["contract"],
      }),
    after: async (house) => expect(await runningAt(house, "teahouse", "unemployed")).toHaveLength(5),
  },
  S10: {
    steps: (house) =>
      clerkAt("garment", "garment-clerk", {
        employee: "garment-leaving",
        answers: { leavingDate: house.today, reason: "dismissed" },
        uploads: ["termination"],
      }),
    after: async (house) => expect(await runningAt(house, "garment", "garment-leaving")).toEqual([]),
  },
  S11: {
    steps: () => clerkAt("garment", "garment-clerk", { answers: { what: ["contact"], address: "武汉市虚构路 77 号" } }),
    after: async (house) =>
      expect(await ledger(house, (core, tx) => core.employerInfo(tx, employerId("garment")))).toMatchObject({
        address: "武汉市虚构路 77 号",
      }),
  },
  S12: {
    steps: () =>
      clerkAt("garment", "garment-clerk", {
        employee: "garment-cutter",
        answers: { what: ["contact"], mobile: "13800138902" },
      }),
    after: async (house) =>
      expect(await ledger(house, (core, tx) => core.personInfo(tx, idOf("garment-cutter")))).toMatchObject({
        mobile: "13800138902",
      }),
  },
  S13: {
    steps: () =>
      clerkAt("garment", "garment-clerk", {
        employee: "garment-cutter",
        answers: { reason: "wrong-wage", rightWage: 800_000 },
      }),
    after: async (house) => {
      const lines = await linesOf(house, "garment-cutter", 0);
      expect(lines.filter((line) => line.status === "cancelled")).toHaveLength(5);
      expect(lines.filter((line) => line.status === "assessed").map((line) => line.base)).toEqual(
        Array.from({ length: 5 }, () => 800_000),
      );
    },
  },
  S14: {
    steps: () => clerkAt("garment", "garment-clerk"),
    after: async (_, seen) => expect(seen.decision.receipt).not.toBe(""),
  },
  S15: {
    steps: (house) =>
      clerkAt("builder", "builder-clerk", {
        answers: {
          projectName: "虚构湖示例小学",
          region: "420111",
          price: 120_000_000_000,
          from: house.today,
          to: `${addMonths(thisMonth(house), 12)}-28`,
          howMany: "1",
          worker1Name: personaOf("graduate").name,
          worker1Id: personaOf("graduate").idNumber,
          proof: "award",
          subcontracted: false,
        },
        uploads: ["award"],
      }),
    after: async (house) => {
      const projects = await ledger(house, (core, tx) => core.projects(tx, employerId("builder"), house.today));
      // 10 亿 × 1.2‰ + 2 亿 × 1‰.
      expect(projects.find((one) => one.name === "虚构湖示例小学")).toMatchObject({ fee: 140_000_000 });
    },
  },
  S17: {
    steps: () => agentFor("flexible-paused"),
    after: async (house) => expect(await running(house, "flexible-paused")).toHaveLength(2),
  },
  S18: {
    steps: () => agentFor("flexible-active", { reason: "money" }),
    after: async (house) => expect(await running(house, "flexible-active")).toEqual([]),
  },
  S19: {
    steps: (house) => agentFor("arrears", { which: "some", from: ago(house, 3), to: ago(house, 3), why: "poor" }),
    after: async (house) =>
      expect((await linesOf(house, "arrears", 3)).map((line) => line.status)).toEqual(["cancelled", "cancelled"]),
  },
  S20: {
    steps: () => agentFor("arrears", { which: "all" }),
    after: async (house, seen) => {
      const [order, ...more] = await house.services.db
        .selectFrom("payment_orders")
        .selectAll()
        .where("person_id", "=", idOf("arrears"))
        .execute();
      expect(more).toEqual([]);
      const owed = (await Promise.all([1, 2].map((months) => linesOf(house, "arrears", months)))).flat();
      expect(order?.total).toBe(owed.reduce((sum, line) => sum + line.person, 0));
      expect(seen.decision.receipt).toMatch(/^LD/);
    },
  },
  S21: {
    before: (house) => entrust(house, "interrupted", articleRows.S21.item),
    steps: () => ({ ...agentFor("interrupted", { reason: "left-employer" }), uploads: ["terminationProof"] }),
    after: async (house) =>
      expect((await linesOf(house, "interrupted", 5)).map((line) => line.status)).toEqual(["assessed"]),
  },
  S22: {
    steps: () =>
      agentFor("flexible-paused", {
        what: ["contact", "education"],
        address: "武汉市虚构路 8 号",
        education: "bachelor",
      }),
    after: async (house) =>
      expect(await ledger(house, (core, tx) => core.personInfo(tx, idOf("flexible-paused")))).toMatchObject({
        address: "武汉市虚构路 8 号",
        education: "bachelor",
      }),
  },
  S23: {
    steps: () => agentFor("arrears", { tier: "100" }),
    after: async (house) => {
      const [now, before] = await ledger(house, (core, tx) => core.tierHistory(tx, idOf("arrears")));
      expect([before?.tier, now?.tier, now?.from]).toEqual([80, 100, addMonths(thisMonth(house), 1)]);
    },
  },
  S24: {
    steps: () => agentFor("retired", { purpose: "general", span: "60" }),
    after: (house, seen) => certified(house, seen, "retired"),
  },
  S25: {
    steps: (house) => ({ who: "flexible-active", answers: { from: addMonths(thisMonth(house), 1) } }),
    after: async (house) => expect(await running(house, "flexible-active")).toHaveLength(2),
  },
  S26: {
    steps: () => ({ who: "flexible-paused", answers: { reason: "employed" } }),
    after: async (house) => expect(await running(house, "flexible-paused")).toEqual([]),
  },
  S27: {
    steps: () => ({
      who: "let-go",
      answers: { left: "dismissed", looking: true, bankCard: "6222020200112230905" },
    }),
    after: async (house) => {
      const [benefit] = await ledger(house, (core, tx) => core.benefits(tx, idOf("let-go"), house.today));
      expect(benefit).toMatchObject({ kind: "unemployment", from: thisMonth(house), months: 17 });
    },
  },
  S28: {
    steps: () => ({ who: "employed", answers: { purpose: "housing", span: "24" } }),
    after: (house, seen) => certified(house, seen, "employed"),
  },
  S16: {
    on: (house) => `${house.today.slice(0, 4)}-05-20`,
    before: async (house) =>
      void (await house.services.db.updateTable("employer_clerks").set({ from_day: "2020-01-01" }).execute()),
    steps: () =>
      clerkAt("garment", "garment-clerk", {
        employee: "garment-low",
        answers: { mobile: "13800138901", basis: "whole", wage: 610_000 },
        uploads: ["payroll"],
      }),
    after: async (house) => {
      const declared = await house.services.db
        .selectFrom("wages")
        .select(["wage", "from_month"])
        .where("person_id", "=", idOf("garment-low"))
        .where("kind", "=", "annual")
        .orderBy("id", "desc")
        .executeTakeFirst();
      expect(declared).toEqual({ wage: 610_000, from_month: `${house.today.slice(0, 4)}-07` });
    },
  },
};
