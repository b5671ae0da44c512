import { deskScreen, rosterRoutes } from "@wsi/shared/contract";
import { isWhole } from "@wsi/shared/values";
import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { inventedTalk } from "../invented.ts";
import { answerText, nextOpen, replyValues, triggerAt, withPut } from "./triggers.ts";

const at = (text: string) => triggerAt(text, text.length);

describe("what is asked for in the middle of writing", () => {
  it("is a slash where a word could begin, and not one in an address or a date", () => {
    expect(at("/")).toEqual({ is: "reply", words: "", from: 0, to: 1 });
    expect(at("您好。/开场")).toEqual({ is: "reply", words: "开场", from: 3, to: 6 });
    expect(at("您好 ／开")).toMatchObject({ is: "reply", words: "开" });
    for (const text of ["https://example.com", "2026/11/23", "/开场 白", ""]) expect(at(text)).toBeNull();
  });

  it("is 、 at the start of a line, which is what some input methods make of the slash", () => {
    expect(at("、")).toEqual({ is: "reply", words: "", from: 0, to: 1 });
    expect(at("您好\n、进度")).toMatchObject({ is: "reply", words: "进度", from: 3 });
    for (const text of ["身份证、", "身份证、户口本", "、一、"]) expect(at(text)).toBeNull();
  });

  it("is two question marks of either keyboard, and what follows them", () => {
    expect(at("好的??断缴 补缴")).toEqual({ is: "answer", words: "断缴 补缴", from: 2, to: 9 });
    expect(at("？？滞纳金")).toMatchObject({ is: "answer", words: "滞纳金" });
    expect(at("您是问这个吗?")).toBeNull();
    expect(at("真的吗？？\n下一行")).toBeNull();
  });

  it("looks only before the caret, and what is chosen stands in its place", () => {
    const text = "您好 /开场，请说";
    const trigger = triggerAt(text, 6);
    expect(trigger).toEqual({ is: "reply", words: "开场", from: 3, to: 6 });
    if (trigger) expect(withPut(text, trigger, "我是客服")).toEqual({ text: "您好 我是客服，请说", caret: 7 });
  });

  it("names source and year with an answer, and warns where the citizen must confirm", () => {
    const one = { entry: "e", question: "q", answer: "可以补缴。", source: "社会保险法 第十六条", confidence: 1 };
    expect(answerText({ ...one, policyYear: 2025, check: false })).toBe(
      "可以补缴。\n（依据：社会保险法 第十六条，2025 年政策）",
    );
    expect(answerText({ ...one, policyYear: null, check: true })).toContain("请再确认");
  });

  it("leads to what is still open in the text, from the caret on and round again", () => {
    const text = "{市民称呼}，您的「{事项}」已办，{不认识}";
    expect(nextOpen(text, 0)).toEqual({ from: 0, to: 6 });
    expect(nextOpen(text, 6)).toEqual({ from: 10, to: 14 });
    expect(nextOpen(text, 14)).toEqual({ from: 0, to: 6 });
    expect(nextOpen("已经办好了", 0)).toBeNull();
  });

  it("fills from the open talk what canned replies leave open", () => {
    const now = new Date("2026-11-23T06:00:00.000Z");
    expect(replyValues(inventedTalk("a"), "李敏", now)).toEqual({
      市民称呼: "您",
      坐席: "李敏",
      小组: "",
      日期: "11月23日",
    });
    const called = (idNumber: string) => {
      const person = { name: "张**", idNumber, mobile: "", situation: "", cases: [] };
      return replyValues(inventedTalk("a", [], { person }), "李敏", now).市民称呼;
    };
    expect(["", "990***********0077", "990***********012X"].map(called)).toEqual(["张先生/女士", "张先生", "张女士"]);
  });

  it("is found in whatever is pasted without losing a letter of it, and can always be looked for", () => {
    const pieces = [
      "/",
      "／",
      "??",
      "？",
      " ",
      "\n",
      "，",
      "社保",
      "👨‍👩‍👧‍👦",
      "𠮷",
      "\u202E",
      "e\u0301",
      "{市民称呼}",
      "{无}",
      "a".repeat(50),
    ];
    const pasted = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "grapheme" })), { maxLength: 30 });
    fc.assert(
      fc.property(pasted, fc.nat(30), fc.string({ unit: "grapheme" }), (all, place, put) => {
        const text = all.join("");
        const caret = all.slice(0, place).join("").length;
        const found = triggerAt(text, caret);
        if (found === null) return;
        expect([found.to, found.from < caret]).toEqual([caret, true]);
        const next = withPut(text, found, put);
        expect(next.text).toBe(`${text.slice(0, found.from)}${put}${text.slice(caret)}`);
        expect(next.text.slice(next.caret - put.length, next.caret)).toBe(put);
        expect(isWhole(found.words)).toBe(isWhole(text));
        const asked = found.is === "reply" ? rosterRoutes.findReplies.input : deskScreen.findAnswers.input;
        const name = found.is === "reply" ? "text" : "words";
        if (found.words !== "") expect(v.is(asked as v.GenericSchema, { [name]: found.words })).toBe(true);
      }),
    );
  });
});
