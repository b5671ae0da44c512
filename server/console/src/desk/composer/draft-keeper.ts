/**
 * Drafts on their way to the server: what is typed is saved after a pause, again and again until the server has it, so that a
 * reload, another tab or another computer goes on where one stopped. What is not saved yet always wins over what the server
 * says; what it said before the last key was pressed is not believed at all.
 */
import type { DeskDraft } from "@wsi/shared/contract";

export const pauseMs = 900;
export const againMs = 6_000;
/** So long after the last key a field counts as being written in: what another window saves waits. */
export const restMs = 5_000;

export interface KeeperParts {
  /** True when the server has it, or never will. */
  save: (conversation: string, text: string) => Promise<boolean>;
  later: (ms: number, run: () => void) => () => void;
  /** Milliseconds, from anywhere. */
  now: () => number;
}
export interface DraftKeeper {
  typed: (conversation: string, text: string) => void;
  /** Saves now what is waiting: the window is being left. */
  flush: () => void;
  /** Taken before asking the server for its drafts. */
  mark: () => number;
  /** How long until no field here is being written in; null when none is. */
  restsIn: () => number | null;
  /** What the drafts here become by what the server told since `mark`. */
  merge: (
    here: Readonly<Record<string, string>>,
    told: readonly DeskDraft[],
    mark: number,
  ) => Readonly<Record<string, string>>;
}

export function createDraftKeeper({ save, later, now }: KeeperParts): DraftKeeper {
  const unsaved = new Map<string, string>();
  const timers = new Map<string, () => void>();
  const saving = new Set<string>();
  const touched = new Map<string, number>();
  const keyed = new Map<string, number>();
  let turn = 0;
  const touch = (id: string) => touched.set(id, (turn += 1));

  const restOf = (id: string): number => (keyed.get(id) ?? -restMs) + restMs - now();

  function wait(id: string, ms: number): void {
    timers.get(id)?.();
    timers.set(
      id,
      later(ms, () => void run(id)),
    );
  }
  async function run(id: string): Promise<void> {
    timers.get(id)?.();
    timers.delete(id);
    const text = unsaved.get(id);
    // The save that is under way looks again when it is done: two must not overtake each other.
    if (text === undefined || saving.has(id)) return;
    saving.add(id);
    const kept = await save(id, text);
    saving.delete(id);
    touch(id);
    if (kept && unsaved.get(id) === text) unsaved.delete(id);
    else wait(id, kept ? 0 : againMs);
  }

  return {
    typed(id, text) {
      unsaved.set(id, text);
      touch(id);
      keyed.set(id, now());
      wait(id, pauseMs);
    },
    flush() {
      for (const id of unsaved.keys()) void run(id);
    },
    mark: () => turn,
    restsIn() {
      const longest = Math.max(0, ...[...keyed.keys()].map(restOf));
      return longest > 0 ? longest : null;
    },
    merge(here, told, mark) {
      const theirs = new Map(told.map((one) => [one.conversation, one.text]));
      const next: Record<string, string> = {};
      for (const id of new Set([...Object.keys(here), ...theirs.keys()])) {
        const mine = unsaved.has(id) || (touched.get(id) ?? 0) > mark || isLocal(id) || restOf(id) > 0;
        const text = mine ? here[id] : theirs.get(id);
        if (text !== undefined && text !== "") next[id] = text;
      }
      return next;
    },
  };
}

/** Notes that are being written stay in this tab: they are short, and nobody else's. */
export const noteOf = (conversation: string): string => `note:${conversation}`;
export const isLocal = (id: string): boolean => id.startsWith("note:");
