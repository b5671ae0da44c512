import Taro, { useDidHide, useDidShow } from "@tarojs/taro";
import type { CitizenDesk, CitizenNews, CitizenTalk, ErrorBody } from "@wsi/shared/contract";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { desk, uploadToDesk, type Answer } from "../api.ts";
import type { Led } from "../ask-person.ts";
import type { AskedAbout } from "../asked-about.ts";
import { keepWriting, readWriting } from "../chat-memory.ts";
import type { Picked } from "../platform/upload";
import {
  changed,
  isHopeless,
  noTalk,
  withNews,
  withTalk,
  without,
  withUnsent,
  type TalkState,
  type Unsent,
} from "./talk-state.ts";
import { useListening } from "./use-listening.ts";

const newKey = (): string => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 12)}`;
const words = (error: ErrorBody): string => [error.message, error.instead].filter(Boolean).join("。");

export interface Attachment {
  file: Picked;
  kind: "image" | "voice" | "file";
  seconds?: number;
}

/** What of a line is said to the server. */
function contentOf({ kind, text, about, seconds }: Unsent, file: string | undefined) {
  if (about) return { attach: about.attach };
  if (file === undefined || (kind !== "image" && kind !== "voice" && kind !== "file")) return { text };
  return { attach: { kind, file, ...(seconds === undefined ? {} : { seconds }) } };
}

/** One talk with the desk: what was said, what is on its way, and the ear that is open while the page is shown. */
export function useTalk(led: Led | undefined) {
  const [stand, setStand] = useState<CitizenDesk | null>(null);
  const [error, setError] = useState<ErrorBody | null>(null);
  const [state, setState] = useState<TalkState>(noTalk);
  const [lost, setLost] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [shown, setShown] = useState(true);
  const [draft, setDraft] = useState(() => readWriting().draft);
  const [about, setAbout] = useState(() => readWriting().about ?? null);
  const [percents, setPercents] = useState<Readonly<Record<string, number>>>({});
  const now = useRef({ state, draft, about, led });
  const files = useRef(new Map<string, Picked>());
  /** Messages leave one after the other, in the order they were written. */
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  now.current.led = led;

  const remember = useCallback(() => {
    const { draft, about, state } = now.current;
    const unsent = state.unsent.filter((one) => one.kind === "text" || one.about);
    keepWriting({
      draft,
      about,
      unsent: unsent.map(({ key, at, text, about }) => ({ key, at, text, ...(about ? { about } : {}) })),
    });
  }, []);
  const change = useCallback(
    (next: (state: TalkState) => TalkState) => {
      now.current.state = next(now.current.state);
      setState(now.current.state);
      remember();
    },
    [remember],
  );
  const write = useCallback(
    (text: string) => {
      now.current.draft = text;
      setDraft(text);
      setProblem(null);
      remember();
    },
    [remember],
  );
  const put = useCallback(
    (thing: AskedAbout | null) => {
      now.current.about = thing;
      setAbout(thing);
      remember();
    },
    [remember],
  );
  const learn = useCallback((news: CitizenNews) => change((before) => withNews(before, news)), [change]);

  const load = useCallback(async () => {
    const answer = await desk.desk({});
    if (!answer.ok) return setError(answer.error);
    setError(null);
    setStand(answer.value);
    const { talk } = answer.value;
    if (talk) change((before) => withTalk(before, talk));
  }, [change]);

  // What was sent and not confirmed before the page was closed: it may have arrived, and the key makes trying again harmless.
  useEffect(() => {
    const interrupted = "刚才没有确认发出。点「重发」，不会发两遍";
    for (const { key, at, text, about } of readWriting().unsent) {
      const kind = about?.kind ?? "text";
      change((before) =>
        withUnsent(before, { key, at, text, kind, ...(about ? { about } : {}), problem: interrupted }),
      );
    }
  }, [change]);

  useDidShow(() => {
    setShown(true);
    // Another page may have put something above the field since.
    const { draft, about = null } = readWriting();
    Object.assign(now.current, { draft, about });
    setDraft(draft);
    setAbout(about);
    void load();
  });
  useDidHide(() => setShown(false));

  useListening({ talk: shown ? state.talk : null, now, learn, setLost, setError });

  const toldLead = useRef(false);
  /** The open talk, or a new one. */
  const enter = useCallback(
    async (thing?: AskedAbout | null): Promise<Answer<string>> => {
      const { talk } = now.current.state;
      const { led } = now.current;
      // Who talks already is led here by something new: the desk is told that, too, once.
      if (talk && talk.state !== "closed" && (!led || toldLead.current)) return { ok: true, value: talk.id };
      // The name of the thing: by it the talk goes to who knows about such things.
      const about = thing?.title ?? "";
      const opened = await desk.open({ ...(about ? { about } : {}), ...(led ? { led } : {}) });
      if (!opened.ok) return opened;
      toldLead.current = true;
      change((before) => withTalk(before, opened.value));
      // It may have closed for the day since the page was opened.
      void load();
      return { ok: true, value: opened.value.id };
    },
    [change, load],
  );

  const deliver = useCallback(
    async (key: string): Promise<void> => {
      const one = now.current.state.unsent.find((unsent) => unsent.key === key);
      if (!one || one.problem !== null) return;
      const fail = (failure: ErrorBody) =>
        change((before) => changed(before, key, { problem: words(failure), hopeless: isHopeless(failure.code) }));
      const entered = await enter(one.about ?? now.current.about);
      if (!entered.ok) return fail(entered.error);
      const talk = entered.value;
      let file = one.file?.talk === talk ? one.file.id : undefined;
      const picked = files.current.get(key);
      if (picked && file === undefined) {
        // A file belongs to its talk: when that ended before it was said, it goes up again for the next one.
        const sent = await uploadToDesk(talk, `${key}-${talk.slice(0, 8)}`, picked, (percent) =>
          setPercents((before) => ({ ...before, [key]: percent })),
        );
        if (!sent.ok) return fail(sent.error);
        file = sent.value.id;
        change((before) => changed(before, key, { file: { id: sent.value.id, talk } }));
      }
      const said = await desk.say({ id: talk, key, ...contentOf(one, file) });
      if (!said.ok) {
        // It ended while this was written: the next try begins another talk.
        if (said.error.code === "conflict") await load();
        return fail(said.error);
      }
      files.current.delete(key);
      change((before) => without(before, key));
      learn(said.value);
    },
    [change, enter, learn, load],
  );

  const acts = useMemo(() => {
    const push = (one: Unsent) => {
      change((before) => withUnsent(before, one));
      queue.current = queue.current.then(() => deliver(one.key));
    };
    /** Answers whether it was done; what stood in the way is said above the field. */
    const done = async <T>(answer: Promise<Answer<T>>, then: (value: T) => void): Promise<void> => {
      const got = await answer;
      setProblem(got.ok ? null : words(got.error));
      if (got.ok) then(got.value);
    };
    const stands = (talk: CitizenTalk) => change((before) => withTalk(before, talk));
    const talkId = () => now.current.state.talk?.id ?? "";
    return {
      write,
      put,
      begin: () => done(enter(now.current.about), () => undefined),
      /** The thing above the field goes first, the words after it. */
      say() {
        const { about } = now.current;
        const text = now.current.draft.trim();
        const at = new Date().toISOString();
        write("");
        put(null);
        if (about) push({ key: newKey(), at, kind: about.kind, text: about.title, about, problem: null });
        if (text !== "") push({ key: newKey(), at, kind: "text", text, problem: null });
      },
      attach({ file, kind, seconds }: Attachment) {
        const key = newKey();
        files.current.set(key, file);
        const more = seconds === undefined ? {} : { seconds };
        push({
          key,
          at: new Date().toISOString(),
          kind,
          text: kind === "file" ? file.name : "",
          ...more,
          problem: null,
        });
      },
      retry(key: string) {
        change((before) => changed(before, key, { problem: null, hopeless: false }));
        queue.current = queue.current.then(() => deliver(key));
      },
      drop: (key: string) => change((before) => without(before, key)),
      recall: (message: string) => done(desk.recall({ id: talkId(), message }), learn),
      leave: () => done(desk.leave({ id: talkId() }), stands),
      stay: () => done(desk.stay({ id: talkId() }), stands),
      leaveMessage: () => done(desk.leaveMessage({ id: talkId() }), stands),
      rate: async (given: { level: number; comment?: string }) => {
        const rated = await desk.rate({ id: talkId(), ...given });
        if (rated.ok) stands(rated.value);
        return rated;
      },
      reload: () => void load(),
      stopped: setProblem,
    };
  }, [change, deliver, enter, learn, load, put, write]);

  return { stand, error, state, lost, problem, draft, about, percents, acts };
}
export type TalkActs = ReturnType<typeof useTalk>["acts"];

/** One look at a picture, as large as the phone. */
export const showPicture = (local: string): void => void Taro.previewImage({ urls: [local] });
