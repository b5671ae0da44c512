import { useCallback, useEffect, useRef, useState } from "react";
import type { PhoneState } from "../src/control/contract.ts";
import type { PhoneEvent } from "../src/world/chats.ts";
import { sandbox } from "./client.ts";
import { withItem, withState } from "./merge.ts";

const LOST = "和沙箱断开了，正在重连…";
const AGAIN_MS = 2_000;

export interface PhoneEars {
  /** The person follows or no longer follows, or the sandbox is there again. */
  changed(): void;
  openMiniProgram(path: string): void;
}

/**
 * What one follower's phone knows: read whole, then kept fresh by events; read whole again after every lost connection and whenever
 * `pulse` changes.
 */
export function usePhone(id: string, pulse: number, ears: PhoneEars) {
  const [state, setState] = useState<PhoneState | null>(null);
  /** By how much WeChat's clock is ahead of this machine's. */
  const [aheadMs, setAheadMs] = useState(0);
  const [typing, setTyping] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const reading = useRef(0);
  const told = useRef(ears);
  told.current = ears;

  const refresh = useCallback(async () => {
    const turn = ++reading.current;
    try {
      const read = await sandbox.state(id);
      // An older reading that comes later says nothing new.
      if (turn !== reading.current) return;
      setState((now) => withState(now, read));
      setAheadMs(read.now - Date.now());
      // That the stream is lost only the stream can take back.
      setTrouble((said) => (said === LOST ? said : null));
    } catch (error) {
      if (turn === reading.current) setTrouble(error instanceof Error ? error.message : LOST);
    }
  }, [id]);

  useEffect(() => {
    let events: EventSource;
    let again: ReturnType<typeof setTimeout> | undefined;
    function hear(message: MessageEvent<string>): void {
      const event = JSON.parse(message.data) as PhoneEvent;
      switch (event.type) {
        case "typing":
          return setTyping(event.on);
        case "open-mini-program":
          return told.current.openMiniProgram(event.path);
        case "changed":
          told.current.changed();
          return void refresh();
        case "item":
          if (event.item.from === "account") setTyping(false);
          setState((now) => withItem(now, id, event.item));
      }
    }
    function connect(): void {
      events = new EventSource(sandbox.eventsOf(id));
      events.addEventListener("message", hear);
      events.addEventListener("open", () => {
        setTrouble(null);
        told.current.changed();
        void refresh();
      });
      events.addEventListener("error", () => {
        setTrouble(LOST);
        setTyping(false);
        if (events.readyState !== EventSource.CLOSED) return;
        // After an answer that is no stream the browser gives up for good; we do not. It may also be that this person is gone.
        told.current.changed();
        again = setTimeout(connect, AGAIN_MS);
      });
    }
    connect();
    return () => {
      clearTimeout(again);
      events.close();
    };
  }, [id, refresh]);

  useEffect(() => {
    if (pulse > 0) void refresh();
  }, [pulse, refresh]);

  return { state, aheadMs, typing, trouble };
}
