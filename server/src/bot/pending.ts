/** What the bot asked last and waits to hear. Kept with the follower, so it survives a restart. */
export interface Pending {
  /** The entries behind the numbers 1, 2, 3. */
  choices: readonly string[];
  /** How many questions in a row it was not sure of. */
  unsure: number;
  /** The key of the answer given last, which 有用 and 没用 are about. */
  answered?: string;
  /** ISO instant. */
  at: string;
}

/** After half an hour a lone 「2」 means something else. */
const FORGET_MS = 30 * 60_000;

const none = { choices: [], unsure: 0, at: "" } as const;

/** Reads what was stored, whatever an older version stored. */
export function readPending(stored: unknown, now: Date): Pending {
  if (typeof stored !== "object" || stored === null) return none;
  const { choices, unsure, answered, at } = stored as Partial<Record<keyof Pending, unknown>>;
  if (typeof at !== "string" || !(now.getTime() - Date.parse(at) < FORGET_MS)) return none;
  return {
    choices: Array.isArray(choices) ? choices.filter((one) => typeof one === "string") : [],
    unsure: typeof unsure === "number" ? unsure : 0,
    ...(typeof answered === "string" ? { answered } : {}),
    at,
  };
}
