import { describe, expect, it } from "vitest";
import { deskStrokeOf, keyLines, type Pressed } from "./keymap.ts";

const press = (over: Partial<Pressed>): Pressed => ({
  code: "",
  key: "",
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  repeat: false,
  isComposing: false,
  keyCode: 0,
  target: null,
  ...over,
});

describe("the keyboard of the desk", () => {
  it("reads the place of the key, whatever it types", () => {
    expect(deskStrokeOf(press({ code: "KeyJ", key: "∆", altKey: true }), true)).toBe("next");
    expect(deskStrokeOf(press({ code: "ArrowUp", key: "ArrowUp", altKey: true }), true)).toBe("previous");
    expect(deskStrokeOf(press({ code: "Digit2", key: "2", altKey: true }), true)).toBe("answer-2");
    expect(deskStrokeOf(press({ code: "Digit2", key: "@", altKey: true, shiftKey: true }), true)).toBe("answer-2");
  });

  it("does nothing while an input method is at work", () => {
    for (const over of [{ isComposing: true }, { keyCode: 229 }]) {
      expect(deskStrokeOf(press({ code: "KeyJ", altKey: true, ...over }), true)).toBeNull();
      expect(deskStrokeOf(press({ key: "?", ...over }), true)).toBeNull();
    }
  });

  it("leaves letters, Shift, and AltGr alone, and can be switched off but for its own card", () => {
    expect(deskStrokeOf(press({ code: "KeyJ", key: "j" }), true)).toBeNull();
    expect(deskStrokeOf(press({ code: "KeyE", altKey: true, shiftKey: true }), true)).toBeNull();
    expect(deskStrokeOf(press({ code: "KeyE", altKey: true, ctrlKey: true }), true)).toBeNull();
    expect(deskStrokeOf(press({ code: "KeyE", altKey: true }), false)).toBeNull();
    expect(deskStrokeOf(press({ key: "?", shiftKey: true }), false)).toBe("help");
    expect(deskStrokeOf(press({ code: "Slash", key: "/", ctrlKey: true }), false)).toBe("help");
  });

  it("walks on while a key is held, and ends no second talk", () => {
    expect(deskStrokeOf(press({ code: "KeyK", altKey: true, repeat: true }), true)).toBe("previous");
    expect(deskStrokeOf(press({ code: "KeyE", altKey: true, repeat: true }), true)).toBeNull();
  });

  it("is all on the card", () => {
    const shown = keyLines.flatMap(({ lines }) => lines.map(({ keys }) => keys.join(" ")));
    for (const letter of ["J", "K", "N", "G", "T", "H", "E", "L", "P", "O", "M"])
      expect(shown).toContain(`Alt ${letter}`);
  });
});
