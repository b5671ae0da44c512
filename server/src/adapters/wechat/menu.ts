import type { AccountMenu, MenuButton } from "../../ports/messages.ts";
import type { WechatClient } from "./client.ts";
import type { WechatConfig } from "./config.ts";
import { faultOf, WechatError } from "./errors.ts";

/** A button in WeChat's words. */
export function renderButton(button: MenuButton, config: WechatConfig): Record<string, unknown> {
  const { name } = button;
  if (button.group) return { name, sub_button: button.group.map((one) => renderButton(one, config)) };
  if (button.open !== undefined) {
    const pagepath = button.open.replace(/^\/+/, "");
    return { type: "miniprogram", name, appid: config.miniAppId, pagepath, url: config.webPage(button.open) };
  }
  if (button.url !== undefined) return { type: "view", name, url: button.url };
  return { type: "click", name, key: button.click ?? name };
}

/** The menu at the bottom of the chat. Phones show a new one within five minutes. */
export function createWechatMenu(client: WechatClient, config: WechatConfig): AccountMenu {
  return {
    async publish(menu) {
      try {
        await client.call("createMenu", { button: menu.map((one) => renderButton(one, config)) });
      } catch (error) {
        throw error instanceof WechatError ? faultOf("account-menu", error.code) : error;
      }
    },
  };
}
