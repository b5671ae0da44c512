import type { CitizenNews, CitizenTalk, ErrorBody } from "@wsi/shared/contract";
import { useEffect, type MutableRefObject } from "react";
import { desk } from "../api.ts";
import { noteSeen } from "../chat-memory.ts";
import type { TalkState } from "./talk-state.ts";

const waitSeconds = "15";
const longestPauseMs = 30_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The ear that is open while the page is shown: asks for what came after the last number, and keeps asking. Null: nothing to hear. */
export function useListening({
  talk,
  now,
  learn,
  setLost,
  setError,
}: {
  talk: CitizenTalk | null;
  now: MutableRefObject<{ state: TalkState }>;
  learn(news: CitizenNews): void;
  setLost(lost: boolean): void;
  setError(error: ErrorBody): void;
}): void {
  const id = talk?.id;
  const over = talk?.state === "closed";
  useEffect(() => {
    if (id === undefined) return;
    let wanted = true;
    async function listen(talk: string): Promise<void> {
      for (let failures = 0; wanted;) {
        const wait = failures > 0 || now.current.state.lines.length === 0 ? "0" : waitSeconds;
        const answer = await desk.news({ id: talk, after: String(now.current.state.after), wait });
        if (!wanted) return;
        if (answer.ok) {
          failures = 0;
          setLost(false);
          const caughtUp = answer.value.after === now.current.state.after;
          learn(answer.value);
          noteSeen(talk, now.current.state.after);
          if (answer.value.talk.state === "closed" && caughtUp) return;
          // An empty talk is asked again at once, but not without a breath.
          if (caughtUp && wait === "0") await pause(1_000);
        } else {
          if (answer.error.code === "not-found") return setError(answer.error);
          failures += 1;
          setLost(true);
          await pause(Math.min(longestPauseMs, 1_000 * 2 ** Math.min(failures, 5)));
        }
      }
    }
    void listen(id);
    return () => {
      wanted = false;
    };
  }, [id, over, now, learn, setLost, setError]);
}
