import Taro from "@tarojs/taro";

const tabs = ["pages/home/index", "pages/find/index", "pages/me/index"];

/** Opens a page by its path without the leading slash, as the bot and notices write it. */
export function go(page: string): void {
  void open(page);
}

function open(page: string): Promise<unknown> {
  const path = page.replace(/^\//, "");
  const [route = ""] = path.split("?");
  return tabs.includes(route) ? Taro.switchTab({ url: `/${route}` }) : Taro.navigateTo({ url: `/${path}` });
}

/** The same for a path that somebody sent: false when there is no such page any more. */
export const openPage = (page: string): Promise<boolean> =>
  open(page).then(
    () => true,
    () => false,
  );

/** Instead of the page shown: going back must not lead to a form that was already sent. */
export function goInstead(page: string): void {
  void Taro.redirectTo({ url: `/${page}` });
}

/** One page back; from the first page of a visit, home. */
export function goBack(): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack();
  else void Taro.switchTab({ url: "/pages/home/index" });
}

export const toTop = (): void => void Taro.pageScrollTo({ scrollTop: 0, duration: 0 });

/** To the newest line: far below whatever there is. */
export const toEnd = (): void => void Taro.pageScrollTo({ scrollTop: 1_000_000, duration: 0 });

/** Scrolls to the element with this id; `below`: how far down the page it is to stand, in px. */
export const toPlace = (id: string, below = 12): void =>
  void Taro.pageScrollTo({ selector: `#${id}`, duration: 200, offsetTop: -below });

export const call = (number: string): void => void Taro.makePhoneCall({ phoneNumber: number.replace(/\D.*$/, "") });

export async function copy(text: string): Promise<void> {
  await Taro.setClipboardData({ data: text });
  void Taro.showToast({ title: "已复制", icon: "success" });
}

export const toast = (title: string): void => void Taro.showToast({ title, icon: "none", duration: 3000 });

/** Asks before something that cannot be undone. */
export async function confirmed(title: string, content: string, yes: string, no = "不了"): Promise<boolean> {
  const { confirm } = await Taro.showModal({
    title,
    content,
    confirmText: yes,
    confirmColor: "#a3261b",
    cancelText: no,
    cancelColor: "#1d2a2e",
  });
  return confirm;
}
