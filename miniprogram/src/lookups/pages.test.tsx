// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import type { Overview, PaymentHistory, StatementView } from "@wsi/shared/contract";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import Taro from "../../test/taro.ts";

type Module = typeof import("../api.ts");
type Client = Module["api"];
const api = vi.hoisted(() => ({
  overview: vi.fn<Client["overview"]>(),
  payments: vi.fn<Client["payments"]>(),
  paymentHistory: vi.fn<Client["paymentHistory"]>(),
  explainMonth: vi.fn<Client["explainMonth"]>(),
  statement: vi.fn<Client["statement"]>(),
}));
const openWorkbook = vi.hoisted(() => vi.fn<Module["openWorkbook"]>());
vi.mock("../api.ts", () => ({ api, openWorkbook }));
vi.mock("../platform/frame", () => ({ tellTitle: () => {}, apiOrigin: "", openChat: () => false }));
vi.mock("../platform/print", () => ({ printPage: null }));
const { default: OverviewPage } = await import("./overview/index.tsx");
const { default: PaymentsPage } = await import("./payments/index.tsx");
const { default: StatementPage } = await import("./statement/index.tsx");
const { choose, chooseSelf } = await import("../for-whom.tsx");

const source = { authority: "both", asOf: "2026-11-28", estimate: "2026 年度标准尚未录入，以公布为准" } as const;
const overview: Overview = {
  ...source,
  insured: [{ scheme: "pension", authority: "hrss", through: "flexible", startedOn: "2021-02", state: "active" }],
  last: null,
  retired: false,
  thisMonth: { month: "2026-11", state: "overdue", fen: 133_775, payBy: "2026-11-20", through: "flexible" },
  months: [{ scheme: "pension", months: 115 }],
  gaps: [],
  medicalGap: 0,
  retirement: { month: "2044-03", monthsNeeded: 240, monthsMissing: 125 },
  due: { fen: 401_325, payBy: "2026-08-20", overdue: true, months: ["2026-08", "2026-09", "2026-10"] },
  next: [{ item: "arrears-payment", name: "欠费补缴", why: "把欠的月份缴上" }],
};
const history: PaymentHistory = {
  ...source,
  page: 1,
  matching: 30,
  size: 24,
  months: [
    {
      month: "2026-10",
      paidByPerson: 84_480,
      paidByUnit: 0,
      through: "flexible",
      lines: [{ scheme: "pension", base: 422_400, unit: 0, person: 84_480, status: "arrived", figures: 3 }],
      gap: false,
    },
    { month: "2026-09", paidByPerson: 0, paidByUnit: 0, lines: [], gap: true },
  ],
  sums: { months: 1, person: 84_480, unit: 0, unpaid: 0, gaps: 1 },
  years: [{ year: 2026, person: 84_480, unit: 0, gaps: 1 }],
  known: { from: 2024, to: 2026, payers: [{ key: "flexible", name: "灵活就业，自己缴" }] },
  next: [],
};
const employer = { word: "employer:e1", as: "employer", id: "e1", name: "武汉虚构茶饮有限公司" } as const;

beforeEach(() => {
  api.overview.mockResolvedValue({ ok: true, value: overview });
  api.payments.mockResolvedValue({ ok: true, value: { asOf: "2026-11-28T01:00:00.000Z", months: [] } });
  api.paymentHistory.mockResolvedValue({ ok: true, value: history });
});
afterEach(() => {
  cleanup();
  chooseSelf();
  vi.clearAllMocks();
});

describe("我的社保", () => {
  it("says what runs, what is owed and the way on, until when it holds and where else to look", async () => {
    render(<OverviewPage />);
    await screen.findByText("现在有社保");
    const words = document.body.textContent ?? "";
    for (const part of [
      "欠 4,013.25 元没有到账",
      "9 年零 7 个月",
      "数据截至 2026年11月28日",
      "以公布为准",
      "湖北政务服务网",
      "鄂汇办",
      "掌上12333",
    ])
      expect(words).toContain(part);
    fireEvent.click(screen.getByText("欠费补缴"));
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: "/apply/guide/index?code=arrears-payment" });
  });

  it("keeps what it had when reading again fails, and says how to mend it when there is nothing", async () => {
    api.overview.mockResolvedValue({ ok: false, error: { code: "unavailable", message: "网络不通" } });
    render(<OverviewPage />);
    await screen.findByText("网络不通");
    api.overview.mockResolvedValue({ ok: true, value: overview });
    fireEvent.click(screen.getByText("重试"));
    await screen.findByText("现在有社保");
  });

  it("is not an employer's to see: it shows the road that is", async () => {
    choose(employer);
    render(<OverviewPage />);
    screen.getByText("这是员工本人的信息，单位查不到");
    fireEvent.click(screen.getByText("单位月度账单"));
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: "/lookups/statement/index" });
    expect(api.overview).not.toHaveBeenCalled();
  });
});

