/** How this member of staff likes to work: kept by the server, so that another computer knows it; the keyboard by this browser. */
import { ownRoutes, type StaffPreferences } from "@wsi/shared/contract";
import { App as AntApp } from "antd";
import { useCallback, useEffect, useState } from "react";
import { sentence } from "../client.ts";
import { remember, remembered } from "../kept.ts";
import { useSession } from "../session.tsx";

export interface Habits {
  enterSends: boolean;
  setEnterSends: (enterSends: boolean) => void;
  keysOn: boolean;
  setKeysOn: (on: boolean) => void;
}

export function useHabits(): Habits {
  const { ask } = useSession();
  const { message } = AntApp.useApp();
  const [kept, setKept] = useState<StaffPreferences | null>(null);
  const [keysOn, setKeys] = useState(() => remembered("localStorage", "desk-keys") !== "off");
  useEffect(() => {
    let wanted = true;
    void ask(ownRoutes.preferences, {}).then((answer) => wanted && answer.ok && setKept(answer.value));
    return () => {
      wanted = false;
    };
  }, [ask]);
  const setEnterSends = useCallback(
    async (enterSends: boolean) => {
      const next = { look: kept?.look ?? "system", enterSends } as const;
      setKept(next);
      const answer = await ask(ownRoutes.keepPreferences, next);
      if (!answer.ok) void message.warning(`这次有效，但没有保存：${sentence(answer.error)}`);
    },
    [ask, kept, message],
  );
  const setKeysOn = useCallback((on: boolean) => {
    setKeys(on);
    remember("localStorage", "desk-keys", on ? null : "off");
  }, []);
  return {
    enterSends: kept?.enterSends ?? true,
    setEnterSends: (enterSends) => void setEnterSends(enterSends),
    keysOn,
    setKeysOn,
  };
}
