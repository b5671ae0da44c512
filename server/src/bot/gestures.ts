import { beijingDay } from "@wsi/shared/case";
import { Day, PersonName } from "@wsi/shared/values";
import { verifyCertificate, type Verdict } from "../certificates/index.ts";
import type { Reply } from "../ports/messages.ts";
import { Composer } from "./composer.ts";
import { isKind, page, text, toAPerson, type Context } from "./context.ts";
import { pendingOf, remember } from "./pending.ts";

/** What a button of the menu brings besides a tap: a code that was scanned, photographs that were chosen. Places are halls.ts. */

/** How much of somebody else's words is repeated to who scanned them. */
const SHOWN = 40;

type Read =
  | { is: "certificate"; number: string; code: string }
  | { is: "ours" }
  | { is: "foreign"; host: string }
  | { is: "words" };

/** Whether a code leads to us is told by its address alone: a forged paper may carry the number and code of a true one. */
export function readCode(scanned: string, publicUrl: string): Read {
  if (!URL.canParse(scanned)) return { is: "words" };
  const url = new URL(scanned);
  if (!/^https?:$/.test(url.protocol) || url.origin !== new URL(publicUrl).origin)
    return { is: "foreign", host: url.host || url.protocol };
  const [number, code] = [url.searchParams.get("number"), url.searchParams.get("code")];
  if (/\/verify\/?$/.test(url.pathname) && number !== null && code !== null) return { is: "certificate", number, code };
  return { is: "ours" };
}

function sayVerdict(verdict: Verdict): Reply {
  if (verdict.outcome === "unknown")
    return text("没有查到这份参保证明：编号和校验码对不上，可能是假的。请和持证人核对，或打 12333。", toAPerson);
  if (verdict.outcome === "erased")
    return text(
      `${verdict.number} 是我们开的参保证明，${Day.print(verdict.issuedOn)}开具，有效至${Day.print(verdict.validUntil)}，早已过期。内容已按规定期限清除，不能核对，请持证人重新开一份。`,
      toAPerson,
    );
  const { certificate, outcome } = verdict;
  const head =
    outcome === "true" ? "这份参保证明是真的，在有效期内。" : "这份参保证明是真的，但过了有效期，请持证人重新开一份。";
  const lines = [
    `姓名 ${PersonName.mask(certificate.paper.name)}`,
    `编号 ${certificate.number}`,
    `${Day.print(certificate.issuedOn)}开具，有效至${Day.print(certificate.validUntil)}`,
  ];
  return text(`${head}\n\n${lines.join("\n")}\n\n请和纸上写的对一对。`, toAPerson);
}

function scans(): Composer<Context> {
  const scan = new Composer<Context>();
  scan.filter(isKind("scanned")).use((ctx) => {
    const scanned = ctx.update.text.trim();
    const read = readCode(scanned, ctx.services.publicUrl);
    switch (read.is) {
      case "certificate":
        return ctx.act(async (tx) => sayVerdict(await verifyCertificate(tx, read, beijingDay(ctx.now))));
      case "ours":
        return ctx.reply(
          text("这个码是我们的网页。办事、查缴费都可以在小程序里：", page("打开小程序", "pages/home/index")),
        );
      case "foreign":
        return ctx.reply(
          text(
            `这个码不是社保的，它打开的是「${read.host.slice(0, SHOWN)}」。请当心：社保不会让您扫码填密码、转账。拿不准请打 12333，或者：`,
            toAPerson,
          ),
        );
      case "words": {
        const shown = Array.from(scanned).slice(0, SHOWN).join("");
        const what = shown === "" ? "没有扫到内容。" : `扫到的是「${shown}」，这不是我们的码。`;
        return ctx.reply(
          text(
            `${what}要验参保证明，请扫纸右上角的二维码；查办件进度点下面：`,
            page("我的办件", "cases/list/index"),
            toAPerson,
          ),
        );
      }
    }
  });
  return scan;
}

/** WeChat sends them one after another within moments of the event. */
const PHOTOS_COME_MS = 2 * 60_000;

/** Answered once, for all of them; they go with the citizen to a person of the desk (recent.ts). */
function photos(): Composer<Context> {
  const photo = new Composer<Context>();
  photo.filter(isKind("photos-chosen")).use((ctx) => {
    // A person serves: the photographs themselves reach them.
    if (ctx.follower.conversationId !== null) return ctx.reply({ kind: "nothing" });
    const { count } = ctx.update;
    ctx.act(async (tx) => {
      await remember(tx, ctx, { ...pendingOf(ctx), photos: true });
      return text(
        `收到${count > 0 ? ` ${count} 张` : ""}照片。我看不懂照片：要给工作人员看，点「转人工」，照片会一起交给客服；补交材料请在办件里上传：`,
        page("我的办件", "cases/list/index"),
        toAPerson,
      );
    });
  });
  photo.filter(isKind("image")).use((ctx, next) => {
    const { photos: told, at } = pendingOf(ctx);
    const fresh = told === true && ctx.now.getTime() - Date.parse(at) < PHOTOS_COME_MS;
    return fresh ? ctx.reply({ kind: "nothing" }) : next();
  });
  return photo;
}

export function gestures(): Composer<Context> {
  const all = new Composer<Context>();
  all.use(scans());
  all.use(photos());
  return all;
}
