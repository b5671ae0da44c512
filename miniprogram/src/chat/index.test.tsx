// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import type { CitizenDesk, CitizenMessage, CitizenNews, CitizenTalk } from "@wsi/shared/contract";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import Taro, { setParams } from "../../test/taro.ts";

type Client = (typeof import("../api.ts"))["desk"];
type Upload = (typeof import("../api.ts"))["uploadToDesk"];
const desk = vi.hoisted(() => ({
  desk: vi.fn<Client["desk"]>(),
  open: vi.fn<Client["open"]>(),
  say: vi.fn<Client["say"]>(),
  news: vi.fn<Client["news"]>(),
  recall: vi.fn<Client["recall"]>(),
  leave: vi.fn<Client["leave"]>(),
  leaveMessage: vi.fn<Client["leaveMessage"]>(),
  rate: vi.fn<Client["rate"]>(),
}));
const uploadToDesk = vi.hoisted(() => vi.fn<Upload>());
const picked = vi.hoisted(() => vi.fn<() => Promise<{ name: string; bytes: number; source: unknown }[]>>());
vi.mock("../api.ts", () => ({
  desk,
  uploadToDesk,
  localDeskFile: async () => ({ ok: true, value: "blob:picture" }),
}));
vi.mock("../platform/frame", () => ({ tellTitle: () => {}, apiOrigin: "" }));
vi.mock("../platform/link", () => ({ openLink: () => false }));
vi.mock("../platform/upload", () => ({ pick: picked }));
vi.mock("../platform/download", () => ({ openPdf: async () => undefined }));
vi.mock("../platform/player", () => ({ play: async () => true }));
vi.mock("../platform/recorder", () => ({ canRecord: false, record: async () => null }));
const { default: ChatPage } = await import("./index.tsx");

const id = "11111111-1111-4111-8111-111111111111";
const talk: CitizenTalk = {
  id,
  state: "serving",
  agent: "客服 柯老师",
  place: null,
  ticket: false,
  mayRate: false,
  again: false,
  rating: null,
  openedAt: "2026-11-28T01:00:00.000Z",
  closedAt: null,
};
const line = (seq: number, more: Partial<CitizenMessage>): CitizenMessage => ({
  id: `m${seq}`,
  seq,
  from: "staff",
  by: "客服 柯老师",
  kind: "text",
  text: "",
  attached: null,
  at: new Date().toISOString(),
  recalled: false,
  ...more,
});
const stand = (more: Partial<CitizenDesk> = {}) => ({
  ok: true as const,
  value: { open: true, opens: null, phone: "12333", talk: null, ...more },
});
const told = (more: Partial<CitizenNews> = {}) => ({
  ok: true as const,
  value: { talk, messages: [], after: 1, ...more },
});
const silence = () => new Promise<never>(() => undefined);
const offline = { ok: false as const, error: { code: "unavailable" as const, message: "网络不通" } };

beforeEach(() => {
  Taro.clearStorageSync();
  setParams({});
  desk.desk.mockResolvedValue(stand());
  desk.news.mockImplementation(silence);
});
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});
const write = (text: string) => fireEvent.change(screen.getByPlaceholderText("写给客服"), { target: { value: text } });
const page = () => document.body.textContent ?? "";

