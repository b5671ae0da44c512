import type { Figures } from "@wsi/shared/insurance";
import type { Logger } from "pino";
import type { Tx } from "../db.ts";
import type { Roster } from "../desk/index.ts";
import type { Knowledge } from "../knowledge/index.ts";
import type { Clock } from "../ports/clock.ts";
import type { Button, Reply, Update } from "../ports/messages.ts";
import type { Self } from "../tools/index.ts";
import type { Follower, Outcome } from "./outcome.ts";

/** When people of the office answer: the functions of the working-day calendar, holidays and make-up days included. */
export interface OfficeHours {
  isOpen(at: Date): boolean;
  /** The next opening after `at`: the Beijing day 'YYYY-MM-DD' and time 'HH:MM'. */
  nextOpening(at: Date): { day: string; time: string };
}

/** Something about the person who asks, ready to be said: never with whole numbers of theirs. */
export interface Told {
  text: string;
  /** The page of the mini-program that shows more. */
  open: string;
  label: string;
}
type Tell = (tx: Tx, personId: string, now: Date) => Promise<Told>;
/** What a bound person is told from their own records. */
export interface Telling {
  /** Where their cases stand. */
  progress: Tell;
  /** Whether last month was paid. */
  payments: Tell;
  /** Which insurances run, through whom, and by which tier. */
  standing: Tell;
  /** How long they have paid, per insurance. */
  years: Tell;
  /** What is assessed and not paid. */
  arrears: Tell;
  /** What has gathered in the pension's personal account. */
  account: Tell;
  /** Which times they hold at a window. */
  appointments: Tell;
}
export interface Personal extends Telling {
  /** What an estimate need not ask. */
  self(tx: Tx, personId: string, now: Date): Promise<Self>;
}

/** What the bot needs of the house. */
export interface BotServices {
  clock: Clock;
  log: Pick<Logger, "error" | "warn">;
  /** The policy figures approved last. */
  figures(): Figures;
  knowledge: Knowledge;
  /** Of the counters. */
  hours: OfficeHours;
  /** Of the desk. */
  roster: Roster;
  personal: Personal;
  /** How citizens reach us by the web: where codes on our papers lead. */
  publicUrl: string;
}

/** What an ability sees of one update, and how it answers: by `reply`, or by `act` when data change. */
export interface Context {
  readonly update: Update;
  readonly follower: Follower;
  readonly services: BotServices;
  readonly now: Date;
  /** What was written, or said and recognised. */
  readonly text: string | undefined;
  /** The id of the tapped button of a message. */
  readonly tapped: string | undefined;
  reply(reply: Reply): void;
  /** Runs in the transaction that keeps the reply, once however often WeChat repeats the update. */
  act(work: (tx: Tx) => Promise<Reply>): void;
}
export type TextContext = Context & { readonly text: string };
export const hasText = (ctx: Context): ctx is TextContext => ctx.text !== undefined;

const others =
  /爸|妈|父|母|老婆|老公|爱人|妻|丈夫|朋友|同事|亲戚|儿子|女儿|别人|姆妈|老头|老娘|伢|员工|公公|婆婆|岳|哥|姐|弟|妹/;
/** The words are about somebody else than who writes: then nothing of the writer's own records may be told. */
export const isAboutOthers = (words: string): boolean => others.test(words);

type UpdateOf<K extends Update["kind"]> = Extract<Update, { kind: K }>;
export const isKind =
  <K extends Update["kind"]>(...kinds: K[]) =>
  (ctx: Context): ctx is Context & { readonly update: UpdateOf<K> } =>
    kinds.some((kind) => kind === ctx.update.kind);

function textOf(update: Update): string | undefined {
  if (update.kind === "text") return update.text.trim();
  // Recognition ends sentences with a full stop that nobody said.
  if (update.kind === "voice") return update.recognition?.trim().replace(/[。.]$/, "") || undefined;
  return undefined;
}

export function createContext(
  update: Update,
  follower: Follower,
  services: BotServices,
): Context & { outcome(): Outcome } {
  let outcome: Outcome = { reply: { kind: "nothing" } };
  return {
    update,
    follower,
    services,
    now: services.clock.now(),
    text: textOf(update),
    tapped: update.kind === "text" ? update.menuId : undefined,
    reply: (reply) => void (outcome = { reply }),
    act: (work) => void (outcome = { act: work }),
    outcome: () => outcome,
  };
}

export const text = (words: string, ...buttons: Button[]): Reply => ({
  kind: "text",
  text: words,
  ...(buttons.length ? { buttons } : {}),
});

/** Never more than one tap away. */
export const toAPerson: Button = { label: "转人工", say: "转人工" };
/** Why somebody was offered a person: it comes back with the tap, and the desk reads it. */
export const whys = {
  unsure: "机器人两次没答准，市民转人工",
  useless: "市民说机器人的答案没用，转人工",
  unsolved: "市民看了答案没解决，转人工",
  counter: "事项要到窗口办，市民转人工",
} as const;
export type Why = keyof typeof whys;
export const WHY = "human:";
export const toAPersonAs = (why: Why, label = "转人工"): Button => ({ label, say: "转人工", id: `${WHY}${why}` });
export const page = (label: string, path: string): Button => ({ label, open: path });
