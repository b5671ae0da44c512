import { beforeEach, describe, expect, it, vi } from "vitest";
import Taro from "../test/taro.ts";
import type { Answer } from "./api.ts";
import { actOnce } from "./act-once.ts";

beforeEach(() => Taro.clearStorageSync());

const answering = (...answers: Answer<string>[]) => {
  const keys: string[] = [];
  const act = vi.fn<(key: string) => Promise<Answer<string>>>(async (key) => {
    keys.push(key);
    return answers[keys.length - 1] ?? { ok: true as const, value: "done" };
  });
  return { keys, act };
};
const lost: Answer<string> = { ok: false, error: { code: "unavailable", message: "网络不通" } };
const refused: Answer<string> = { ok: false, error: { code: "bad-input", message: "签名不对" } };

describe("an act that must happen once", () => {
  it("keeps its key while nobody answered, so that the next press is the same act", async () => {
    const { keys, act } = answering(lost, lost);
    await actOnce("case:submit", act);
    await actOnce("case:submit", act);
    expect((await actOnce("case:submit", act)).ok).toBe(true);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[A-Za-z0-9-]{8,64}$/);
  });

  it("takes a new key after an answer, whether yes or no", async () => {
    const { keys, act } = answering(refused);
    await actOnce("case:submit", act);
    await actOnce("case:submit", act);
    await actOnce("case:submit", act);
    expect(new Set(keys).size).toBe(3);
  });

  it("does not share a key between acts", async () => {
    const { keys, act } = answering(lost, lost);
    await actOnce("case:submit", act);
    await actOnce("case:withdraw", act);
    expect(new Set(keys).size).toBe(2);
  });
});
