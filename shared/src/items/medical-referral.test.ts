import { describe, expect, it } from "vitest";
import { judgedFilled } from "./judged.ts";
import { medicalReferral as item } from "./medical-referral.ts";

const brings = (answers: Record<string, unknown>) => judgedFilled(item, { answers }).brings;

describe("医保事项指引", () => {
  it("guides anybody, insured or not", () => {
    const one = judgedFilled(item, { facts: {}, answers: { matter: "enrol" } });
    expect([one.refusal, one.problems, one.brings]).toEqual([undefined, [], ["voucher"]]);
  });

  it("refuses nobody, and says who does it, by which article", () => {
    expect(item.refusals).toEqual([]);
    expect(item.authority).toBe("medical");
    expect(item.basis[0]).toMatchObject({ article: expect.stringContaining("第四条"), trust: "law" });
  });

  it("names what to bring by the matter", () => {
    expect(brings({ matter: "refund" })).toEqual(["voucher", "invoice", "bank"]);
    expect(brings({ matter: "maternity" })).toEqual(["voucher", "bank", "birth"]);
    expect(brings({ matter: "chronic" })).toEqual(["voucher", "diagnosis"]);
  });

  it("asks why somebody is treated elsewhere, and spares an emergency every paper", () => {
    expect(brings({ matter: "away", hospital: "living" })).toEqual(["voucher", "residence"]);
    expect(brings({ matter: "away", hospital: "referred" })).toEqual(["voucher", "referral"]);
    const emergency = judgedFilled(item, { answers: { matter: "away", hospital: "emergency" } });
    expect([emergency.brings, emergency.warnings.join()]).toEqual([["voucher"], expect.stringContaining("先看病")]);
    expect(judgedFilled(item, { answers: { matter: "other" } }).asked).not.toContain("hospital");
  });
});
