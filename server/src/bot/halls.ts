import { mapLink, nearestHalls } from "../content/halls.ts";
import { Composer } from "./composer.ts";
import { hasText, isKind, page, text, toAPerson, type Context } from "./context.ts";

const MOST = 3;
const FAR_KM = 120;

/** Where one stands, sent or picked on the map: the nearest service centres. A position that was only reported is not answered. */
const booking = page("预约窗口", "appointments/list/index");

/** Wants a time at a window: the page where one is chosen. */
const wantsATime =
  /^(我(要|想)|想|怎么|怎样|如何|能不能|可以|在哪里?|哪里)?(网上|线上|提前)?预约(窗口|大厅|取号|排号|办理|办事|社保|到窗口办)*(怎么(约|预约|弄|操作))?(吗|呢|啊)?$|窗口预约|(网上|提前)(取号|排号|预约)/;

export function appointments(): Composer<Context> {
  const asked = new Composer<Context>();
  asked.filter(hasText).use((ctx, next) => {
    if (!wantsATime.test(ctx.text)) return next();
    const words = "一定要到窗口办的事，先约好时间，去了就办。多数事情手机上就能办，可以先找找看：";
    ctx.reply(text(words, booking, page("找事项", "pages/find/index"), toAPerson));
  });
  return asked;
}

export function nearbyHalls(): Composer<Context> {
  const nearby = new Composer<Context>();
  nearby.filter(isKind("location", "position")).use((ctx) => {
    const { update } = ctx;
    if (update.kind === "position" && !update.asked) return ctx.reply({ kind: "nothing" });
    const found = nearestHalls(update, MOST);
    if ((found[0]?.km ?? Infinity) > FAR_KM) {
      const far = "您现在离武汉比较远。多数事情手机上就能办；要到外地的窗口办，请打当地的 12333 问。";
      return ctx.reply(text(far, toAPerson));
    }
    const { isOpen, nextOpening } = ctx.services.hours;
    const opening = nextOpening(ctx.now);
    const [, month, date] = opening.day.split("-").map(Number);
    const open = isOpen(ctx.now) ? "现在是上班时间。" : `现在休息，${month} 月 ${date} 日 ${opening.time} 上班。`;
    const lines = found.map((one, at) => `${at + 1}. ${one.name}，约 ${one.km.toFixed(1)} 公里\n${mapLink(one)}`);
    const caution = "距离按所在区的中心估算；去之前请打 12333 问一下这件事在哪个窗口办，免得跑空。";
    ctx.reply(text(`离您近的服务大厅：\n\n${lines.join("\n")}\n\n${open}${caution}`, booking, toAPerson));
  });
  return nearby;
}
