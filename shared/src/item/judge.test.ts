import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fact, sampleAnswer, type Facts } from "../field/index.ts";
import { libraryCard } from "../items/library-card.ts";
import { medicalReferral } from "../items/medical-referral.ts";
import { faultsIn, fieldsOf, screensOf } from "./define.ts";
import type { ItemDefinition } from "./definition.ts";
import {
  checkAnswers,
  consequencesFor,
  endsAtCounter,
  isShown,
  materialsFor,
  printAnswers,
  refusalFor,
  typedShare,
  withoutHidden,
} from "./judge.ts";

const item: ItemDefinition = libraryCard;
const today = "2026-11-23";
const facts: Facts = { insured: true };

/** Answers to every question that the answers so far show. */
function answerAll(seed: number, purpose: string): Record<string, unknown> {
  let answers: Record<string, unknown> = { purpose };
  for (let round = 0; round < 3; round++)
    for (const [name, asked] of Object.entries(fieldsOf(item)))
      if (answers[name] === undefined && isShown(asked, answers, facts))
        answers[name] = sampleAnswer(asked, seed, today);
  answers = withoutHidden(item, answers, facts);
  return answers;
}

describe("judging answers", () => {
  it("takes complete sample answers of every kind of question", () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.constantFrom("study", "work"), (seed, purpose) => {
        const checked = checkAnswers(item, answerAll(seed, purpose), facts, today, true);
        expect(checked).toMatchObject({ ok: true });
      }),
    );
  });

  it("names every required question that is open, and only when the form is complete", () => {
    const open = checkAnswers(item, {}, facts, today, true);
    expect(open.ok ? [] : open.problems.map((one) => one.field)).toEqual([
      "name",
      "idNumber",
      "mobile",
      "purpose",
      "shelves",
      "from",
      "until",
      "deposit",
      "newsletter",
      "photo",
    ]);
    expect(checkAnswers(item, {}, facts, today, false).ok).toBe(true);
  });

  it("refuses an answer to a question that is hidden, unknown, or of the wrong kind", () => {
    const good = answerAll(3, "study");
    for (const wrong of [
      { creditCode: "91990000MA0000001X" },
      { nobody: 1 },
      { deposit: "ten" },
      { purpose: "theft" },
      { photo: "x" },
    ]) {
      const checked = checkAnswers(item, { ...good, ...wrong }, facts, today, true);
      expect(checked.ok).toBe(false);
      if (!checked.ok) expect(checked.problems[0]?.message).toMatch(/[\u4e00-\u9fff]/);
    }
  });

  it("never throws, whatever comes over the wire", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...Object.keys(fieldsOf(item)), "other"), fc.jsonValue()),
        (answers) => {
          checkAnswers(item, answers, facts, today, true);
          refusalFor(item, answers, facts);
          withoutHidden(item, answers, facts);
        },
      ),
    );
  });

  it("drops answers that a change of mind has hidden", () => {
    const work = answerAll(5, "work");
    expect(work).toHaveProperty("creditCode");
    const changed = withoutHidden(item, { ...work, purpose: "study" }, facts);
    expect(changed).not.toHaveProperty("creditCode");
    expect(changed).not.toHaveProperty("workProof");
    expect(checkAnswers(item, changed, facts, today, true).ok).toBe(true);
  });

  it("never refuses without saying what to do instead", () => {
    expect(refusalFor(item, {}, {})).toMatchObject({ instead: "请先到服务台登记，再来办证" });
    expect(refusalFor(item, { purpose: "resale" }, facts)?.because).toContain("转卖");
    expect(refusalFor(item, { purpose: "study" }, facts)).toBeUndefined();
  });

  it("tells in a refusal what the registries say, and takes no fact that is not fetched", () => {
    const rule = { when: fact("retired"), because: "您有 {gapMonths} 个月没有缴", instead: "请到服务台" };
    const telling = { ...item, refusals: [rule] };
    expect(refusalFor(telling, {}, { retired: true, gapMonths: 3 })?.because).toBe("您有 3 个月没有缴");
    expect(faultsIn({ ...telling, refusals: [{ ...rule, instead: "{gapTo}" }] })).toEqual([
      'refusal 1 tells the fact "gapTo", which is not fetched',
    ]);
  });

  it("computes materials and warnings from the answers", () => {
    expect(materialsFor(item, { purpose: "study" }, facts).map((one) => one.key)).toEqual(["photo", "idCard"]);
    expect(materialsFor(item, { purpose: "work" }, facts).map((one) => one.key)).toEqual([
      "photo",
      "workProof",
      "idCard",
    ]);
    expect(consequencesFor(item, {}, facts)).toHaveLength(1);
    expect(consequencesFor(item, { novelist: "某某" }, { insured: true, retired: true })).toHaveLength(3);
  });

  it("prints answers in words, and masks the sensitive ones", () => {
    const printed = printAnswers(item, answerAll(7, "work"), facts);
    const id = printed.find((one) => one.field === "idNumber");
    expect(id?.masked).not.toBe(id?.text);
    expect(printed.find((one) => one.field === "purpose")?.text).toBe("工作");
    expect(printed.every((one) => one.text !== "" && one.label !== "" && one.step !== "")).toBe(true);
  });

  it("counts what a person had to type", () => {
    const answers = answerAll(2, "study");
    const share = typedShare(item, answers, { name: answers["name"], idNumber: answers["idNumber"] });
    expect(share.total - share.typed).toBe(2);
  });
});

describe("declaring an item", () => {
  it("is plain data that survives JSON", () => {
    expect(JSON.parse(JSON.stringify(item))).toEqual(item);
  });

  it("uses every kind of question, so that the engine is tested on all", () => {
    expect(new Set(Object.values(fieldsOf(item)).map((asked) => asked.kind)).size).toBe(14);
  });

  it("puts the uploads on a screen of their own at the end", () => {
    expect(screensOf(item).at(-1)?.key).toBe("materials");
  });

  it("tells what would break on somebody's phone", () => {
    const broken: ItemDefinition = {
      ...item,
      code: "Not Kebab",
      refusals: [{ when: { is: "equal", field: "nowhere", to: 1 }, because: "", instead: "" }],
      consequences: [{ when: { is: "fact", name: "overAge" }, warning: "" }],
      fee: { kind: "back-payment", fromField: "a", toField: "b", tierField: "c", note: "" },
    };
    expect(faultsIn(broken)).toEqual([
      "the code must be kebab-case English",
      'refusal 1 asks about "nowhere", which no step asks',
      'consequence 1 needs the fact "overAge", which is not fetched',
      'the fee reads "a", which no step asks',
      'the fee reads "b", which no step asks',
      'the fee reads "c", which no step asks',
    ]);
  });
});

describe("an item that ends at a counter", () => {
  it("is one that is done there, or for which papers are to be brought along", () => {
    expect(endsAtCounter(item)).toBe(false);
    expect(endsAtCounter({ ...item, handling: "counter" })).toBe(true);
    expect(endsAtCounter(medicalReferral)).toBe(true);
  });
});
