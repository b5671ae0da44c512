// Test double for @tarojs/taro: a Map for storage, spies for what leaves the page, hooks that run as on a phone.
import { useEffect, useRef } from "react";
import { vi } from "vitest";

const store = new Map<string, string>();
let params: Record<string, string> = {};
export const setParams = (next: Record<string, string>): void => {
  params = next;
};
export const useRouter = () => ({ params });
export const useDidShow = (run: () => void): void => {
  // WeChat calls the newest function, once per show; a test shows a page once.
  const newest = useRef(run);
  useEffect(() => newest.current(), []);
};
export const useDidHide = (_run: () => void): void => undefined;
export const usePageScroll = (_run: (at: { scrollTop: number }) => void): void => undefined;
export const useReachBottom = (_run: () => void): void => undefined;
export function useLaunch(run: () => void): void {
  useDidShow(run);
}

const done = () => vi.fn<(options: unknown) => Promise<{ errMsg: string }>>(async () => ({ errMsg: "ok" }));
export interface Requested {
  url: string;
  method: string;
  data?: Record<string, unknown>;
  header: Record<string, string>;
}
const Taro = {
  getStorageSync: (key: string): unknown => JSON.parse(store.get(key) ?? '""'),
  setStorageSync: (key: string, value: unknown): void => void store.set(key, JSON.stringify(value)),
  removeStorageSync: (key: string): void => void store.delete(key),
  clearStorageSync: (): void => store.clear(),
  getCurrentPages: () => [{}, {}],
  request: vi.fn<(asked: Requested) => Promise<{ statusCode: number; data: unknown }>>(async () => ({
    statusCode: 200,
    data: {},
  })),
  login: vi.fn<() => Promise<{ code: string }>>(async () => ({ code: "code-1" })),
  navigateTo: done(),
  redirectTo: done(),
  navigateBack: done(),
  switchTab: done(),
  showToast: done(),
  showModal: vi.fn<(options: unknown) => Promise<{ confirm: boolean }>>(async () => ({ confirm: true })),
  setNavigationBarTitle: done(),
  setClipboardData: done(),
  makePhoneCall: done(),
  pageScrollTo: done(),
  previewImage: done(),
};
export default Taro;
