import { useDidShow } from "@tarojs/taro";
import { useCallback, useState } from "react";
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
    void load().then((answer) => {
      setError(answer.ok ? null : answer.error);
      if (answer.ok) setValue(answer.value);
    });
  }, [load]);
  useDidShow(reload);
  return { value, error, reload };
}
