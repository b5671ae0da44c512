import type { AccountRefusal, QrCodes } from "../../ports/account.ts";
import { attempt, textOf } from "./attempt.ts";
import type { WechatClient } from "./client.ts";
import type { WechatConfig } from "./config.ts";
import { findAccountRefusal } from "./errors.ts";

const PORT = "qr-codes";
const LONGEST_SCENE = 64;
const LONGEST_SECONDS = 2_592_000;
const WRONG = 40053;

/** WeChat shows pictures on another host than its API; a stand-in for WeChat has both on one. */
const pictureBase = ({ apiBase }: WechatConfig): string =>
  new URL(apiBase).hostname.endsWith("api.weixin.qq.com") ? "https://mp.weixin.qq.com" : apiBase;

/** QR codes with a text as their scene: it comes back with the follow or the scan. */
export function createQrCodes(client: WechatClient, config: WechatConfig): QrCodes {
  return {
    async create(scene, seconds) {
      const fits = scene !== "" && Array.from(scene).length <= LONGEST_SCENE;
      // WeChat would cut a longer life without a word, and take a shorter one for its default of a minute.
      const lasts = seconds === null || (Number.isInteger(seconds) && seconds >= 1 && seconds <= LONGEST_SECONDS);
      if (!fits || !lasts) return findAccountRefusal(WRONG) as AccountRefusal;
      return attempt(
        PORT,
        () =>
          client.call("qrCodeCreate", {
            action_name: seconds === null ? "QR_LIMIT_STR_SCENE" : "QR_STR_SCENE",
            action_info: { scene: { scene_str: scene } },
            ...(seconds === null ? {} : { expire_seconds: seconds }),
          }),
        (answer) => ({
          outcome: "done",
          url: textOf(PORT, answer, "url"),
          imageUrl: `${pictureBase(config)}/cgi-bin/showqrcode?ticket=${encodeURIComponent(textOf(PORT, answer, "ticket"))}`,
        }),
      );
    },
  };
}
