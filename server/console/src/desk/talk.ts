/** The open talk: shown at once when it was seen before, asked for again whenever the feed says that something happened in it. */
import { staff, type ConversationView, type DeskEvent, type ErrorBody } from "@wsi/shared/contract";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Answer } from "../client.ts";
import { useSession } from "../session.tsx";
import { knownUpTo, withMessage, withView } from "./live/feed.ts";

/** Talks that open without waiting because they were open before. */
const mostKept = 20;
/** Several events of one happening (message, delivery) are one question. */
const settleMs = 120;

type Kept = Readonly<Record<string, ConversationView>>;
/** What was open before somebody went to another room: they come back to it at once, also when the line is down. */
let left: { staffId: string; kept: Kept } | null = null;

const keep = (kept: Kept, view: ConversationView): Kept => {
  const { [view.id]: before, ...others } = kept;
  const rest = Object.entries(others).slice(-(mostKept - 1));
  return { ...Object.fromEntries(rest), [view.id]: withView(before ?? null, view) };
};

export interface OpenTalk {
  talk: ConversationView | null;
  error: ErrorBody | null;
  again: () => void;
  heard: (event: DeskEvent) => void;
  /** Takes in what a change answered. */
  learn: (view: ConversationView) => void;
}

export function useTalk(id: string | null): OpenTalk {
  const { ask, me } = useSession();
  const [kept, setKept] = useState<Kept>(() => (left?.staffId === me.id ? left.kept : {}));
  const [error, setError] = useState<{ id: string; body: ErrorBody } | null>(null);
  const now = useRef(kept);
  now.current = kept;
  useEffect(() => () => void (left = { staffId: me.id, kept: now.current }), [me.id]);
  const asked = useRef(0);
  const landed = useRef(new Map<string, number>());

  const learn = useCallback((view: ConversationView) => setKept((before) => keep(before, view)), []);

  const look = useCallback(
    async (which: string, after = 0): Promise<void> => {
      asked.current += 1;
      const turn = asked.current;
      const question = { id: which, ...(after > 0 ? { after: String(after) } : {}) };
      const answer: Answer<ConversationView> = await ask(staff.conversation, question);
      // An answer that was overtaken by a later one knows less.
      if (turn < (landed.current.get(which) ?? 0)) return;
      landed.current.set(which, turn);
      if (answer.ok) {
        setError(null);
        learn(answer.value);
      } else setError({ id: which, body: answer.error });
    },
    [ask, learn],
  );

  useEffect(() => {
    if (id) void look(id);
  }, [id, look]);

  const settle = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const owed = useRef(false);
  const open = useRef(id);
  open.current = id;
  useEffect(() => {
    // Looking marks as read, so a window nobody sees does not look.
    const shown = () => {
      if (document.hidden || !owed.current || !open.current) return;
      owed.current = false;
      void look(open.current);
    };
    document.addEventListener("visibilitychange", shown);
    return () => {
      document.removeEventListener("visibilitychange", shown);
      clearTimeout(settle.current);
    };
  }, [look]);

  const heard = useCallback(
    (event: DeskEvent) => {
      const which = event.conversation.id;
      setKept((before) => {
        const known = before[which];
        const next = known ? withMessage(known, event) : null;
        return next ? { ...before, [which]: next } : before;
      });
      if (which !== open.current) return;
      if (document.hidden) owed.current = true;
      else {
        clearTimeout(settle.current);
        settle.current = setTimeout(() => {
          // The messages came with the feed; what is asked for is the rest: allowance, notes, drafts.
          const shown = open.current;
          if (shown) void look(shown, knownUpTo(now.current[shown]?.messages ?? []));
        }, settleMs);
      }
    },
    [look],
  );

  return {
    talk: id ? (kept[id] ?? null) : null,
    error: id !== null && error?.id === id ? error.body : null,
    again: useCallback(() => void (open.current && look(open.current)), [look]),
    heard,
    learn,
  };
}
