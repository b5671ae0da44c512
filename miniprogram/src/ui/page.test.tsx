// @vitest-environment jsdom
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";

const go = vi.hoisted(() => vi.fn<(path: string) => void>());
vi.mock("./go.ts", () => ({ go }));
vi.mock("../platform/frame", () => ({ tellTitle: () => {} }));
const { Page } = await import("./page.tsx");

afterEach(cleanup);

describe("a page", () => {
  it("leads to a person with one tap, unless it has a way of its own", () => {
    render(<Page title="我的消息">消息</Page>);
    fireEvent.click(screen.getByText("说不清？找人工客服"));
    expect(go).toHaveBeenCalledWith("chat/index");
    cleanup();
    render(
      <Page title="人工客服" person={false}>
        话
      </Page>,
    );
    expect(screen.queryByText("说不清？找人工客服")).toBeNull();
  });

  it("that says it has one has one: in every file of the mini-program", () => {
    const source = path.resolve(import.meta.dirname, "..");
    const without = readdirSync(source, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".tsx") && !file.endsWith(".test.tsx"))
      .map((file) => ({ file, text: readFileSync(path.join(source, file), "utf8") }))
      .filter(({ text }) => text.includes("person={false}") && !text.includes("askPerson"))
      .map(({ file }) => file);
    // The talk itself.
    expect(without).toEqual([path.join("chat", "index.tsx")]);
  });
});