describe("缴费记录", () => {
  it("filters, asking anew from the first page, and says what is shown", async () => {
    render(<PaymentsPage />);
    fireEvent.click(await screen.findByText("筛选"));
    fireEvent.click(screen.getByText("养老保险"));
    fireEvent.click(screen.getByText("看结果"));
    await waitFor(() =>
      expect(api.paymentHistory).toHaveBeenLastCalledWith({ for: "self", scheme: "pension", page: "1" }),
    );
    fireEvent.click(screen.getByText("看是哪些月份"));
    await waitFor(() =>
      expect(api.paymentHistory).toHaveBeenLastCalledWith({ for: "self", scheme: "pension", state: "gap", page: "1" }),
    );
    screen.getByText("养老保险，断缴的月份");
  });

  it("turns pages, and explains a month only when asked", async () => {
    api.explainMonth.mockResolvedValue({
      ok: true,
      value: {
        ...source,
        month: "2026-10",
        lines: [{ scheme: "pension", authority: "hrss", steps: ["缴费基数 4,224.00 元"] }],
      },
    });
    render(<PaymentsPage />);
    fireEvent.click(await screen.findByText("下一页"));
    await waitFor(() => expect(api.paymentHistory).toHaveBeenLastCalledWith({ for: "self", page: "2" }));
    fireEvent.click(screen.getByText("2026年10月"));
    expect(api.explainMonth).not.toHaveBeenCalled();
    fireEvent.click(screen.getByText("这个月是怎么算的？"));
    await screen.findByText("缴费基数 4,224.00 元");
  });

  it("exports exactly what is filtered, and says when it could not", async () => {
    openWorkbook.mockResolvedValue({ ok: false, error: { code: "unavailable", message: "文件没有取到，请稍后重试" } });
    render(<PaymentsPage />);
    fireEvent.click(await screen.findByText("导出表格（可以打印）"));
    await screen.findByText("文件没有取到，请稍后重试");
    expect(openWorkbook).toHaveBeenCalledWith(
      "/api/lookups/payments.xlsx",
      { for: "self", employee: undefined },
      "缴费记录",
    );
  });

  it("tells a newcomer what to do", async () => {
    api.paymentHistory.mockResolvedValue({ ok: true, value: { ...history, known: null, months: [], matching: 0 } });
    render(<PaymentsPage />);
    await screen.findByText("没有查到缴费记录");
  });
});

describe("单位月度账单", () => {
  const statement: StatementView = {
    ...source,
    month: "2026-11",
    payBy: "2026-11-25",
    page: 1,
    matching: 1,
    size: 20,
    rows: [{ personId: "p1", name: "林栖山", unit: 100_000, person: 50_000, lateFee: 0, open: true, lines: [] }],
    sums: { people: 1, unpaidPeople: 1, unit: 100_000, person: 50_000, lateFees: 225, arrived: 0 },
  };
  it("asks for the employer chosen, and for unpaid ones alone when wanted", async () => {
    choose(employer);
    api.statement.mockResolvedValue({ ok: true, value: statement });
    render(<StatementPage />);
    await screen.findByText("还有 1,502.25 元没有到账（1 人）");
    fireEvent.click(screen.getByLabelText("只看没缴清的"));
    await waitFor(() =>
      expect(api.statement).toHaveBeenLastCalledWith(
        expect.objectContaining({ employer: "e1", unpaid: true, page: 1 }),
      ),
    );
  });

  it("sends who acts for no employer to choose one", () => {
    render(<StatementPage />);
    screen.getByText("请先选择单位");
    expect(api.statement).not.toHaveBeenCalled();
  });
});