describe("人工客服", () => {
  it("says when the desk opens again and whom to call meanwhile, and takes a message", async () => {
    desk.desk.mockResolvedValue(stand({ open: false, opens: { day: "2026-11-30", time: "09:00" } }));
    desk.open.mockResolvedValue({ ok: true, value: { ...talk, state: "waiting", ticket: true, agent: null } });
    render(<ChatPage />);
    await screen.findByText("现在下班了");
    expect(page()).toContain("下次上班：2026年11月30日 09:00");
    expect(page()).toContain("12333");
    fireEvent.click(screen.getByText("给客服留言"));
    await screen.findByText("留言已收到");
  });

  it("tells the desk what led here in a talk that is open already, once", async () => {
    setParams({ item: "flexible-renewal", by: "failed" });
    desk.desk.mockResolvedValue({ ok: true, value: { open: true, opens: null, phone: "12333", talk } });
    desk.open.mockResolvedValue({ ok: true, value: talk });
    let count = 0;
    desk.say.mockImplementation(async ({ text }) =>
      told({ messages: [line(++count, { from: "citizen", by: null, text: text ?? "" })] }),
    );
    render(<ChatPage />);
    for (const words of ["提交不了", "还是不行"]) {
      await waitFor(() => screen.getByText("发送"));
      write(words);
      fireEvent.click(screen.getByText("发送"));
      await screen.findByText(words);
      await waitFor(() => expect(page()).toContain("已送到"));
    }
    await waitFor(() => expect(desk.say).toHaveBeenCalledTimes(2));
    expect(desk.open.mock.calls).toEqual([[{ led: { item: "flexible-renewal", by: "failed" } }]]);
  });

  it("begins with the first words, and tells the desk what led here", async () => {
    setParams({ item: "flexible-renewal", by: "refused" });
    desk.open.mockResolvedValue({
      ok: true,
      value: { ...talk, state: "waiting", agent: null, place: { ahead: 2, minutes: 4 } },
    });
    desk.say.mockImplementation(async ({ text }) =>
      told({
        talk: { ...talk, state: "waiting", agent: null, place: { ahead: 2, minutes: 4 } },
        messages: [line(1, { from: "citizen", by: null, text: text ?? "" })],
      }),
    );
    render(<ChatPage />);
    await screen.findByText("现在有客服在");
    write("为什么不能续保😀 <b>急</b>");
    fireEvent.click(screen.getByText("发送"));
    await screen.findByText("前面还有 2 位");
    expect(desk.open).toHaveBeenCalledWith({ led: { item: "flexible-renewal", by: "refused" } });
    await waitFor(() => expect(page()).toContain("已送到"));
    expect(screen.getAllByText("为什么不能续保😀 <b>急</b>")).toHaveLength(1);
    expect(page()).toContain("大约等 4 分钟");
  });

  it("keeps what could not be sent, and sends it again under the same key", async () => {
    desk.desk.mockResolvedValue(stand({ talk }));
    desk.say.mockResolvedValueOnce(offline);
    render(<ChatPage />);
    await screen.findByText("正在和客服 柯老师说话");
    write("您好");
    fireEvent.click(screen.getByText("发送"));
    await screen.findByText("网络不通");
    // The page is closed and opened again: the words are still there.
    cleanup();
    render(<ChatPage />);
    await screen.findByText("您好");
    expect(page()).toContain("不会发两遍");
    desk.say.mockResolvedValueOnce(told({ messages: [line(1, { from: "citizen", by: null, text: "您好" })] }));
    fireEvent.click(screen.getByText("重发"));
    await waitFor(() => expect(page()).toContain("已送到"));
    const keys = desk.say.mock.calls.map(([given]) => given.key);
    expect(keys[1]).toBe(keys[0]);
  });

  it("keeps a draft, and says so when it is too long", async () => {
    desk.desk.mockResolvedValue(stand({ talk }));
    render(<ChatPage />);
    await screen.findByText("正在和客服 柯老师说话");
    write("字".repeat(10_001));
    await screen.findByText(/写了 10001 个字/);
    expect((screen.getByText("发送") as HTMLButtonElement).disabled).toBe(true);
    write("写到一半");
    cleanup();
    render(<ChatPage />);
    await screen.findByDisplayValue("写到一半");
  });

  it("hears what is new from where it stopped, and says when the line is lost", async () => {
    desk.desk.mockResolvedValue(stand({ talk }));
    desk.news
      .mockResolvedValueOnce(told({ messages: [line(1, { text: "您好，请说" })], after: 5 }))
      .mockResolvedValueOnce(offline)
      .mockImplementation(silence);
    render(<ChatPage />);
    await screen.findByText("您好，请说");
    await screen.findByText("网络断了，正在重新连接");
    expect(desk.news.mock.calls.map(([given]) => given.after)).toEqual(["0", "5"]);
    expect(Taro.getStorageSync("chat-seen")).toEqual({ talk: id, after: 5 });
  });

  it("sends a photograph: up once, then said; a large one is refused before it is sent", async () => {
    desk.desk.mockResolvedValue(stand({ talk }));
    picked.mockResolvedValue([
      { name: "a.jpg", bytes: 1_000, source: null },
      { name: "b.jpg", bytes: 11 * 1024 * 1024, source: null },
    ]);
    uploadToDesk.mockResolvedValue({ ok: true, value: { id: "f1", name: "a.jpg", mime: "image/jpeg", bytes: 900 } });
    desk.say.mockResolvedValue(
      told({ messages: [line(1, { from: "citizen", by: null, kind: "image", attached: { id: "f1" } })] }),
    );
    render(<ChatPage />);
    await screen.findByText("发照片");
    fireEvent.click(screen.getByText("发照片"));
    fireEvent.click(screen.getByText("从相册里选"));
    await screen.findByText(/超过 10 MB/);
    await screen.findByLabelText("图片，点开看大图");
    expect(uploadToDesk).toHaveBeenCalledTimes(1);
    expect(desk.say).toHaveBeenCalledWith(expect.objectContaining({ attach: { kind: "image", file: "f1" } }));
    // No way to record here: no button that does nothing.
    expect(screen.queryByText("说语音")).toBeNull();
    fireEvent.click(screen.getByLabelText("图片，点开看大图"));
    expect(Taro.previewImage).toHaveBeenCalledWith({ urls: ["blob:picture"] });
  });

  it("shows cards, the bot's and the desk's own lines, and what was taken back", async () => {
    desk.desk.mockResolvedValue(stand({ talk }));
    const messages = [
      line(1, { from: "system", by: null, text: "客服已接入，请说" }),
      line(2, { from: "bot", by: null, text: "自动的话" }),
      line(3, {
        kind: "item-card",
        text: "中断补缴",
        attached: { code: "interruption-back-payment", title: "中断补缴" },
      }),
      line(4, {
        kind: "appointment-card",
        attached: { title: "退休预审", place: "武汉市民之家", day: "2026-12-01", time: "09:30" },
      }),
      line(5, { kind: "image", attached: { lack: "erased" } }),
      line(6, { recalled: true }),
    ];
    desk.news.mockResolvedValueOnce(told({ messages }));
    render(<ChatPage />);
    await screen.findByText("自动回复");
    for (const words of ["客服已接入，请说", "2026年12月1日 09:30", "按规定删除", "客服撤回了一条消息", "今天"])
      expect(page()).toContain(words);
    fireEvent.click(screen.getByText("中断补缴"));
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: "/apply/guide/index?code=interruption-back-payment" });
  });

  it("asks how it was once it is over, and after a low mark says what becomes of it", async () => {
    const over = { ...talk, state: "closed" as const, mayRate: true };
    desk.desk.mockResolvedValue(stand({ talk: over }));
    desk.rate.mockResolvedValue({ ok: true, value: { ...over, mayRate: false, rating: 2 } });
    render(<ChatPage />);
    fireEvent.click(await screen.findByText("不满意"));
    fireEvent.change(await screen.findByPlaceholderText(/哪里没做好/), { target: { value: "说得太快" } });
    fireEvent.click(screen.getByText("提交评价"));
    await screen.findByText(/一个工作日内联系您/);
    expect(desk.rate).toHaveBeenCalledWith({ id, level: 2, comment: "说得太快" });
  });

  it("asks once more when a low mark was followed up, and then shows the second mark", async () => {
    const over = { ...talk, state: "closed" as const, mayRate: true, again: true, rating: 1 };
    desk.desk.mockResolvedValue(stand({ talk: over }));
    desk.rate.mockResolvedValue({ ok: true, value: { ...over, mayRate: false, again: false, rating: 4 } });
    render(<ChatPage />);
    await screen.findByText("上次您不太满意，我们已经回访处理。现在您觉得怎么样？");
    fireEvent.click(screen.getByText("满意"));
    fireEvent.click(screen.getByText("提交评价"));
    await screen.findByText("您的评价");
    expect(desk.rate).toHaveBeenCalledWith({ id, level: 4 });
  });
});
