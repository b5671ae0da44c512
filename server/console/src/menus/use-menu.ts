import { menuRoutes, type InputOf, type MenuView, type OutputOf, type Route } from "@wsi/shared/contract";
import { useCallback, useEffect, useState } from "react";
import { sentence, type Answer } from "../client.ts";
import { useSession } from "../session.tsx";

type Got<T> = { is: "asking" } | { is: "failed"; message: string } | { is: "here"; value: T };

/** Asks once, and again when told; what was there stays visible while it asks again. */
export function useAsked<R extends Route>(route: R, input: InputOf<R>) {
  const { ask } = useSession();
  const [got, setGot] = useState<Got<OutputOf<R>>>({ is: "asking" });
  const [turn, setTurn] = useState(0);
  const said = JSON.stringify(input);
  useEffect(() => {
    let gone = false;
    const look = async () => {
      const answer = await ask(route, JSON.parse(said) as InputOf<R>);
      if (gone) return;
      setGot(answer.ok ? { is: "here", value: answer.value } : { is: "failed", message: sentence(answer.error) });
    };
    void look();
    return () => void (gone = true);
  }, [ask, route, said, turn]);
  return { got, reload: useCallback(() => setTurn((before) => before + 1), []) };
}

const lookAgainMs = 2_000;

/** One menu, and what can be done to it. While WeChat has not answered, it looks again by itself. */
export function useMenu(id: string) {
  const { ask } = useSession();
  const [got, setGot] = useState<Got<MenuView>>({ is: "asking" });
  const [busy, setBusy] = useState(false);
  const reload = useCallback(async () => {
    const answer = await ask(menuRoutes.view, { id });
    setGot((before) =>
      answer.ok
        ? { is: "here", value: answer.value }
        : before.is === "here"
          ? before
          : { is: "failed", message: sentence(answer.error) },
    );
  }, [ask, id]);
  useEffect(() => void reload(), [reload]);
  const waiting = got.is === "here" && got.value.delivery?.state === "waiting";
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => void reload(), lookAgainMs);
    return () => clearInterval(timer);
  }, [waiting, reload]);
  /** Does it and shows the menu as it is then. */
  const act = useCallback(async (doing: Promise<Answer<MenuView>>): Promise<Answer<MenuView>> => {
    setBusy(true);
    const answer = await doing;
    setBusy(false);
    if (answer.ok) setGot({ is: "here", value: answer.value });
    return answer;
  }, []);
  return { got, busy, act, reload };
}
export type Act = ReturnType<typeof useMenu>["act"];
