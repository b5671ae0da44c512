/** The desk as it is now: one list, then the feed; a list again whenever the feed has a hole that does not close. */
import { staff, staffStreams, type ConversationView, type DeskEvent, type DeskSign } from "@wsi/shared/contract";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { sentence } from "../../client.ts";
import { useSession } from "../../session.tsx";
import { thisWindow } from "../new-key.ts";
import { emptyDesk, hasGap, withEvent, withRead, withSnapshot, type Desk } from "./feed.ts";
import { backoffMs, holdLine, waitReally, type Line, type LineState } from "./line.ts";

/** A hole closes by itself when events merely overtook each other; after so long it is asked about. */
const patienceMs = 800;
const drawMs = 120;
/** A line that is back so soon was never missed: nothing is said, nothing jumps. */
export const blipMs = 1_500;

export interface LiveDesk {
  desk: Desk;
  line: LineState;
  /** Why there is no list yet. */
  problem: string | null;
  again: () => void;
  read: (view: ConversationView) => void;
}

export interface Listeners {
  heard: (event: DeskEvent) => void;
  /** The list was told anew: events may have been passed over. */
  listed: () => void;
  signed: (sign: DeskSign) => void;
  /** Another window of mine saved a draft. */
  drafted: () => void;
}

export function useLiveDesk(listeners: Listeners): LiveDesk {
  const { ask } = useSession();
  const [desk, setDesk] = useState(emptyDesk);
  const [line, setLine] = useState<LineState>({ up: true, tries: 0 });
  const [problem, setProblem] = useState<string | null>(null);
  const now = useRef(emptyDesk);
  const told = useRef(listeners);
  told.current = listeners;
  const held = useRef<Line | null>(null);

  const drawing = useRef<ReturnType<typeof setTimeout> | null>(null);
  const fold = useCallback((next: (desk: Desk) => Desk) => {
    now.current = next(now.current);
    // Drawn a few times a second, however much happens: whoever types must not feel it.
    drawing.current ??= setTimeout(() => {
      drawing.current = null;
      setDesk(now.current);
    }, drawMs);
  }, []);

  const list = useCallback(async (): Promise<boolean> => {
    const answer = await ask(staff.conversations, {});
    if (!answer.ok) {
      setProblem(sentence(answer.error));
      return false;
    }
    setProblem(null);
    fold((desk) => withSnapshot(desk, answer.value));
    told.current.listed();
    return true;
  }, [ask, fold]);

  const start = useRef<() => void>(() => undefined);
  useEffect(() => {
    const over = new AbortController();
    let nap = new AbortController();
    start.current = () => {
      nap.abort();
      held.current?.hurry();
    };
    const begin = async () => {
      for (let tries = 1; !(await list()); tries += 1) {
        if (over.signal.aborted) return;
        nap = new AbortController();
        await waitReally(backoffMs(tries) * 2, nap.signal);
        if (over.signal.aborted) return;
      }
      if (over.signal.aborted) return;
      held.current = holdLine({
        connect: (after, signal) =>
          fetch(`${staffStreams.feed}?after=${after}&window=${thisWindow}`, {
            signal,
            credentials: "same-origin",
            cache: "no-store",
            headers: { Accept: "text/event-stream" },
          }),
        after: () => now.current.seq,
        heard(event) {
          // Told twice is heard once: what is known already rings nobody.
          const fresh = event.seq > now.current.seq;
          fold((desk) => withEvent(desk, event));
          if (fresh) told.current.heard(event);
        },
        signed: (sign) => told.current.signed(sign),
        wasRead: ({ conversationId: id, upTo }) => fold((desk) => withRead(desk, { id, unread: 0, lastAt: upTo })),
        drafted: () => told.current.drafted(),
        changed: setLine,
        // Asking for the list finds out why, and signs out where that is the reason.
        refused: () => void list(),
        wait: waitReally,
      });
    };
    void begin();
    const hurry = () => start.current();
    window.addEventListener("online", hurry);
    return () => {
      over.abort();
      nap.abort();
      held.current?.stop();
      held.current = null;
      window.removeEventListener("online", hurry);
    };
  }, [list, fold]);

  const gap = desk.seq >= 0 && hasGap(desk);
  useEffect(() => {
    if (!gap) return;
    const timer = setInterval(() => void list(), patienceMs);
    return () => clearInterval(timer);
  }, [gap, list]);

  const again = useCallback(() => start.current(), []);
  const read = useCallback((view: ConversationView) => fold((desk) => withRead(desk, view)), [fold]);
  return useMemo(() => ({ desk, line, problem, again, read }), [desk, line, problem, again, read]);
}
