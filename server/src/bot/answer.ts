import { beijingDay } from "@wsi/shared/case";
import { endsAtCounter } from "@wsi/shared/item";
import type { Tx } from "../db.ts";
import { keepGiven, type Asked, type Entry } from "../knowledge/index.ts";
import type { Button, Reply } from "../ports/messages.ts";
import { Composer } from "./composer.ts";
import { findItem } from "../cases/index.ts";
import { hasText, page, text, toAPerson, toAPersonAs, type Context, type Why } from "./context.ts";
import { estimateButtons } from "./estimates/index.ts";
import { numberIn } from "./number.ts";
import { pendingOf, remember } from "./pending.ts";

/** Answers from the knowledge base: an answer when sure, three guesses when not, and a person never more than a tap away. */

const GUESSES = 3;
const FAR = 0.1;
/** The first line of a question as a link: longer ones break over several lines of the phone. */
const LABEL_LENGTH = 24;

/** Ids of the two taps under an answer; the key of the answer follows. */
export const USEFUL = "fb:1:";
export const USELESS = "fb:0:";

const characters = new Intl.Segmenter("zh", { granularity: "grapheme" });
function clip(words: string): string {
  if (words.length <= LABEL_LENGTH) return words;
  const whole = Array.from(characters.segment(words), ({ segment }) => segment);
  return whole.length <= LABEL_LENGTH ? words : `${whole.slice(0, LABEL_LENGTH - 1).join("")}…`;
}

function needsCounter(code: string): boolean {
  const item = findItem(code);
  return item !== undefined && endsAtCounter(item);
}

/** An entry as it is said: the answer, where it comes from and how long it holds, and what can be done about it. `key` marks it. */
export function sayEntry(entry: Entry, key: string, more: readonly Button[] = []): Reply {
  const { source, policyYear, effectiveFrom, expires } = entry;
  const basis = `依据：${source.title}${source.article ? ` ${source.article}` : ""}`;
  const year = policyYear === null ? "长期有效" : `${policyYear} 年政策`;
  const until = expires === undefined ? `${effectiveFrom} 起执行` : `${effectiveFrom} 至 ${expires}`;
  const caution = entry.trust === "check" ? "\n各人情况不同，办之前请再问一下客服或 12333。" : "";
  return text(
    `${entry.answer}${caution}\n\n${basis}\n${year}，${until}`,
    ...entry.linkedItems.map(({ code, label }) => page(label, `apply/guide/index?code=${code}`)),
    ...estimateButtons(entry.id),
    ...more,
    { label: "有用", say: "有用", id: `${USEFUL}${key}` },
    { label: "没用", say: "没用", id: `${USELESS}${key}` },
    toAPersonAs(entry.linkedItems.some(({ code }) => needsCounter(code)) ? "counter" : "unsolved", "没解决，转人工"),
  );
}

const today = (ctx: Context) => beijingDay(ctx.now);

/** What an ability does in the transaction that keeps its reply. */
type Work = (tx: Tx) => Promise<Reply>;

/** Where an answer stands in a dialogue: numbers go on choosing there, and its taps lead back. */
interface Within {
  dialogue: string;
  buttons: readonly Button[];
}

const give =
  (ctx: Context, entry: Entry, question: string, confidence: number | null, within?: Within): Work =>
  async (tx) => {
    const { key, openid } = ctx.update;
    await remember(tx, ctx, { answered: key, ...(within ? { dialogue: within.dialogue } : {}) });
    await keepGiven(tx, { key, openid, question, decision: "answer", entry, confidence }, ctx.now);
    return sayEntry(entry, key, within?.buttons);
  };

/** Gives one entry by its id, if it is valid today; what is not is looked for by its question. */
export function entryOf(ctx: Context, id: string, question: string, within?: Within): Work {
  const entry = ctx.services.knowledge.find(id, today(ctx));
  return entry ? give(ctx, entry, question, null, within) : answerTo(ctx, question);
}

interface Offer {
  question: string;
  lead: string;
  ids: readonly string[];
  decision?: Asked["decision"];
  confidence?: number;
  unsure?: number;
  personFirst?: boolean;
  /** Why a person is offered; misunderstood twice, when nothing else is said. */
  because?: Why;
}

/** Offers questions by number; the numbers hold for half an hour, restarts included. */
export function choicesOf(ctx: Context, offer: Offer): Work {
  const { knowledge } = ctx.services;
  const entries = offer.ids.flatMap((id) => knowledge.find(id, today(ctx)) ?? []).slice(0, GUESSES);
  const unsure = offer.unsure ?? 0;
  const choices = entries.map((entry, index): Button => {
    return { label: `${index + 1}. ${clip(entry.question)}`, say: String(index + 1), id: `kb:${entry.id}` };
  });
  // Who was misunderstood twice should not be asked to guess a third time.
  const person = unsure >= 2 ? toAPersonAs(offer.because ?? "unsure") : toAPerson;
  const buttons = offer.personFirst || unsure >= 2 ? [person, ...choices] : [...choices, person];
  return async (tx) => {
    await remember(tx, ctx, { choices: entries.map((entry) => entry.id), unsure });
    const { key, openid } = ctx.update;
    const { question, decision = "menu", confidence = null } = offer;
    await keepGiven(tx, { key, openid, question, decision, entry: null, confidence }, ctx.now);
    return text(offer.lead, ...buttons);
  };
}

/** An answer when sure, three guesses when not. */
export function answerTo(ctx: Context, question: string): Work {
  const { knowledge } = ctx.services;
  const asked = knowledge.ask(question, today(ctx));
  const [first] = asked.best;
  if (asked.decision === "answer" && first) return give(ctx, first.entry, question, asked.confidence);
  const unsure = pendingOf(ctx).unsure + 1;
  // What is nowhere near is no guess: then what most people ask.
  const near = asked.confidence < FAR ? [] : asked.best.map((hit) => hit.entry.id);
  const guesses = [...new Set([...near, ...knowledge.popular])];
  const lead =
    unsure >= 2
      ? "还是没弄明白您的意思，抱歉。让工作人员来答吧？也可以点下面的问题，或回复数字："
      : asked.decision === "menu"
        ? "您想问的是不是下面这些？点一下，或回复数字："
        : question.length > STORY
          ? "您说的情况比较具体，怕说错，让工作人员来答更稳妥。也可以看看下面这些："
          : "这个问题我答不好，怕说错。您可以换个说法，点下面的常见问题，或者让工作人员来答：";
  return choicesOf(ctx, {
    question,
    lead,
    ids: guesses,
    decision: asked.decision,
    confidence: asked.confidence,
    unsure,
    personFirst: question.length > STORY,
  });
}

/** A number, or a tap, after questions were offered. */
export function numberedChoice(): Composer<Context> {
  const choice = new Composer<Context>();
  choice.filter(hasText).use((ctx, next) => {
    if (ctx.tapped?.startsWith("kb:")) return ctx.act(entryOf(ctx, ctx.tapped.slice("kb:".length), ctx.text));
    const number = numberIn(ctx.text);
    const chosen = number === undefined ? undefined : pendingOf(ctx).choices[number - 1];
    if (chosen === undefined) return next();
    ctx.act(entryOf(ctx, chosen, ctx.text));
  });
  return choice;
}

/** From so many characters on it is a story: a person understands it better than a list of guesses. */
const STORY = 60;

export function answerFromKnowledge(): Composer<Context> {
  const answers = new Composer<Context>();
  answers.filter(hasText).use((ctx) => ctx.act(answerTo(ctx, ctx.text)));
  return answers;
}
