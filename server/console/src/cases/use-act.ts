import { staff, type StaffCaseView } from "@wsi/shared/contract";
import type { InputOf } from "@wsi/shared/contract";
import { useRef, useState } from "react";
import { sentence } from "../client.ts";
import { useSession } from "../session.tsx";

type Act = Omit<InputOf<typeof staff.actOnCase>, "id" | "key">;

/** Acts on a case. A press that got no answer keeps its key, so that pressing again is the same act and not a second one. */
export function useAct(id: string, acted: (now: StaffCaseView) => void, reload: () => void) {
  const { ask } = useSession();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const open = useRef<{ what: string; key: string } | null>(null);

  async function act(given: Act): Promise<void> {
    const what = JSON.stringify(given);
    if (open.current?.what !== what) open.current = { what, key: crypto.randomUUID() };
    setBusy(true);
    setTrouble(null);
    const answer = await ask(staff.actOnCase, { id, key: open.current.key, ...given });
    setBusy(false);
    if (answer.ok) {
      open.current = null;
      return acted(answer.value);
    }
    if (answer.error.code !== "unavailable") open.current = null;
    setTrouble(sentence(answer.error));
    // A colleague was quicker: show how it stands now.
    if (answer.error.code === "conflict" || answer.error.code === "stale") reload();
  }
  return { act, busy, trouble };
}
export type ActOn = (given: Act) => Promise<void>;
