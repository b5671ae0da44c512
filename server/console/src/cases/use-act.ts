import { staff, type InputOf, type StaffCaseView } from "@wsi/shared/contract";
import { useRef, useState } from "react";
import { sentence } from "../client.ts";
import { useSession } from "../session.tsx";
import type { Decision } from "./decisions.ts";

type Act = Omit<InputOf<typeof staff.actOnCase>, "id" | "key">;
/** Answers whether it was done: what somebody wrote is kept until then. */
export type ActOn = (given: Act) => Promise<boolean>;

/** Acts on a case. A press that got no answer keeps its key, so that pressing again is the same act and not a second one. */
export function useAct(id: string, acted: (now: StaffCaseView, what: Decision) => void, reload: () => void) {
  const { ask } = useSession();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const open = useRef<{ what: string; key: string } | null>(null);
  const running = useRef(false);

  const act: ActOn = async (given) => {
    // A key and a click can come before the button is drawn as busy.
    if (running.current) return false;
    running.current = true;
    const what = JSON.stringify(given);
    if (open.current?.what !== what) open.current = { what, key: crypto.randomUUID() };
    setBusy(true);
    setTrouble(null);
    const answer = await ask(staff.actOnCase, { id, key: open.current.key, ...given });
    running.current = false;
    setBusy(false);
    if (answer.ok) {
      open.current = null;
      acted(answer.value, given.action);
      return true;
    }
    if (answer.error.code !== "unavailable") open.current = null;
    if (answer.error.code === "conflict" || answer.error.code === "stale") {
      // A colleague, or the person, was quicker.
      setTrouble(`${sentence(answer.error)}。已有人先处理了，下面是最新情况。`);
      reload();
    } else setTrouble(sentence(answer.error));
    return false;
  };
  return { act, busy, trouble };
}
