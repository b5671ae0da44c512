// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { items } from "@wsi/shared/items";
import { afterEach, describe, expect, it, vi } from "vitest";
import "../../../test/taro.ts";

type Client = (typeof import("../../api.ts"))["api"];
const api = vi.hoisted(() => ({ keeping: vi.fn<Client["keeping"]>() }));
vi.mock("../../api.ts", () => ({ api }));
vi.mock("../../platform/frame", () => ({ tellTitle: () => {}, apiOrigin: "" }));
const { default: KeepingPage } = await import("./index.tsx");
const { termsOf, withRest } = await import("./terms.ts");

afterEach(cleanup);
const all = Object.values(items).map(({ code, name, keep }) => ({ code, name, ...keep }));

describe("个人信息保存多久", () => {
  it("says of every item how long it is kept, from what the server says", async () => {
    const made = [{ code: "new-one", name: "新事项", draftDays: 3, closedYears: 7 }];
    api.keeping.mockResolvedValue({
      ok: true,
      value: { items: [...all, ...made], deskFileDays: 91, contactMonths: 61 },
    });
    render(<KeepingPage />);
    await screen.findByText("办结后保存 7 年");
    screen.getByText("3 天");
    screen.getByText("咨询结束后 91 天");
    screen.getByText("改后 61 个月");
    const text = document.body.textContent ?? "";
    for (const { name } of all) expect(text.split(name).length - 1).toBeGreaterThanOrEqual(1);
  });

  it("groups items by their term, longest first", () => {
    const terms = termsOf(all, "closedYears");
    expect(terms.map((one) => one.length)).toEqual(terms.map((one) => one.length).toSorted((a, b) => b - a));
    expect(terms.flatMap((one) => one.names)).toHaveLength(all.length);
  });

  it("says once what most items have", () => {
    const drafts = withRest(termsOf(all, "draftDays"));
    expect(drafts.at(-1)).toEqual({ length: 30, names: ["其他事项"] });
    expect(drafts.slice(0, -1).flatMap((one) => one.names)).toContain("单位缴费信息查询（打印缴费记录）");
    expect(withRest([{ length: 30, names: ["a", "b"] }])).toEqual([{ length: 30, names: ["所有事项"] }]);
  });

  it("says what to do when the server cannot be reached", async () => {
    api.keeping.mockResolvedValue({ ok: false, error: { code: "unavailable", message: "网络不通，请稍后再试" } });
    render(<KeepingPage />);
    await screen.findByText(/网络不通/);
  });
});
