import type { Tx } from "../db.ts";
import type { Context } from "./context.ts";
import { saveFollower } from "./inbox/index.ts";

/** What the bot asked last and waits to hear. Kept with the follower, so it survives a restart. */
export interface Pending {
  /** The entries behind the numbers 1, 2, 3. */
  choices: readonly string[];
  /** How many questions in a row it was not sure of. */
  unsure: number;
  /** The key of the answer given last, which 有用 and 没用 are about. */
  answered?: string;
  /** The level of a menu dialogue 菜单问答 that numbers choose from: its address, as in content/dialogues.ts. */
  dialogue?: string;
  /** An estimate under way, and what was said so far, in the citizen's own words. */
  estimate?: { id: string; words: Readonly<Record<string, string>>; misread: number };
  /** Photographs were chosen in the menu and answered: those that follow are not answered again. */
  photos?: true;
  /** ISO instant. */
  at: string;
}

/** After half an hour a lone 「2」 means something else. */
const FORGET_MS = 30 * 60_000;

const none = { choices: [], unsure: 0, at: "" } as const;

type Stored = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Stored =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function readEstimate(stored: unknown): Pending["estimate"] {
  if (!isRecord(stored) || typeof stored["id"] !== "string" || !isRecord(stored["words"])) return undefined;
  const words = Object.entries(stored["words"]).filter((one): one is [string, string] => typeof one[1] === "string");
  const { misread } = stored;
  return { id: stored["id"], words: Object.fromEntries(words), misread: typeof misread === "number" ? misread : 0 };
}

/** Reads what was stored, whatever an older version stored. */
export function readPending(stored: unknown, now: Date): Pending {
  if (!isRecord(stored)) return none;
  const { choices, unsure, answered, dialogue, at } = stored;
  if (typeof at !== "string" || !(now.getTime() - Date.parse(at) < FORGET_MS)) return none;
  const estimate = readEstimate(stored["estimate"]);
  return {
    choices: Array.isArray(choices) ? choices.filter((one) => typeof one === "string") : [],
    unsure: typeof unsure === "number" ? unsure : 0,
    ...(typeof answered === "string" ? { answered } : {}),
    ...(typeof dialogue === "string" ? { dialogue } : {}),
    ...(estimate ? { estimate } : {}),
    ...(stored["photos"] === true ? { photos: true as const } : {}),
    at,
  };
}

export const pendingOf = (ctx: Context): Pending => readPending(ctx.follower.pending, ctx.now);

/** What the bot waits for from now on, in place of what it waited for before. */
export const remember = (tx: Tx, ctx: Context, pending: Partial<Omit<Pending, "at">> | null): Promise<void> =>
  saveFollower(tx, ctx.follower.openid, {
    pending: pending === null ? null : { choices: [], unsure: 0, ...pending, at: ctx.now.toISOString() },
  });
