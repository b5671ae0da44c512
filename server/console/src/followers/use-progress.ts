import { followerRoutes, type FollowerProgress } from "@wsi/shared/contract";
import { useCallback, useEffect, useRef, useState } from "react";
import { sentence } from "../client.ts";
import { useSession } from "../session.tsx";
import { isMoving } from "./progress-words.ts";

const lookAgainMs = 2_000;

export interface Watched {
  progress: FollowerProgress;
  busy: boolean;
  trouble: string | null;
  start(): void;
}

/** How far the synchronisation is. While something moves it looks again by itself; `finished` is told when nothing does any more. */
export function useProgress(told: FollowerProgress, finished: () => void): Watched {
  const { ask } = useSession();
  const [progress, setProgress] = useState(told);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  useEffect(() => setProgress(told), [told]);
  const moving = isMoving(progress);
  const wasMoving = useRef(moving);
  const tell = useRef(finished);
  tell.current = finished;
  useEffect(() => {
    if (wasMoving.current && !moving) tell.current();
    wasMoving.current = moving;
  }, [moving]);
  useEffect(() => {
    if (!moving) return;
    let wanted = true;
    const look = async () => {
      const answer = await ask(followerRoutes.progress, {});
      if (!wanted) return;
      if (answer.ok) setProgress(answer.value);
      setTrouble(answer.ok ? null : sentence(answer.error));
    };
    const timer = setInterval(() => void look(), lookAgainMs);
    return () => {
      wanted = false;
      clearInterval(timer);
    };
  }, [ask, moving]);
  const start = useCallback(async () => {
    setBusy(true);
    const answer = await ask(followerRoutes.sync, {});
    setBusy(false);
    if (answer.ok) setProgress(answer.value);
    setTrouble(answer.ok ? null : sentence(answer.error));
  }, [ask]);
  return { progress, busy, trouble, start: () => void start() };
}
