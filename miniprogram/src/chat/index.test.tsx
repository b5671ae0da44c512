// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import type { CitizenDesk, CitizenMessage, CitizenNews, CitizenTalk, ItemCard } from "@wsi/shared/contract";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import Taro, { setParams } from "../../test/taro.ts";
import { aboutCase } from "../asked-about.ts";
import { keepAbout } from "../chat-memory.ts";

type Client = (typeof import("../api.ts"))["desk"];
type Upload = (typeof import("../api.ts"))["uploadToDesk"];
const desk = vi.hoisted(() => ({
  desk: vi.fn<Client["desk"]>(),
  open: vi.fn<Client["open"]>(),
  say: vi.fn<Client["say"]>(),
  news: vi.fn<Client["news"]>(),
  recall: vi.fn<Client["recall"]>(),
  leave: vi.fn<Client["leave"]>(),
  stay: vi.fn<Client["stay"]>(),
  leaveMessage: vi.fn<Client["leaveMessage"]>(),
  rate: vi.fn<Client["rate"]>(),
}));
type Lists = Pick<(typeof import("../api.ts"))["api"], "cases" | "items">;
const lists = vi.hoisted(() => ({ cases: vi.fn<Lists["cases"]>(), items: vi.fn<Lists["items"]>() }));
const uploadToDesk = vi.hoisted(() => vi.fn<Upload>());
const picked = vi.hoisted(() => vi.fn<() => Promise<{ name: string; bytes: number; source: unknown }[]>>());
vi.mock("../api.ts", () => ({
  api: lists,
  desk,
  uploadToDesk,
  localDeskFile: async () => ({ ok: true, value: "blob:picture" }),
}));
vi.mock("../platform/frame", () => ({ tellTitle: () => {}, apiOrigin: "" }));
vi.mock("../platform/link", () => ({ openLink: () => false }));
vi.mock("../platform/lighter", () => ({ lighter: async (picture: unknown) => picture }));
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
  offer: null,
  byNotice: false,
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
  value: { open: true, next: { free: true, ahead: 0, minutes: 1 }, opens: null, phone: "12333", talk: null, ...more },
});
const told = (more: Partial<CitizenNews> = {}) => ({
  ok: true as const,
  value: { talk, messages: [], after: 1, ...more },
});
const item = (code: string, name: string): ItemCard => ({
  code,
  name,
  summary: "",
  aliases: [],
  audience: ["flexible"],
  capacities: ["self"],
  about: "person",
  handling: "instant",
  promised: 0,
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
    desk.desk.mockResolvedValue(stand({ open: false, next: null, opens: { day: "2026-11-30", time: "09:00" } }));
    desk.open.mockResolvedValue({ ok: true, value: { ...talk, state: "waiting", ticket: true, agent: null } });
    render(<ChatPage />);
    await screen.findByText("现在下班了");
    expect(page()).toContain("下次上班：2026年11月30日 09:00");
    expect(page()).toContain("12333");
    fireEvent.click(screen.getByText("给客服留言"));
    await screen.findByText("请留言");
  });

  it("asks who has waited too long, with both ways as buttons, and takes the answer", async () => {
    const waiting = { ...talk, state: "waiting" as const, agent: null, place: { ahead: 2, minutes: null } };
    const asked = { ...waiting, offer: { minutes: 12 }, byNotice: true };
    desk.desk.mockResolvedValue(stand({ talk: asked }));
    desk.stay.mockResolvedValue({ ok: true, value: waiting });
    desk.leaveMessage.mockResolvedValue({ ok: true, value: { ...waiting, ticket: true, byNotice: true } });
    render(<ChatPage />);
    await screen.findByText("您已经等了 12 分钟");
    expect(page()).toContain("「消息」里也会通知您");
    // One way to each answer, not two.
    expect(screen.queryByText("改成留言")).toBeNull();
    fireEvent.click(screen.getByText("继续等"));
    await waitFor(() => expect(screen.queryByText("继续等")).toBeNull());
    expect(desk.stay).toHaveBeenCalledWith({ id });
    expect(page()).toContain("前面还有 2 位");
    cleanup();
    render(<ChatPage />);
    fireEvent.click(await screen.findByText("留言，不等了"));
    await screen.findByText("请留言");
    expect(desk.leaveMessage).toHaveBeenCalledWith({ id });
    expect(screen.queryByText("继续等")).toBeNull();
  });

  it("says that somebody is there only when somebody is, else how long the line is", async () => {
    render(<ChatPage />);
    await screen.findByText("现在有客服在");
    expect(page()).toContain("马上有人接待");
    cleanup();
    desk.desk.mockResolvedValue(stand({ next: { free: false, ahead: 3, minutes: 8 } }));
    render(<ChatPage />);
    await screen.findByText("现在没有空着的客服");
    expect(page()).toContain("前面还有 3 位，大约等 8 分钟");
    expect(page()).not.toContain("有客服在");
    expect(page()).not.toContain("马上");
    cleanup();
    desk.desk.mockResolvedValue(stand({ next: { free: false, ahead: 0, minutes: null } }));
    render(<ChatPage />);
    await screen.findByText("排队等客服");
    expect(page()).toContain("下一位就是您，要等多久现在还说不准");
  });

  it("looks again who is there while one reads what it says", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ["setInterval", "clearInterval", "Date"] });
    render(<ChatPage />);
    await screen.findByText("现在有客服在");
    desk.desk.mockResolvedValue(stand({ next: { free: false, ahead: 1, minutes: null } }));
    vi.advanceTimersByTime(21_000);
    await screen.findByText("现在没有空着的客服");
    vi.useRealTimers();
  });

  it("tells the desk what led here in a talk that is open already, once", async () => {
    setParams({ item: "flexible-renewal", by: "failed" });
    desk.desk.mockResolvedValue({
      ok: true,
      value: { open: true, next: { free: true, ahead: 0, minutes: 1 }, opens: null, phone: "12333", talk },
    });
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
    await screen.findByText("＋ 照片等");
    fireEvent.click(screen.getByText("＋ 照片等"));
    fireEvent.click(screen.getByText("从相册选照片"));
    await screen.findByText(/照片太大，没有发/);
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
        attached: {
          title: "退休预审",
          place: "武汉市民之家",
          day: "2026-12-01",
          time: "09:30",
          open: "appointments/book/index",
        },
      }),
      line(5, { kind: "image", attached: { lack: "erased" } }),
      line(6, { recalled: true }),
    ];
    desk.news.mockResolvedValueOnce(told({ messages }));
    render(<ChatPage />);
    await screen.findByText("自动回复");
    for (const words of ["客服已接入，请说", "2026年12月1日", "按规定删除", "客服撤回了一条消息", "今天"])
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

  it("sends a case that was put above the field as a card before the first words, and leads to it", async () => {
    const about = aboutCase({ id, number: "SB1", item: { code: "renewal", name: "续保登记", version: 1 } });
    keepAbout(about);
    desk.open.mockResolvedValue({ ok: true, value: talk });
    let seq = 0;
    desk.say.mockImplementation(async ({ text, attach }) => {
      const card = { case: id, title: "续保登记", number: "SB1", whom: null };
      const kind = attach ? { kind: "case-card" as const, attached: card } : { text: text ?? "" };
      return told({ messages: [line(++seq, { from: "citizen", by: null, ...kind })] });
    });
    render(<ChatPage />);
    await screen.findByText("办件 SB1，一起发给客服");
    fireEvent.change(screen.getByPlaceholderText("想问什么，写在这里"), { target: { value: "怎么还没办好" } });
    fireEvent.click(screen.getByText("发送"));
    await screen.findByText("怎么还没办好");
    await waitFor(() => expect(screen.getAllByText(/已送到/)).toHaveLength(2));
    expect(desk.open).toHaveBeenCalledWith({ about: "续保登记" });
    expect(desk.say.mock.calls.map(([given]) => given.attach ?? given.text)).toEqual([about.attach, "怎么还没办好"]);
    expect(page()).not.toContain("一起发给客服");
    fireEvent.click(screen.getByText("续保登记"));
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/cases/detail/index?id=${id}` });
  });

  it("lets a card be left out, and keeps one that is refused with the reason and no way to repeat it", async () => {
    desk.desk.mockResolvedValue(stand({ talk }));
    lists.items.mockResolvedValue({ ok: true, value: [item("tier-change", "变更缴费档次"), item("stop", "暂停缴费")] });
    render(<ChatPage />);
    fireEvent.click(await screen.findByText("＋ 照片等"));
    fireEvent.click(screen.getByText("问一个事项"));
    fireEvent.click(await screen.findByText("变更缴费档次"));
    fireEvent.click(screen.getByText("不带"));
    expect((screen.getByText("发送") as HTMLButtonElement).disabled).toBe(true);
    fireEvent.click(screen.getByText("＋ 照片等"));
    fireEvent.click(screen.getByText("问一个事项"));
    fireEvent.click(await screen.findByText("变更缴费档次"));
    desk.say.mockResolvedValue({ ok: false, error: { code: "not-found", message: "没有这个事项，请重新选择" } });
    fireEvent.click(screen.getByText("发送"));
    await screen.findByText("没有这个事项，请重新选择");
    expect(screen.queryByText("重发")).toBeNull();
    // Not lost when the page is closed, and gone when it is not wanted.
    cleanup();
    render(<ChatPage />);
    await screen.findByText("变更缴费档次");
    fireEvent.click(screen.getByText("不发了"));
    expect(page()).not.toContain("变更缴费档次");
  });

  it("offers one's own cases, and says what to do when there are none or nobody is bound", async () => {
    desk.desk.mockResolvedValue(stand({ talk }));
    lists.cases.mockResolvedValueOnce({ ok: false, error: { code: "not-bound", message: "请先绑定" } });
    render(<ChatPage />);
    fireEvent.click(await screen.findByText("＋ 照片等"));
    fireEvent.click(screen.getByText("问我的办件"));
    await screen.findByText(/绑定社保账户以后，才能选您的办件/);
    fireEvent.click(screen.getByText("不选了"));
    lists.cases.mockResolvedValueOnce({ ok: true, value: [] });
    fireEvent.click(screen.getByText("＋ 照片等"));
    fireEvent.click(screen.getByText("问我的办件"));
    await screen.findByText(/还没有办过事/);
  });

  it("asks about an appointment that the office sent, says when it is over, and leads nowhere that is gone", async () => {
    desk.desk.mockResolvedValue(stand({ talk }));
    const attached = {
      title: "退休预审",
      place: "武昌大厅",
      day: "2020-01-02",
      time: "09:30",
      open: "appointments/book/index",
    };
    const gone = { title: "旧页面", path: "old/page" };
    desk.news.mockResolvedValueOnce(
      told({
        messages: [
          line(1, { kind: "appointment-card", text: "退休预审：2020-01-02 09:30，武昌大厅", attached }),
          line(2, { kind: "mini-card", text: "旧页面", attached: gone }),
        ],
      }),
    );
    desk.say.mockResolvedValue(told());
    render(<ChatPage />);
    await screen.findByText("退休预审");
    expect(page()).toContain("（已经过了）");
    Taro.navigateTo.mockRejectedValueOnce(new Error("no such page"));
    fireEvent.click(screen.getByText("旧页面"));
    await waitFor(() =>
      expect(Taro.showToast).toHaveBeenCalledWith(expect.objectContaining({ title: "这一页打不开了，请直接问客服" })),
    );
    fireEvent.click(screen.getAllByText("问这个")[0]!);
    fireEvent.click(screen.getByText("发送"));
    await waitFor(() => expect(desk.say).toHaveBeenCalled());
    expect(desk.say.mock.calls[0]?.[0].attach).toEqual({ kind: "quoted", message: "m1" });
  });

  it("says at once which files the desk cannot open", async () => {
    desk.desk.mockResolvedValue(stand({ talk }));
    picked.mockResolvedValue([{ name: "说明.docx", bytes: 1_000, source: null }]);
    render(<ChatPage />);
    fireEvent.click(await screen.findByText("＋ 照片等"));
    fireEvent.click(screen.getByText("选 PDF 文件"));
    await screen.findByText(/这种文件客服打不开，没有发/);
    expect(uploadToDesk).not.toHaveBeenCalled();
  });

  it("sends a file up again when the talk it was for has ended, into the next one", async () => {
    desk.desk.mockResolvedValue(stand({ talk }));
    picked.mockResolvedValue([{ name: "a.jpg", bytes: 1_000, source: null }]);
    uploadToDesk.mockImplementation(async (of) => ({
      ok: true,
      value: { id: `file-of-${of}`, name: "a.jpg", mime: "image/jpeg", bytes: 900 },
    }));
    desk.say.mockResolvedValueOnce({ ok: false, error: { code: "conflict", message: "这次咨询已经结束" } });
    render(<ChatPage />);
    fireEvent.click(await screen.findByText("＋ 照片等"));
    desk.desk.mockResolvedValue(stand({ talk: { ...talk, state: "closed" } }));
    fireEvent.click(screen.getByText("从相册选照片"));
    await screen.findByText("这次咨询已经结束");
    const next = "22222222-2222-4222-8222-222222222222";
    desk.open.mockResolvedValue({ ok: true, value: { ...talk, id: next } });
    desk.say.mockResolvedValueOnce(told({ talk: { ...talk, id: next } }));
    fireEvent.click(screen.getByText("重发"));
    await waitFor(() => expect(desk.say).toHaveBeenCalledTimes(2));
    expect(desk.say.mock.calls.map(([given]) => [given.id, given.attach])).toEqual([
      [id, { kind: "image", file: `file-of-${id}` }],
      [next, { kind: "image", file: `file-of-${next}` }],
    ]);
    const keys = uploadToDesk.mock.calls.map(([, key]) => key);
    expect(new Set(keys).size).toBe(2);
  });
});
