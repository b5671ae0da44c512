// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CitizenLivestream, CitizenLivestreams } from "@wsi/shared/contract";
import Taro from "../../test/taro.ts";

type Client = (typeof import("../api.ts"))["api"];
const api = vi.hoisted(() => ({
  livestreams: vi.fn<Client["livestreams"]>(),
  remindMe: vi.fn<Client["remindMe"]>(),
  forgetReminder: vi.fn<Client["forgetReminder"]>(),
  decideSubscriptions: vi.fn<Client["decideSubscriptions"]>(),
}));
const askToSubscribe = vi.hoisted(() => vi.fn<(typeof import("../platform/subscribe.ts"))["askToSubscribe"]>());
vi.mock("../platform/subscribe", () => ({ askToSubscribe }));
vi.mock("../api.ts", () => ({ api }));
vi.mock("../platform/frame", () => ({ tellTitle: () => {}, apiOrigin: "" }));
vi.mock("../platform/link", () => ({ openLink: () => false }));
const { default: LivePage } = await import("./index.tsx");

const one: CitizenLivestream = {
  id: "11111111-1111-4111-8111-111111111111",
  title: "失业金怎么领",
  about: "工作人员在线讲解。",
  startsAt: "2026-11-30T07:00:00.000Z",
  endsAt: "2026-11-30T08:00:00.000Z",
  state: "upcoming",
  url: null,
  channel: "武汉社保",
  cover: null,
  remindMinutes: 30,
  reminded: false,
};
const listOf = (more: Partial<CitizenLivestreams> = {}): { ok: true; value: CitizenLivestreams } => ({
  ok: true,
  value: { coming: [one], replays: [], reach: "inbox", notice: null, ...more },
});
beforeEach(() => void api.livestreams.mockResolvedValue(listOf()));
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

describe("the page of livestreams", () => {
  it("books a reminder, says where it will come, and takes it back", async () => {
    api.remindMe.mockResolvedValue(listOf({ coming: [{ ...one, reminded: true }] }));
    api.forgetReminder.mockResolvedValue(listOf());
    render(<LivePage />);
    fireEvent.click(await screen.findByText("提醒我"));
    await screen.findByText("已预约");
    expect(document.body.textContent).toContain("开播前 30 分钟");
    fireEvent.click(screen.getByText("不用提醒了"));
    await screen.findByText("提醒我");
    expect(api.remindMe).toHaveBeenCalledWith({ id: one.id });
  });

  it("does not promise more than WeChat lets the account do for who is not bound", async () => {
    api.livestreams.mockResolvedValue(listOf({ coming: [{ ...one, reminded: true }], reach: "account" }));
    render(<LivePage />);
    await screen.findByText("已预约");
    expect(document.body.textContent).toContain("48 小时内");
  });

  it("asks for WeChat's own reminder straight from the tap, and books whatever is chosen", async () => {
    const notice = { template: "t-live", title: "直播开始提醒", longTerm: false, left: 0 };
    api.livestreams.mockResolvedValue(listOf({ reach: "nowhere", notice }));
    askToSubscribe.mockResolvedValue({ ok: true, decided: [{ template: "t-live", accepted: true }] });
    api.decideSubscriptions.mockResolvedValue({ ok: true, value: [{ ...notice, left: 1 }] });
    const coming = [{ ...one, reminded: true }];
    api.remindMe.mockResolvedValue(listOf({ coming, reach: "nowhere", notice: { ...notice, left: 1 } }));
    render(<LivePage />);
    fireEvent.click(await screen.findByText("提醒我"));
    // Nothing may come between the tap and WeChat's dialog.
    expect(askToSubscribe).toHaveBeenCalledWith([{ template: "t-live", title: "直播开始提醒" }]);
    await screen.findByText("已预约");
    expect(document.body.textContent).toContain("由微信弹出来提醒您");
    expect(api.decideSubscriptions).toHaveBeenCalledWith({ decided: [{ template: "t-live", accepted: true }] });
    cleanup();

    api.livestreams.mockResolvedValue(listOf({ notice }));
    askToSubscribe.mockResolvedValue({ ok: false, message: "微信通知要在微信里打开小程序才能设置" });
    api.decideSubscriptions.mockClear();
    api.remindMe.mockResolvedValue(listOf({ coming, notice }));
    render(<LivePage />);
    fireEvent.click(await screen.findByText("提醒我"));
    await screen.findByText("已预约");
    expect(api.decideSubscriptions).not.toHaveBeenCalled();
    expect(screen.getByText("也让微信提醒我一次")).toBeTruthy();
  });

  it("says beside the button why it could not", async () => {
    api.remindMe.mockResolvedValue({ ok: false, error: { code: "conflict", message: "直播已经开始" } });
    render(<LivePage />);
    fireEvent.click(await screen.findByText("提醒我"));
    expect((await screen.findByRole("alert")).textContent).toBe("直播已经开始");
  });

  it("leads to binding whom nothing of ours could reach", async () => {
    api.livestreams.mockResolvedValue(listOf({ reach: "nowhere" }));
    render(<LivePage />);
    fireEvent.click(await screen.findByText("去绑定"));
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: "/me/bind/index" });
  });

  it("copies the address of a replay where it cannot be opened", async () => {
    const replay = { ...one, state: "over" as const, url: "https://channels.weixin.qq.com/r/1" };
    api.livestreams.mockResolvedValue(listOf({ coming: [], replays: [replay] }));
    render(<LivePage />);
    expect(await screen.findByText("最近没有直播")).toBeTruthy();
    fireEvent.click(screen.getByText("失业金怎么领"));
    await waitFor(() =>
      expect(Taro.setClipboardData).toHaveBeenCalledWith({ data: "https://channels.weixin.qq.com/r/1" }),
    );
  });
});
