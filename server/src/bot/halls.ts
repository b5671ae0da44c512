import { mapLink, nearestHalls } from "../content/halls.ts";
import { Composer } from "./composer.ts";
import { isKind, text, toAPerson, type Context } from "./context.ts";

const MOST = 3;
const FAR_KM = 120;

/** Where one stands, sent or picked on the map: the nearest service centres. A position that was only reported is not answered. */
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
    ctx.reply(text(`离您近的服务大厅：\n\n${lines.join("\n")}\n\n${open}${caution}`, toAPerson));
  });
  return nearby;
}
