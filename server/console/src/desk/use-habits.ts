/** How this member of staff likes to work: kept by the server, so that another computer knows it; the keyboard by this browser. */
import { useCallback, useState } from "react";
import { remember, remembered } from "../kept.ts";
import { useSession } from "../session.tsx";

export interface Habits {
  enterSends: boolean;
  setEnterSends: (enterSends: boolean) => void;
  keysOn: boolean;
  setKeysOn: (on: boolean) => void;
}

export function useHabits(): Habits {
  const { preferences, prefer } = useSession();
  const [keysOn, setKeys] = useState(() => remembered("localStorage", "desk-keys") !== "off");
  const setKeysOn = useCallback((on: boolean) => {
    setKeys(on);
    remember("localStorage", "desk-keys", on ? null : "off");
  }, []);
  return {
    enterSends: preferences.enterSends,
    setEnterSends: (enterSends) => prefer({ ...preferences, enterSends }),
    keysOn,
    setKeysOn,
  };
}
