import * as fc from "fast-check";
import { addMonths, monthsBetween } from "@wsi/shared/values";
import { describe, expect, it } from "vitest";
import type { Payment } from "../ports/core-insurance.ts";
import { writePaper } from "./paper.ts";

const [from, to] = ["2024-01", "2026-11"];
const all = monthsBetween(from, to);
const line = (month: string, status: Payment["status"], scheme: Payment["scheme"] = "pension"): Payment => ({
  month,
  scheme,
  base: 500_000,
  unit: 80_000,
  person: 40_000,
  status,
  through: "employer",
  employerName: "武汉虚构茶饮有限公司",
  figures: 1,
});
const write = (payments: Payment[], purpose: "housing" | "general" = "housing") =>
  writePaper({ purpose, name: "柳新枝", idNumber: "99**", from, to, payments, asOf: "2026-11-28" });

describe("a certificate's paper", () => {
  it("puts months that read alike into one line and does not let money under way break the row", () => {
    const paper = write([
      ...all.slice(0, -1).map((month) => line(month, "arrived")),
      ...all.slice(0, -1).map((month) => line(month, "arrived", "medical")),
      line(to, "assessed"),
    ]);
    expect(paper.runs.map((run) => [run.months, run.state])).toEqual([
      [34, "arrived"],
      [1, "open"],
    ]);
    expect(paper.inARow).toEqual({ months: 34, from, to: "2026-10", countsBackPaid: false });
  });

  it("flags what was paid later and counts it as the purpose says", () => {
    const payments = all.map((month) => line(month, month === "2026-06" ? "back-paid" : "arrived"));
    expect(write(payments).inARow).toMatchObject({ months: 5, from: "2026-07" });
    expect(write(payments, "general").inARow).toMatchObject({ months: 35 });
    expect(write(payments).backPaid).toBe(1);
  });

  it("says nothing in a row where the last months are missing or old debts", () => {
    expect(write([line("2024-02", "arrived")]).inARow).toMatchObject({ months: 0, from: null });
    const owed = all.map((month) => line(month, month >= "2026-09" ? "arrears" : "arrived"));
    expect(write(owed).inARow.months).toBe(0);
  });

  it("agrees with counting by hand, and its lines join to the range", () => {
    const status = fc.constantFrom("arrived", "back-paid", "assessed", "arrears", "cancelled", "none");
    fc.assert(
      fc.property(fc.array(status, { minLength: all.length, maxLength: all.length }), (given) => {
        const payments = all.flatMap((month, at) => {
          const one = given[at] ?? "none";
          return one === "none" ? [] : [line(month, one)];
        });
        for (const purpose of ["housing", "general"] as const) {
          const paper = write(payments, purpose);
          expect(paper.runs.flatMap((run) => monthsBetween(run.from, run.to))).toEqual(all);
          expect(paper.paid).toBe(given.filter((one) => one === "arrived" || one === "back-paid").length);
          // By hand, from the end: at most two months under way are passed over.
          const back = given.toReversed();
          let skipped = 0;
          while (skipped < 2 && (back[skipped] === "assessed" || back[skipped] === "arrears")) skipped++;
          const counts = purpose === "general" ? ["arrived", "back-paid"] : ["arrived"];
          const stop = back.slice(skipped).findIndex((one) => !counts.includes(one));
          const months = stop === -1 ? back.length - skipped : stop;
          expect(paper.inARow.months).toBe(months);
          if (months > 0) expect(paper.inARow.from).toBe(addMonths(paper.inARow.to ?? "", 1 - months));
        }
      }),
      { numRuns: 200 },
    );
  });
});
