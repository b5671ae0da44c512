import type { AccountMenu, MenuButton, MenuComparison, StandingMenus, WantedMenus } from "../../ports/messages.ts";
import { asFault, listOf, recordOf } from "./attempt.ts";
import type { WechatClient } from "./client.ts";
import type { WechatConfig } from "./config.ts";
import { PortFault } from "../../ports/fault.ts";
import { WechatError } from "./errors.ts";
import type { Answer } from "./transport.ts";

const PORT = "account-menu";
/** The menu does not exist any more. */
const GONE = 65301;
/** There is no menu. */
const NONE = 46003;

const photoTypes = { camera: "pic_sysphoto", choice: "pic_photo_or_album", album: "pic_weixin" } as const;

/** A button in WeChat's words. */
export function renderButton(button: MenuButton, config: WechatConfig): Record<string, unknown> {
  const { name } = button;
  if (button.group) return { name, sub_button: button.group.map((one) => renderButton(one, config)) };
  if (button.open !== undefined) {
    const pagepath = button.open.replace(/^\/+/, "");
    if (config.miniAppId === "") return { type: "view", name, url: config.webPage(button.open) };
    return { type: "miniprogram", name, appid: config.miniAppId, pagepath, url: config.webPage(button.open) };
  }
  if (button.place !== undefined) return { type: "location_select", name, key: button.place };
  if (button.scan)
    return { type: button.scan.answered ? "scancode_waitmsg" : "scancode_push", name, key: button.scan.key };
  if (button.photo) return { type: photoTypes[button.photo.from], name, key: button.photo.key };
  if (button.url !== undefined) return { type: "view", name, url: button.url };
  return { type: "click", name, key: button.click ?? name };
}

/** What was rendered stands there. What WeChat adds to it does not count: it gives an empty `sub_button` to every button. */
function isSame(wanted: Readonly<Record<string, unknown>>, given: unknown): boolean {
  const found = recordOf(given);
  const { sub_button: sub, ...fields } = wanted;
  return (
    areSame(listOf(sub) as Record<string, unknown>[], listOf(found["sub_button"])) &&
    Object.entries(fields).every(([name, value]) => found[name] === value)
  );
}
function areSame(wanted: readonly Readonly<Record<string, unknown>>[], found: readonly unknown[]): boolean {
  return wanted.length === found.length && wanted.every((one, at) => isSame(one, found[at]));
}

/** The menu at the bottom of the chat. Phones show a new one within five minutes. */
export function createWechatMenu(client: WechatClient, config: WechatConfig): AccountMenu & StandingMenus {
  const render = (menu: readonly MenuButton[]) => menu.map((one) => renderButton(one, config));
  return {
    async publish(menu) {
      await client.call("menuCreate", { button: render(menu) }).catch(asFault(PORT));
    },
    async publishFor(tagId, menu) {
      const rule = { button: render(menu), matchrule: { tag_id: String(tagId) } };
      const { menuid } = await client.call("menuCreateFor", rule).catch(asFault(PORT));
      if (typeof menuid !== "string" && typeof menuid !== "number")
        throw new PortFault(PORT, "nonsense", "no menuid in the answer");
      return String(menuid);
    },
    async withdraw(menuId) {
      await client.call("menuDeleteFor", { menuid: menuId }).catch((error: unknown) => {
        if (error instanceof WechatError && error.code === GONE) return;
        asFault(PORT)(error);
      });
    },
    async compare({ main, conditional }: WantedMenus): Promise<MenuComparison> {
      const answer = await client.call("menuGet", {}).catch((error: unknown): Answer => {
        if (error instanceof WechatError && error.code === NONE) return {};
        return asFault(PORT)(error);
      });
      const buttons = listOf(recordOf(answer["menu"])["button"]);
      const others = listOf(answer["conditionalmenu"]).map(recordOf);
      const found = conditional.map(({ id, menu }) => {
        const other = others.find((one) => String(one["menuid"]) === id);
        if (!other) return "missing";
        return areSame(render(menu), listOf(other["button"])) ? "same" : "differing";
      });
      const wanted = new Set(conditional.map((one) => one.id));
      return {
        main: buttons.length === 0 ? "none" : areSame(render(main), buttons) ? "same" : "differs",
        shown: buttons.map((one) => String(recordOf(one)["name"])),
        conditional: {
          missing: found.filter((one) => one === "missing").length,
          differing: found.filter((one) => one === "differing").length,
          strange: others.filter((one) => !wanted.has(String(one["menuid"]))).length,
        },
      };
    },
  };
}
