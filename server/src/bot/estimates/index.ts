/**
 * Questions that need a few answers first 多轮问答: 「失业金能领多少？」 asks for years and district, then computes with
 * `@wsi/shared/insurance`. estimate.ts says what an estimate is, reading.ts how words become values, one file each what is asked and
 * worked out. Who is bound is not asked what their records tell. Whoever changes the subject is let go; 「不算了」 leaves at once.
 */
import { beijingDay } from "@wsi/shared/case";
import { maskText } from "@wsi/shared/values";
import type { Tx } from "../../db.ts";
import type { Button, Reply } from "../../ports/messages.ts";
import { Composer } from "../composer.ts";
import { hasText, isAboutOthers, page, text, toAPerson, type Context, type TextContext } from "../context.ts";
import { numberIn } from "../number.ts";
import { pendingOf, remember } from "../pending.ts";
import { missing, toldIn, wordsFor, type Estimate, type Setting } from "./estimate.ts";
import { flexible } from "./flexible.ts";
import { lateFeeEstimate } from "./late-fee.ts";
import { retirement } from "./retirement.ts";
import { unemployment } from "./unemployment.ts";

export const estimates: readonly Estimate[] = [unemployment, flexible, retirement, lateFeeEstimate];
const findEstimate = (id: string): Estimate | undefined => estimates.find((one) => one.id === id);

/** Ids of the taps that begin one: with what the records know, or with other figures. */
const BEGIN = "est:";
const AGAIN = "est-again:";
const leaving = /^(那|还是|那就)?(不算了|算了|取消|退出|不用了?|不要了|停|不问了)(吧|谢谢|了)*[。！!]?$/;
/** 「那光谷呢」「如果交了10年呢」 after a result: the same again with one thing changed. */
const varies = /^(那|如果|要是|换成|改成|假如|按)|呢[？?。]?$/;
const isQuestion = /[吗么？?]$|怎么|能不能|可不可以/;
const stop: Button = { label: "不算了", say: "不算了" };
/** So often it asks again before it gives up. */
const PATIENCE = 2;

const beginButton = ({ id, name }: Estimate): Button => ({ label: name, say: name, id: BEGIN + id });
/** Below an answer that has something to be worked out. */
export const estimateButtons = (entryId: string): Button[] =>
  estimates.filter((one) => one.entries.includes(entryId)).map(beginButton);

const at = (ctx: Context): Setting => ({ now: ctx.now, figures: ctx.services.figures() });

type Words = Readonly<Record<string, string>>;
type Work = (tx: Tx) => Promise<Reply>;

/** Asks for what is missing, or works it out. `lead` stands before the question. */
async function goOn(tx: Tx, ctx: Context, estimate: Estimate, words: Words, lead = "", misread = 0): Promise<Reply> {
  const name = missing(estimate, words, at(ctx));
  const slot = name === undefined ? undefined : estimate.slots[name];
  if (slot === undefined || name === undefined) {
    const { text: told, buttons } = estimate.compute(words, at(ctx));
    await remember(tx, ctx, { estimate: { id: estimate.id, words, misread: 0 } });
    const again = { label: "换个数再算", say: estimate.name, id: AGAIN + estimate.id };
    const calculator = page("用计算器细算", `tools/run/index?code=${estimate.tool}`);
    return text(`${lead}${told}`, ...buttons, calculator, again, toAPerson);
  }
  await remember(tx, ctx, { estimate: { id: estimate.id, words, misread } });
  const taps = (slot.choices ?? []).map((one): Button => ({ label: one, say: one }));
  const unknown = slot.known && ctx.follower.personId === null ? [page("记不清，绑定后自动查", "me/bind/index")] : [];
  return text(`${lead}${slot.ask}`, ...taps, ...unknown, misread > 0 ? toAPerson : stop);
}

/** From the start: what the sentence tells, and then what the records tell, is not asked. */
const begin =
  (ctx: Context, estimate: Estimate, sentence: string): Work =>
  async (tx) => {
    const told = toldIn(estimate, sentence, at(ctx));
    const { personId } = ctx.follower;
    const own = personId !== null && !isAboutOthers(sentence);
    const self = own ? await ctx.services.personal.self(tx, personId, ctx.now) : undefined;
    const known = Object.entries(estimate.slots).flatMap(([name, slot]) => {
      const words = self === undefined ? undefined : slot.known?.(self);
      return words === undefined || name in told ? [] : [[name, words] as const];
    });
    const lead = known.length > 0 ? "能查到的已按您的参保记录填好。\n\n" : "";
    // What could not be read alone may be half of an answer: 「我62年的」, and then 「8月」.
    const heard = Object.keys(estimate.slots).map((name) => [name, half("", sentence)] as const);
    return goOn(tx, ctx, estimate, { ...Object.fromEntries(heard), ...Object.fromEntries(known), ...told }, lead);
  };

