import { findPlace, topicOf, type Place, type Step } from "../content/dialogues.ts";
import type { Tx } from "../db.ts";
import type { Button, Reply } from "../ports/messages.ts";
import { entryOf } from "./answer.ts";
import { Composer } from "./composer.ts";
import { hasText, page, text, toAPerson, type Context, type TextContext } from "./context.ts";
import { beginEstimate } from "./estimates/index.ts";
import { numberIn } from "./number.ts";
import { pendingOf, remember } from "./pending.ts";

/** Menu dialogues 菜单问答: a level of numbered choices, deeper ones behind them, and always the way back and to a person. */

type Work = (tx: Tx) => Promise<Reply>;

const TAP = "dlg:";
const asksForTheMenu = /^(菜单|目录|自助(问答|服务)?|菜单问答|功能|帮助|主菜单|导航|help|[?？]+)$/i;
const saysBack = /^(返回|返回上一层|上一层|上一级|后退)$/;
const goesBack = (words: string): boolean => /^[0０零]$/.test(words) || saysBack.test(words);

const back = (address: string): Button => ({ label: "0. 返回上一层", say: "返回", id: TAP + address });

function showLevel(ctx: Context, address: string, { dialogue, step, steps, up }: Place): Work {
  const choices = steps.map(({ label }, at): Button => ({
    label: `${at + 1}. ${label}`,
    say: label,
    id: `${TAP}${address}/${at}`,
  }));
  const lead = step === undefined ? dialogue.lead : `「${step.label}」里想问什么？点一下，或回复数字：`;
  return async (tx) => {
    await remember(tx, ctx, { dialogue: address });
    return text(lead, ...choices, ...(up === undefined ? [] : [back(up)]), toAPerson);
  };
}

function answerOf(ctx: Context, step: Exclude<Step, { steps: unknown }>, level: string): Work | undefined {
  if ("entry" in step) return entryOf(ctx, step.entry, step.label, { dialogue: level, buttons: [back(level)] });
  if ("estimate" in step) return beginEstimate(ctx, step.estimate);
  return async (tx) => {
    await remember(tx, ctx, { dialogue: level });
    return text(`点下面打开「${step.label}」：`, page(step.label, step.open), back(level), toAPerson);
  };
}

/** A level, or what stands at its end. Undefined: that address is no longer there. */
export function openDialogue(ctx: Context, address: string): Work | undefined {
  const place = findPlace(address);
  if (!place) return undefined;
  const { step, up } = place;
  return step === undefined || "steps" in step ? showLevel(ctx, address, place) : answerOf(ctx, step, up ?? address);
}

/** The step meant by a number, or by the words of a tap that lost its id, on the level that was shown last. */
function chosen(ctx: TextContext): string | undefined {
  const level = pendingOf(ctx).dialogue;
  const place = level === undefined ? undefined : findPlace(level);
  if (level === undefined || !place) return undefined;
  if (goesBack(ctx.text)) return place.up ?? level;
  const number = numberIn(ctx.text);
  const at = number === undefined ? place.steps.findIndex((one) => one.label === ctx.text) : number - 1;
  return at in place.steps ? `${level}/${at}` : undefined;
}

export function dialogue(): Composer<Context> {
  const ability = new Composer<Context>();
  ability.filter(hasText).use((ctx, next) => {
    const tapped = ctx.tapped?.startsWith(TAP) ? ctx.tapped.slice(TAP.length) : undefined;
    // A tree that was changed since the message was sent shows its top instead of something else.
    const asked =
      tapped ?? chosen(ctx) ?? (asksForTheMenu.test(ctx.text) || saysBack.test(ctx.text) ? "guide" : topicOf(ctx.text));
    if (asked === undefined) return next();
    const work = openDialogue(ctx, asked) ?? openDialogue(ctx, "guide");
    return work ? ctx.act(work) : next();
  });
  return ability;
}
