import type { ItemDefinition } from "@wsi/shared/item";
import { describe, expect, it } from "vitest";
import { gapList, gapPreview, gapProblem, gapSections } from "./gap-notice.ts";

const definition = {
  code: "sample-item",
  steps: [
    {
      key: "who",
      title: "核对身份",
      fields: {
        name: { kind: "personName", label: "姓名", locked: true },
        mobile: { kind: "mobile", label: "手机号码" },
      },
    },
    { key: "why", title: "原因", fields: { reason: { kind: "text", label: "原因" } } },
  ],
  materials: {
    idCard: { name: "居民身份证", why: "核对身份", from: "e-licence" },
    proof: { name: "解除劳动关系证明", why: "哪天离开", from: "upload", accept: ["pdf"], maxFiles: 3 },
  },
} as unknown as ItemDefinition;
const printed = [{ field: "mobile", step: "核对身份", label: "手机号码", text: "138****8000", masked: "138****8000" }];
const files = [{ id: "f", field: "proof", name: "a.pdf", type: "pdf" as const, bytes: 10 }];
const everything = ["name", "mobile", "reason", "proof"];
const sections = gapSections(definition, printed, files, everything);

describe("the one-off notice", () => {
  it("offers every question and every upload, with what was given", () => {
    expect(sections.map((one) => [one.title, one.lines.map((line) => line.field)])).toEqual([
      ["核对身份", ["name", "mobile"]],
      ["原因", ["reason"]],
      ["材料", ["proof"]],
    ]);
    expect(sections[0]?.lines[1]?.given).toBe("138****8000");
    expect(sections[2]?.lines[0]?.given).toBe("1 个文件");
  });

  it("builds one numbered list in the order of the form, whatever the order of ticking", () => {
    const gaps = { proof: "看不清公章，请重拍 ", mobile: "号码是空号" };
    expect(gapPreview(sections, gaps)).toEqual(["1. 手机号码：号码是空号", "2. 解除劳动关系证明：看不清公章，请重拍"]);
    expect(gapList(sections, gaps)).toEqual([
      { field: "mobile", what: "号码是空号" },
      { field: "proof", what: "看不清公章，请重拍" },
    ]);
    expect(gapProblem(sections, gaps)).toBeNull();
  });

  it("wants at least one gap, and words for each", () => {
    expect(gapProblem(sections, {})).toBe("请至少勾选一处");
    expect(gapProblem(sections, { mobile: "  ", proof: "重拍" })).toBe("还有 1 处没有写明缺什么");
    expect(gapProblem(sections, { mobile: "长".repeat(201) })).toContain("200");
  });

  it("leaves out what this case does not ask", () => {
    const few = gapSections(definition, printed, files, ["name", "mobile"]);
    expect(few.map((one) => one.title)).toEqual(["核对身份"]);
  });

  it("asks nobody for what only a registry can change", () => {
    expect(gapList(sections, { name: "改名" })).toEqual([]);
  });
});
