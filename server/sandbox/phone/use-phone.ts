import { useCallback, useEffect, useState } from "react";
import type { PhoneState } from "../src/control/contract.ts";
import type { PhoneEvent } from "../src/world/chats.ts";
import { sandbox } from "./client.ts";
import { withItem, withState } from "./merge.ts";

/** What one follower's phone knows: read whole, then kept fresh by events; read whole again after every lost connection. */
export function usePhone(id: string) {
  const [state, setState] = useState<PhoneState | null>(null);
  const [typing, setTyping] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const refresh = useCallback(async () => {
    try {
      const told = await sandbox.state(id);
      setState((now) => withState(now, told));
      setTrouble(null);
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : "连不上沙箱");
    }
  }, [id]);
  useEffect(() => {
    setState(null);
    setTyping(false);
    const events = new EventSource(`/__sandbox/followers/${id}/events`);
    events.addEventListener("open", () => void refresh());
    events.addEventListener("error", () => setTrouble("和沙箱断开了，正在重连…"));
    events.addEventListener("message", (message: MessageEvent<string>) => {
      const event = JSON.parse(message.data) as PhoneEvent;
      if (event.type === "typing") return setTyping(event.on);
      if (event.type === "changed") return void refresh();
      if (event.type === "item") {
        setTyping(false);
        setState((now) => withItem(now, id, event.item));
      }
    });
    return () => events.close();
  }, [id, refresh]);
  return { state, typing, trouble, refresh };
}
