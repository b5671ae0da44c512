// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import Taro, { setParams } from "../../../test/taro.ts";

type Client = (typeof import("../../api.ts"))["desk"];
const desk = vi.hoisted(() => ({ appointment: vi.fn<Client["appointment"]>() }));
vi.mock("../../api.ts", () => ({ desk, api: {} }));
vi.mock("../../platform/frame", () => ({ tellTitle: () => {}, apiOrigin: "" }));
const { default: AppointmentPage } = await import("./index.tsx");

const id = "11111111-1111-4111-8111-111111111111";
const given = { title: "退休预审", place: "武昌大厅 3 号窗口", day: "2026-03-05", time: "09:30", past: false };
beforeEach(() => setParams({ id }));
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

describe("the page of an appointment", () => {
  it("says when and where, and copies the place", async () => {
    desk.appointment.mockResolvedValue({ ok: true, value: given });
    render(<AppointmentPage />);
    await screen.findByText("退休预审");
    expect(document.body.textContent).toContain("09:30");
    fireEvent.click(screen.getByText("复制地址"));
    expect(Taro.setClipboardData).toHaveBeenCalledWith(expect.objectContaining({ data: given.place }));
    expect(desk.appointment).toHaveBeenCalledWith({ id });
    expect(document.body.textContent).not.toContain("已经过了");
  });
  it("says when its day is over", async () => {
    desk.appointment.mockResolvedValue({ ok: true, value: { ...given, past: true } });
    render(<AppointmentPage />);
    expect(await screen.findByText("这个预约的日子已经过了")).toBeTruthy();
  });
  it("says that there is none", async () => {
    const message = "没有找到这个预约，可能已经取消，请问客服或打 12333";
    desk.appointment.mockResolvedValue({ ok: false, error: { code: "not-found", message } });
    render(<AppointmentPage />);
    expect((await screen.findByRole("alert")).textContent).toContain(message);
  });
});
