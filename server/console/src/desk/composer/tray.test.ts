import { describe, expect, it } from "vitest";
import { createTray } from "./tray.ts";

const file = (name: string, type: string, bytes = 10) => new File([new Uint8Array(bytes)], name, { type });

function set() {
  const open = new Set<string>();
  let count = 0;
  const tray = createTray({
    createObjectURL: () => {
      const address = `blob:${(count += 1)}`;
      open.add(address);
      return address;
    },
    revokeObjectURL: (address) => void open.delete(address),
  });
  let keys = 0;
  return { tray, open, keyOf: () => `key-${(keys += 1)}` };
}

describe("files chosen for a talk", () => {
  it("are known by what they are, each under its own key, and shown before they are sent", () => {
    const { tray, open, keyOf } = set();
    tray.choose(
      "t1",
      [file("a.png", "image/png"), file("b.pdf", "application/pdf"), file("c.mp3", "audio/mpeg")],
      keyOf,
    );
    expect(tray.now().map(({ key, kind, preview }) => [key, kind, preview])).toEqual([
      ["key-1", "image", "blob:1"],
      ["key-2", "file", null],
      ["key-3", "voice", null],
    ]);
    tray.drop("key-1");
    expect([tray.now().length, open.size]).toEqual([2, 0]);
  });

  it("that cannot be taken say so before they travel, and draw nothing", () => {
    const { tray, open, keyOf } = set();
    const bad = [
      file("x.svg", "image/svg+xml"),
      file("leer.png", "image/png", 0),
      file("big.png", "image/png", 11 * 1024 * 1024),
    ];
    tray.choose("t1", bad, keyOf);
    for (const one of tray.now()) expect(one.failure).toMatch(/[\u4e00-\u9fff]/);
    expect(open.size).toBe(0);
  });

  it("tell whoever looks when something changes", () => {
    const { tray, keyOf } = set();
    let told = 0;
    const deaf = tray.listen(() => (told += 1));
    tray.choose("t1", [file("a.png", "image/png")], keyOf);
    tray.change("key-1", { percent: 40 });
    deaf();
    tray.drop("key-1");
    expect(told).toBe(2);
  });
});
