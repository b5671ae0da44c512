import Taro from "@tarojs/taro";
import { useSyncExternalStore } from "react";

const key = "large-type";
const listeners = new Set<() => void>();

const isLarge = (): boolean => Taro.getStorageSync(key) === true;

export function setLargeType(on: boolean): void {
  Taro.setStorageSync(key, on);
  for (const listener of listeners) listener();
}

/** 关怀模式, the same on every open page and kept on this phone. */
export function useLargeType(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, isLarge);
}
