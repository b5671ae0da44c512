/** Writing and sending in the open talk. Messages of one talk leave one after the other, in the order they were written. */
import { staff, type ConversationView, type DeskEvent } from "@wsi/shared/contract";
import { useCallback, useMemo, useSyncExternalStore } from "react";
import type { Ask } from "../client.ts";
import { useSession } from "../session.tsx";
import {
  withDraft,
  withFailure,
  without,
  withPress,
  withRetry,
  withSeen,
  withWordsBack,
  type Composer,
} from "./composer.ts";
import { behind, freed, isBehindFailure, writingOf, type Writing } from "./writing.ts";

/** 32 letters of chance. Not randomUUID: browsers have that on https only, and some offices have none. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** The last sending of each talk, of all desks of this tab. */
const queues = new Map<string, Promise<unknown>>();

async function sendOne(ask: Ask, writing: Writing, key: string): Promise<ConversationView | null> {
  const one = writing.now().pending.find((pending) => pending.key === key);
  // The feed brought it already, or its words were taken back.
  if (!one || one.failure !== null) return null;
  if (isBehindFailure(writing.now(), key)) {
    writing.change((composer) => withFailure(composer, key, { code: "conflict", message: behind }));
    return null;
  }
  const answer = await ask(staff.say, { id: one.conversation, key, text: one.text });
  writing.change((composer) => (answer.ok ? without(composer, key) : withFailure(composer, key, answer.error)));
  return answer.ok ? answer.value : null;
}

export interface Sending {
  composer: Composer;
  draft: (id: string, text: string) => void;
  press: (talk: ConversationView) => void;
  retry: (id: string, key: string) => void;
  /** Takes a message that did not leave back into the field. */
  takeBack: (id: string, key: string) => void;
  wordsBack: (id: string, text: string) => void;
  heard: (event: DeskEvent) => void;
  /** A talk was read: what is on its way and stands in it has arrived. */
  saw: (view: ConversationView) => void;
}

export function useSending(learn: (view: ConversationView) => void): Sending {
  const { me, ask } = useSession();
  const writing = useMemo(() => writingOf(me.id), [me.id]);
  const composer = useSyncExternalStore(writing.listen, writing.now);

  const send = useCallback(
    (id: string, key: string) => {
      const before = queues.get(id);
      const next = async () => {
        await before;
        for (let going: string | null = key; going !== null; going = freed(writing.now(), id)) {
          const now: string = going;
          writing.change((composer) => withRetry(composer, now));
          const view = await sendOne(ask, writing, now);
          if (!view) return;
          learn(view);
        }
      };
      queues.set(id, next());
    },
    [ask, writing, learn],
  );

  return {
    composer,
    draft: useCallback((id, text) => writing.change((before) => withDraft(before, id, text)), [writing]),
    press: useCallback(
      (talk) => {
        const key = newKey();
        writing.change((before) => withPress(before, talk, key, new Date().toISOString()));
        if (writing.now().pending.some((one) => one.key === key)) send(talk.id, key);
      },
      [writing, send],
    ),
    retry: useCallback(
      (id, key) => {
        writing.change((before) => withRetry(before, key));
        send(id, key);
      },
      [writing, send],
    ),
    takeBack: useCallback(
      (id, key) =>
        writing.change((before) => {
          const one = before.pending.find((pending) => pending.key === key);
          return one ? withWordsBack(without(before, key), id, one.text) : before;
        }),
      [writing],
    ),
    wordsBack: useCallback((id, text) => writing.change((before) => withWordsBack(before, id, text)), [writing]),
    heard: useCallback(
      (event) => {
        const { message, conversation } = event;
        if (message) writing.change((before) => withSeen(before, conversation.id, message, me.name));
      },
      [writing, me.name],
    ),
    saw: useCallback(
      (view) =>
        writing.change((before) =>
          before.pending.some((one) => one.conversation === view.id)
            ? view.messages.reduce((after, message) => withSeen(after, view.id, message, me.name), before)
            : before,
        ),
      [writing, me.name],
    ),
  };
}