const MOST_HALF = 60;
/** Words that were not enough, before those that come next. */
const half = (before: string, words: string): string => `${before} ${maskText(words)}`.trim().slice(-MOST_HALF);

/** By its id, for a menu. Undefined: there is none of that id. */
export function beginEstimate(ctx: Context, id: string): Work | undefined {
  const estimate = findEstimate(id);
  return estimate && begin(ctx, estimate, "");
}

const hears = ({ hears: asks, unless }: Estimate, words: string): boolean =>
  asks.test(words) && !(unless?.test(words) ?? false);

/** What begins one: a tap, its name, or words that ask for it. */
function begun(ctx: TextContext): { estimate: Estimate; work: Work } | undefined {
  const again = ctx.tapped?.startsWith(AGAIN) ? findEstimate(ctx.tapped.slice(AGAIN.length)) : undefined;
  if (again) return { estimate: again, work: (tx) => goOn(tx, ctx, again, {}) };
  const tapped = ctx.tapped?.startsWith(BEGIN) ? findEstimate(ctx.tapped.slice(BEGIN.length)) : undefined;
  const estimate = tapped ?? estimates.find((one) => one.name === ctx.text || hears(one, ctx.text));
  return estimate && { estimate, work: begin(ctx, estimate, ctx.text) };
}

/** After a result: the same with what the words change. */
function varied(ctx: TextContext, estimate: Estimate, words: Words): Work | undefined {
  if (!varies.test(ctx.text)) return undefined;
  const changed = toldIn(estimate, ctx.text, at(ctx));
  if (Object.keys(changed).length === 0) return undefined;
  return (tx) => goOn(tx, ctx, estimate, { ...words, ...changed });
}

/** The answer to what was asked last; undefined when the words belong to somebody else. */
function answered(ctx: TextContext): Work | undefined {
  const asked = pendingOf(ctx).estimate;
  const estimate = asked && findEstimate(asked.id);
  if (!asked || !estimate) return undefined;
  const name = missing(estimate, asked.words, at(ctx));
  const slot = name === undefined ? undefined : estimate.slots[name];
  if (name === undefined || !slot) return varied(ctx, estimate, asked.words);
  if (leaving.test(ctx.text))
    return async (tx) => {
      await remember(tx, ctx, null);
      return text("好的，不算了。有什么事直接打字问我，或者：", toAPerson);
    };
  const isAnswered = () => ctx.services.knowledge.ask(ctx.text, beijingDay(ctx.now)).decision === "answer";
  if (isQuestion.test(ctx.text) && isAnswered()) return undefined;
  const before = asked.words[name] ?? "";
  const number = numberIn(ctx.text);
  const words =
    wordsFor(slot, ctx.text, at(ctx), true) ??
    // A number that is no answer by itself means the line of that number.
    (number === undefined ? undefined : slot.choices?.[number - 1]) ??
    wordsFor(slot, half(before, ctx.text), at(ctx), false);
  if (words !== undefined) return (tx) => goOn(tx, ctx, estimate, { ...asked.words, [name]: words });
  // Another question altogether, or not understood for the third time: let them go.
  const other = begun(ctx);
  if (other && other.estimate.id !== estimate.id) return other.work;
  if (asked.misread >= PATIENCE || isAnswered()) return undefined;
  const hint = typeof slot.hint === "string" ? slot.hint : slot.hint(ctx.text);
  const kept = { ...asked.words, [name]: half(before, ctx.text) };
  return (tx) => goOn(tx, ctx, estimate, kept, `不好意思，没看明白。${hint}\n\n`, asked.misread + 1);
}

export function estimating(): Composer<Context> {
  const ability = new Composer<Context>();
  ability.filter(hasText).use((ctx, next) => {
    const work = answered(ctx) ?? begun(ctx)?.work;
    return work ? ctx.act(work) : next();
  });
  return ability;
}
