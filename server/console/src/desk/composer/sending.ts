/** Writing and sending in the open talk. Messages of one talk leave one after the other, in the order they were written. */
import { desk, deskScreen, staff, type ConversationView, type DeskEvent } from "@wsi/shared/contract";
import { useCallback, useEffect, useMemo, useSyncExternalStore } from "react";
import type { Ask } from "../../client.ts";
import { useSession } from "../../session.tsx";
import {
  goesAgain,
  longestDraft,
  withDraft,
  withFailure,
  without,
  withPress,
  withRetry,
  withSeen,
  withWordsBack,
  type Composer,
} from "./composer.ts";
import { newKey, thisWindow } from "../new-key.ts";
import { followDrafts } from "./draft-follower.ts";
import { createDraftKeeper, isLocal, type DraftKeeper } from "./draft-keeper.ts";
import { behind, freed, isBehindFailure, writingOf, type Writing } from "./writing.ts";

/** The last sending of each talk, of all desks of this tab. */
const queues = new Map<string, Promise<unknown>>();
/** Drafts of this tab on their way, by member of staff. */
const keepers = new Map<string, DraftKeeper>();

const later = (ms: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

function keeperOf(staffId: string, ask: Ask, writing: Writing): DraftKeeper {
  const known = keepers.get(staffId);
  if (known) return known;
  const fresh = createDraftKeeper({
    async save(id, text) {
      if (text.length > longestDraft) return true;
      const answer = await ask(desk.saveDraft, { id, text, window: thisWindow });
      return answer.ok || !["unavailable", "too-many", "fault"].includes(answer.error.code);
    },
    now: () => performance.now(),
    later,
  });
  keepers.set(staffId, fresh);
  // Kept over a reload, and perhaps not saved before it. Once: later the server may have something newer from another window.
  for (const [id, text] of Object.entries(writing.now().drafts)) if (!isLocal(id)) fresh.typed(id, text);
  return fresh;
}

async function sendOne(ask: Ask, writing: Writing, key: string): Promise<ConversationView | null> {
  const one = writing.now().pending.find((pending) => pending.key === key);
  // The feed brought it already, or its words were taken back.
  if (!one || one.failure !== null) return null;
  if (isBehindFailure(writing.now(), key)) {
    writing.change((composer) => withFailure(composer, key, { code: "conflict", message: behind }));
    return null;
  }
  const answer = await ask(staff.say, { id: one.conversation, key, text: one.text });
  writing.change((composer) => (answer.ok ? without(composer, key) : withFailure(composer, key, answer.error)));
  return answer.ok ? answer.value : null;
}

export interface Sending {
  composer: Composer;
  draft: (id: string, text: string) => void;
  press: (talk: ConversationView) => void;
  retry: (id: string, key: string) => void;
  /** The line is back: what could not leave goes again, under its key. */
  again: () => void;
  /** Takes a message that did not leave back into the field. */
  takeBack: (id: string, key: string) => void;
  wordsBack: (id: string, text: string) => void;
  heard: (event: DeskEvent) => void;
  /** Another window of mine saved a draft, or may have while the line was away. */
  drafted: () => void;
  /** A talk was read: what is on its way and stands in it has arrived. */
  saw: (view: ConversationView) => void;
}

/** Follows the server's drafts: at the start, whenever somebody comes back to this window, and by what this answers. */
function useDraftsFromServer(ask: Ask, writing: Writing, keeper: DraftKeeper): () => void {
  const follower = useMemo(() => {
    const lookUp = async () => {
      const answer = await ask(deskScreen.drafts, {});
      return answer.ok ? answer.value : undefined;
    };
    return followDrafts({ ask: lookUp, writing, keeper, later });
  }, [ask, writing, keeper]);
  useEffect(() => {
    follower.look();
    const back = () => (document.hidden ? keeper.flush() : follower.look());
    window.addEventListener("focus", back);
    window.addEventListener("pagehide", keeper.flush);
    document.addEventListener("visibilitychange", back);
    return () => {
      keeper.flush();
      follower.stop();
      window.removeEventListener("focus", back);
      window.removeEventListener("pagehide", keeper.flush);
      document.removeEventListener("visibilitychange", back);
    };
  }, [follower, keeper]);
  return follower.look;
}

export function useSending(learn: (view: ConversationView) => void): Sending {
  const { me, ask } = useSession();
  const writing = useMemo(() => writingOf(me.id), [me.id]);
  const keeper = useMemo(() => keeperOf(me.id, ask, writing), [me.id, ask, writing]);
  const composer = useSyncExternalStore(writing.listen, writing.now);
  const drafted = useDraftsFromServer(ask, writing, keeper);

  const change = useCallback(
    (id: string, next: (composer: Composer) => Composer) => {
      const before = writing.now().drafts[id];
      writing.change(next);
      const after = writing.now().drafts[id];
      if (after !== before && !isLocal(id)) keeper.typed(id, after ?? "");
    },
    [writing, keeper],
  );

  const send = useCallback(
    (id: string, key: string) => {
      const before = queues.get(id);
      const next = async () => {
        await before;
        for (let going: string | null = key; going !== null; going = freed(writing.now(), id)) {
          const now: string = going;
          writing.change((composer) => withRetry(composer, now));
          const view = await sendOne(ask, writing, now);
          if (!view) return;
          learn(view);
        }
      };
      queues.set(id, next());
    },
    [ask, writing, learn],
  );

  const retry = useCallback(
    (id: string, key: string) => {
      writing.change((before) => withRetry(before, key));
      send(id, key);
    },
    [writing, send],
  );

  return {
    composer,
    drafted,
    draft: useCallback((id, text) => change(id, (before) => withDraft(before, id, text)), [change]),
    press: useCallback(
      (talk) => {
        const key = newKey();
        change(talk.id, (before) => withPress(before, talk, key, new Date().toISOString()));
        if (writing.now().pending.some((one) => one.key === key)) send(talk.id, key);
      },
      [writing, change, send],
    ),
    retry,
    again: useCallback(() => {
      for (const one of goesAgain(writing.now(), new Date())) retry(one.conversation, one.key);
    }, [writing, retry]),
    takeBack: useCallback(
      (id, key) => {
        change(id, (before) => {
          const one = before.pending.find((pending) => pending.key === key);
          return one ? withWordsBack(without(before, key), id, one.text) : before;
        });
      },
      [change],
    ),
    wordsBack: useCallback((id, text) => change(id, (before) => withWordsBack(before, id, text)), [change]),
    heard: useCallback(
      (event) => {
        const { message, conversation } = event;
        if (message) writing.change((before) => withSeen(before, conversation.id, message, me.name));
      },
      [writing, me.name],
    ),
    saw: useCallback(
      (view) =>
        writing.change((before) =>
          before.pending.some((one) => one.conversation === view.id)
            ? view.messages.reduce((after, message) => withSeen(after, view.id, message, me.name), before)
            : before,
        ),
      [writing, me.name],
    ),
  };
}
