// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SubscribeAnswer } from "../../platform/subscribe.ts";
import "../../../test/taro.ts";

type Client = (typeof import("../../api.ts"))["api"];
const api = vi.hoisted(() => ({
  subscriptions: vi.fn<Client["subscriptions"]>(),
  decideSubscriptions: vi.fn<Client["decideSubscriptions"]>(),
}));
const askToSubscribe = vi.hoisted(() => vi.fn<() => Promise<SubscribeAnswer>>());
vi.mock("../../api.ts", () => ({ api }));
vi.mock("../../platform/subscribe", () => ({ askToSubscribe }));
vi.mock("../../platform/frame", () => ({ tellTitle: () => {}, apiOrigin: "" }));
const { Subscriptions } = await import("./subscriptions.tsx");

const one = { template: "t-due", title: "缴费到期提醒", longTerm: false, left: 0 };
beforeEach(() => void api.subscriptions.mockResolvedValue({ ok: true, value: [one] }));
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

describe("the card of WeChat's notices", () => {
  it("asks WeChat, tells the server what was chosen, and counts what is left", async () => {
    const decided = [{ template: "t-due", accepted: true }];
    askToSubscribe.mockResolvedValue({ ok: true, decided });
    api.decideSubscriptions.mockResolvedValue({ ok: true, value: [{ ...one, left: 1 }] });
    render(<Subscriptions />);
    fireEvent.click(await screen.findByText("允许微信提醒我"));
    await screen.findByText("已允许，还能给您发 1 条");
    expect(askToSubscribe).toHaveBeenCalledWith([{ template: "t-due", title: "缴费到期提醒" }]);
    expect(api.decideSubscriptions).toHaveBeenCalledWith({ decided });
    screen.getByText("再允许一次");
  });

  it("says what to do when WeChat opens no dialog, and asks the server for nothing", async () => {
    askToSubscribe.mockResolvedValue({ ok: false, message: "请升级微信后再试" });
    render(<Subscriptions />);
    fireEvent.click(await screen.findByText("允许微信提醒我"));
    await screen.findByText("请升级微信后再试");
    expect(api.decideSubscriptions).not.toHaveBeenCalled();
  });

  it("is not there when there is nothing to agree to", async () => {
    api.subscriptions.mockResolvedValue({ ok: true, value: [] });
    const { container } = render(<Subscriptions />);
    await waitFor(() => expect(api.subscriptions).toHaveBeenCalled());
    expect(container.textContent).toBe("");
  });
});
