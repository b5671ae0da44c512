/** Tells colleagues that I look at a talk, and that I write in it, for as long as I do. */
import { desk } from "@wsi/shared/contract";
import { useCallback, useEffect, useRef } from "react";
import { useSession } from "../session.tsx";
import { repeatMs } from "./live/signs.ts";

/** After so long without a key nobody is writing any more. */
const stillMs = 6_000;

export function useSigns(id: string | null): () => void {
  const { ask } = useSession();
  const wrote = useRef(0);
  const told = useRef(0);
  const tell = useCallback(
    (which: string, doing: "views" | "types" | "gone") => void ask(desk.sign, { id: which, doing }),
    [ask],
  );
  useEffect(() => {
    if (id === null) return;
    wrote.current = 0;
    told.current = 0;
    let here = false;
    const look = () => {
      if (document.hidden) {
        if (here) tell(id, "gone");
        here = false;
      } else {
        here = true;
        tell(id, Date.now() - wrote.current < stillMs ? "types" : "views");
      }
    };
    look();
    const timer = setInterval(look, repeatMs);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
      if (here) tell(id, "gone");
    };
  }, [id, tell]);

  return useCallback(() => {
    wrote.current = Date.now();
    if (id === null || wrote.current - told.current < repeatMs) return;
    told.current = wrote.current;
    tell(id, "types");
  }, [id, tell]);
}
