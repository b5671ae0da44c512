// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ToolPanel, type Tool } from "./tools.tsx";

/** What the panels ask of the sandbox, and what it answers by address. */
let asked: { method: string; path: string; body: unknown }[];
let answers: Record<string, unknown>;
const openPage = vi.fn<(url: string) => void>();
const onClose = vi.fn<() => void>();

beforeEach(() => {
  asked = [];
  answers = {};
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    asked.push({
      method: init.method ?? "",
      path: path.replace("/__sandbox", ""),
      body: typeof init.body === "string" ? JSON.parse(init.body) : init.body,
    });
    return Promise.resolve(new Response(JSON.stringify(answers[path] ?? { open: null })));
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

const act = async (work: () => Promise<unknown>) => {
  await work();
  return true;
};
const open = (tool: Tool) => render(<ToolPanel tool={tool} id="f1" act={act} openPage={openPage} onClose={onClose} />);
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const sent = () => asked.filter((one) => one.method === "POST");

describe("the panels over the chat", () => {
  it("say what was scanned, and open the page that the account's button opens", async () => {
    answers["/__sandbox/followers/f1/menu-results"] = { open: { kind: "page", url: "https://example.com/" } };
    open({ kind: "scanner", button: 0, sub: 2 });
    expect(screen.getByRole("button", { name: "扫到了" })).toHaveProperty("disabled", true);
    fireEvent.change(screen.getByLabelText("码里写的是"), { target: { value: " https://example.com/ " } });
    press("扫到了");
    expect(sent()).toEqual([
      {
        method: "POST",
        path: "/followers/f1/menu-results",
        body: { button: 0, sub: 2, kind: "scanned", text: "https://example.com/" },
      },
    ]);
    await vi.waitFor(() => expect(openPage).toHaveBeenCalledWith("https://example.com/"));
    expect(onClose).toHaveBeenCalled();
  });

  it("scan one of the account's codes, or one whose ticket was pasted", async () => {
    answers["/__sandbox/qr-codes"] = [{ ticket: "T1", scene: "hall-3", until: null }];
    open({ kind: "scan-code" });
    fireEvent.click(await screen.findByRole("radio", { name: /hall-3/ }));
    press("扫它");
    expect(sent()[0]).toMatchObject({ path: "/followers/f1/scans", body: { ticket: "T1" } });
    fireEvent.change(screen.getByLabelText("或者粘贴 ticket"), { target: { value: "T2" } });
    press("扫它");
    expect(sent()[1]).toMatchObject({ body: { ticket: "T2" } });
  });

  it("answer yes or no to every template of the dialog, and name one chosen elsewhere", async () => {
    answers["/__sandbox/subscription-templates"] = [
      { id: "A", title: "政策变动通知", longTerm: true },
      { id: "B", title: "直播开始提醒", longTerm: false },
    ];
    open({ kind: "subscribe" });
    fireEvent.click(await screen.findByRole("checkbox", { name: /政策变动通知/ }));
    fireEvent.change(screen.getByLabelText(/还同意这一个/), { target: { value: "livestream" } });
    press("同意选中的 2 个，其余拒绝");
    expect(sent()[0]).toMatchObject({
      path: "/followers/f1/decisions",
      body: {
        choices: [
          { template: "A", accept: true },
          { template: "B", accept: false },
          { template: "livestream", accept: true },
        ],
      },
    });
  });

  it("speak, with or without recognition", () => {
    open({ kind: "voice" });
    fireEvent.change(screen.getByLabelText("说的是"), { target: { value: "断缴了怎么办" } });
    fireEvent.click(screen.getByRole("checkbox"));
    press("发送语音");
    expect(sent()).toMatchObject([{ path: "/followers/f1/voices", body: { said: "断缴了怎么办", recognised: false } }]);
  });

  it("choose a place", () => {
    open({ kind: "map", button: 1, sub: undefined });
    fireEvent.click(screen.getByRole("radio", { name: /武汉站/ }));
    press("发送位置");
    expect(sent()).toMatchObject([
      { path: "/followers/f1/menu-results", body: { button: 1, kind: "place", latitude: 30.6076 } },
    ]);
  });

  it("close without a word", () => {
    open({ kind: "pictures", button: 0, sub: 0 });
    press("取消");
    fireEvent.keyDown(screen.getByRole("dialog"), { key: "Escape" });
    expect(onClose).toHaveBeenCalledTimes(2);
    expect(sent()).toEqual([]);
  });
});
