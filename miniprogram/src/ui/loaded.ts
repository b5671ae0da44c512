import { useDidShow } from "@tarojs/taro";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Answer } from "../api.ts";
import type { ErrorBody } from "@wsi/shared/contract";

export interface Loaded<T> {
  value: T | null;
  error: ErrorBody | null;
  reload(): void;
}

/** Loads whenever the page is shown. What was shown before stays while the newer is on its way. */
export function useLoaded<T>(load: () => Promise<Answer<T>>): Loaded<T> {
  const [value, setValue] = useState<T | null>(null);
  const [error, setError] = useState<ErrorBody | null>(null);
  const reload = useCallback(() => {
    const run = async () => {
      const answer = await load();
      setError(answer.ok ? null : answer.error);
      if (answer.ok) setValue(answer.value);
    };
    void run();
  }, [load]);
  useDidShow(reload);
  // Another question on the same page, such as the same for somebody else. The first is asked when the page is shown.
  const asked = useRef(reload);
  useEffect(() => {
    if (asked.current === reload) return;
    asked.current = reload;
    reload();
  }, [reload]);
  return { value, error, reload };
}

/** Loads once, not on every show: for pages on which the person types, or is away at the camera. */
export function useAnswer<T>(load: () => Promise<Answer<T>>): { answer: Answer<T> | null; retry(): void } {
  const [answer, setAnswer] = useState<Answer<T> | null>(null);
  useEffect(() => {
    const run = async () => setAnswer(await load());
    void run();
  }, [load]);
  const again = async () => {
    setAnswer(null);
    setAnswer(await load());
  };
  return { answer, retry: () => void again() };
}
