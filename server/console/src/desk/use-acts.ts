/** What one does with a talk. Each act answers the whole talk anew; a refusal is said, and the talk is looked at again: mostly somebody was faster. */
import { desk, staff, type ConversationView, type DeskMessage, type OutputOf, type Route } from "@wsi/shared/contract";
import type { InputOf, Suggestion } from "@wsi/shared/contract";
import { App as AntApp } from "antd";
import { useCallback, useMemo, useState } from "react";
import { sentence } from "../client.ts";
import { useSession } from "../session.tsx";
import type { TransferTo } from "./dialogs/dialogs.tsx";
import { newKey } from "./new-key.ts";

export type Dialog = "transfer" | "close" | "hold" | "take-over" | "decline" | "ticket";

export function useActs(learn: (view: ConversationView) => void, again: () => void) {
  const { ask } = useSession();
  const { message } = AntApp.useApp();
  const [busy, setBusy] = useState(false);
  const [dialog, setDialog] = useState<Dialog | null>(null);

  /** Does it; true when it was done. `done` is said then. */
  const act = useCallback(
    async <R extends Route>(route: R, input: InputOf<R>, done?: string): Promise<boolean> => {
      setBusy(true);
      const answer = await ask(route, input);
      setBusy(false);
      if (!answer.ok) {
        void message.warning(sentence(answer.error), 5);
        again();
        return false;
      }
      learn(answer.value as OutputOf<R> & ConversationView);
      setDialog(null);
      if (done !== undefined) void message.success(done);
      return true;
    },
    [ask, learn, again, message],
  );

  const acts = useMemo(
    () => ({
      take: (id: string) => act(staff.take, { id }),
      close: (id: string, summary: string, tags: string[]) => act(staff.close, { id, summary, tags }, "会话已结束"),
      note: (id: string, text: string) => act(staff.note, { id, text }),
      hold: (id: string, reason: string, until: string) => act(desk.hold, { id, reason, until }),
      resume: (id: string) => act(desk.resume, { id }),
      offer: (id: string, { to, note }: TransferTo) => act(desk.offer, { id, to, note }, "已转出，等对方接受"),
      requeue: (id: string, note: string) => act(desk.requeue, { id, note }, "已放回队列"),
      answerOffer: (offer: string, accept: boolean, note: string) =>
        act(desk.answerOffer, { id: offer, accept, ...(note === "" ? {} : { note }) }, accept ? undefined : "已退回"),
      withdraw: (offer: string) => act(desk.withdrawOffer, { id: offer }, "已收回"),
      listen: (id: string, on: boolean) => act(on ? desk.listen : desk.stopListening, { id }),
      takeOver: (id: string, note: string) => act(desk.takeOver, { id, note }),
      recall: (id: string, one: DeskMessage) => act(desk.recall, { id, message: one.id }),
      retry: (id: string, one: DeskMessage) =>
        act(desk.retry, { id, message: one.id, ...(one.retry === "ask" ? { sure: true } : {}) }),
      sendAnswer: (id: string, one: Suggestion) =>
        act(staff.say, { id, key: newKey(), attach: { kind: "answer", entry: one.entry } }),
    }),
    [act],
  );
  return { busy, dialog, setDialog, acts };
}
export type Acts = ReturnType<typeof useActs>["acts"];
