/** My drafts as the server has them, looked up when they may have changed: they are few, so all of them are asked for at once. */
import type { DeskDraft } from "@wsi/shared/contract";
import type { DraftKeeper } from "./draft-keeper.ts";
import type { Writing } from "./writing.ts";

export interface DraftFollower {
  /** Somebody came back to this window, or another one saved a draft. */
  look: () => void;
  stop: () => void;
}

export function followDrafts(parts: {
  /** Undefined where the server could not be asked. */
  ask: () => Promise<readonly DeskDraft[] | undefined>;
  writing: Writing;
  keeper: DraftKeeper;
  later: (ms: number, run: () => void) => () => void;
}): DraftFollower {
  const { ask, writing, keeper, later } = parts;
  let looking = false;
  let again = false;
  let forget: (() => void) | null = null;
  async function lookOnce(): Promise<void> {
    const mark = keeper.mark();
    const told = await ask();
    if (told === undefined) return;
    writing.change((before) => {
      const drafts = keeper.merge(before.drafts, told, mark);
      const same = JSON.stringify(drafts) === JSON.stringify(before.drafts);
      return same ? before : { ...before, drafts };
    });
  }
  async function look(): Promise<void> {
    again = true;
    if (looking) return;
    looking = true;
    // What rings while it is answered is answered by one more.
    while (again) {
      again = false;
      await lookOnce();
    }
    looking = false;
    // What is being written here was left alone: once it rests, the newest counts.
    const wait = keeper.restsIn();
    if (wait === null || forget !== null) return;
    forget = later(wait, () => {
      forget = null;
      void look();
    });
  }
  return {
    look: () => void look(),
    stop() {
      forget?.();
      forget = null;
    },
  };
}
