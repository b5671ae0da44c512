// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ToolView, Worked } from "@wsi/shared/contract";
import { setParams } from "../../../test/taro.ts";

type Client = (typeof import("../../api.ts"))["api"];
const api = vi.hoisted(() => ({ tool: vi.fn<Client["tool"]>(), work: vi.fn<Client["work"]>() }));
vi.mock("../../api.ts", () => ({ api, uploadFile: undefined, localFile: undefined }));
vi.mock("../../platform/frame", () => ({ tellTitle: () => {}, apiOrigin: "" }));
vi.mock("../../platform/link", () => ({ openLink: () => false }));
vi.mock("../../platform/upload", () => ({ pick: undefined }));
const { default: ToolPage } = await import("./index.tsx");

const view: ToolView = {
  code: "unemployment",
  name: "失业金能领多少",
  about: "每月多少、最长几个月",
  seal: "失",
  questions: [
    { name: "years", asked: { kind: "count", label: "累计交了几年", unit: "年", min: 0, max: 50 } },
    { name: "medical", asked: { kind: "yesNo", label: "医保一起交吗" }, assumption: true },
  ],
  values: { medical: true },
  known: [],
  items: [{ code: "flexible-employment-renewal", name: "灵活就业人员续保" }],
  today: "2026-11-23",
};
const worked: Worked = {
  results: [
    { label: "每月领", fen: 198_900 },
    { label: "最长领", text: "12 个月" },
  ],
  groups: [{ title: "怎么算的", lines: [{ label: "标准", fen: 198_900, why: "最低工资的 90%" }] }],
  basis: [{ name: "失业保险金标准", period: "2024年2月起", source: "通知", trust: "weak", asPublished: true }],
  remark: "2026 年度标准尚未录入，按 2023 年度标准估算，以公布为准",
  notes: ["还要办失业登记"],
  figures: 1,
};
const shows = (text: string) => document.body.textContent?.includes(text);
const tap = (id: string) => fireEvent.click(document.getElementById(id) as HTMLElement);

beforeEach(() => {
  setParams({ code: "unemployment" });
  api.tool.mockResolvedValue({ ok: true, value: view });
  api.work.mockResolvedValue({ ok: true, value: worked });
});
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

describe("a calculator", () => {
  it("asks, then shows the result first, its lines, and what it stands on", async () => {
    render(<ToolPage />);
    await screen.findByText("累计交了几年");
    expect(api.work).not.toHaveBeenCalled();
    fireEvent.input(document.getElementById("field-years") as HTMLElement, {
      target: { value: "6" },
      detail: { value: "6" },
    });
    tap("tool-work");
    await waitFor(() => expect(document.getElementById("tool-result")?.textContent).toBe("1,989.00 元"));
    expect(api.work).toHaveBeenCalledWith({ code: "unemployment", answers: { medical: true, years: "6" } });
    for (const words of ["最低工资的 90%", "以公布为准", "2024年2月起", "还要办失业登记", "灵活就业人员续保"])
      expect(shows(words)).toBe(true);
  });

  it("works out unasked what needs no answer, and lets it be changed", async () => {
    api.tool.mockResolvedValue({
      ok: true,
      value: { ...view, values: { ...view.values, years: 9 }, known: ["years"] },
    });
    render(<ToolPage />);
    await waitFor(() => expect(document.getElementById("tool-result")).not.toBeNull());
    tap("tool-again");
    expect(shows("来自参保记录")).toBe(true);
    expect((document.getElementById("field-years") as HTMLInputElement).value).toBe("9");
  });

  it("puts what is wrong beside its question, and a no above the button", async () => {
    render(<ToolPage />);
    await screen.findByText("累计交了几年");
    api.work.mockResolvedValueOnce({
      ok: false,
      error: { code: "bad-input", message: "请填写", problems: [{ field: "years", message: "请填 0 到 50 年" }] },
    });
    tap("tool-work");
    await waitFor(() => expect(document.getElementById("problem-years")?.textContent).toContain("0 到 50"));
    api.work.mockResolvedValueOnce({ ok: false, error: { code: "refused", message: "还领不到" } });
    tap("tool-work");
    await waitFor(() => expect(document.getElementById("tool-problem")?.textContent).toBe("还领不到"));
  });
});
