import Taro from "@tarojs/taro";
import type { Answer } from "./api.ts";

/** True when nobody knows whether the server did it: only then the next press must be the same act. */
const unanswered = (code: string): boolean => code === "unavailable" || code === "fault";

const newKey = (): string =>
  `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}${Math.random().toString(36).slice(2)}`.slice(
    0,
    60,
  );

/**
 * Runs an act under a key that is kept on the phone until the server answered, so that a press after a lost connection,
 * even after closing the app, repeats the same act instead of doing another.
 */
export async function actOnce<T>(what: string, act: (key: string) => Promise<Answer<T>>): Promise<Answer<T>> {
  const slot = `act:${what}`;
  const kept: unknown = Taro.getStorageSync(slot);
  const key = typeof kept === "string" && kept !== "" ? kept : newKey();
  Taro.setStorageSync(slot, key);
  const answer = await act(key);
  if (answer.ok || !unanswered(answer.error.code)) Taro.removeStorageSync(slot);
  return answer;
}
