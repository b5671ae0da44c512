import Taro, { useDidHide, useDidShow } from "@tarojs/taro";
import type { CitizenDesk, CitizenNews, ErrorBody } from "@wsi/shared/contract";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { desk, uploadToDesk, type Answer } from "../api.ts";
import type { Led } from "../ask-person.ts";
import { keepWriting, noteSeen, readWriting } from "../chat-memory.ts";
import type { Picked } from "../platform/upload";
import { changed, noTalk, withNews, without, withUnsent, type TalkState, type Unsent } from "./talk-state.ts";

const waitSeconds = "15";
const longestPauseMs = 30_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const newKey = (): string => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 12)}`;
const words = (error: ErrorBody): string => [error.message, error.instead].filter(Boolean).join("。");

/** What led here; told to the desk when the talk begins. */
export interface Lead {
  led?: Led;
  about: string;
}

export interface Attachment {
  file: Picked;
  kind: "image" | "voice" | "file";
  seconds?: number;
}

/** One talk with the desk: what was said, what is on its way, and the ear that is open while the page is shown. */
export function useTalk(lead: Lead) {
  const [stand, setStand] = useState<CitizenDesk | null>(null);
  const [error, setError] = useState<ErrorBody | null>(null);
  const [state, setState] = useState<TalkState>(noTalk);
  const [lost, setLost] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [shown, setShown] = useState(true);
  const [draft, setDraft] = useState(() => readWriting().draft);
  const [percents, setPercents] = useState<Readonly<Record<string, number>>>({});
  const now = useRef({ state, draft, lead });
  const files = useRef(new Map<string, Picked>());
  /** Messages leave one after the other, in the order they were written. */
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  now.current.lead = lead;

  const remember = useCallback(() => {
    const unsent = now.current.state.unsent.filter((one) => one.kind === "text");
    keepWriting({ draft: now.current.draft, unsent: unsent.map(({ key, at, text }) => ({ key, at, text })) });
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
    if (talk)
      change((before) =>
        before.talk?.id === talk.id ? { ...before, talk } : { ...noTalk, unsent: before.unsent, talk },
      );
  }, [change]);

  // What was sent and not confirmed before the page was closed: it may have arrived, and the key makes trying again harmless.
  useEffect(() => {
    const interrupted = "刚才没有确认发出。点「重发」，不会发两遍";
    for (const { key, at, text } of readWriting().unsent)
      change((before) => withUnsent(before, { key, at, text, kind: "text", problem: interrupted }));
  }, [change]);

  useDidShow(() => {
    setShown(true);
    void load();
  });
  useDidHide(() => setShown(false));

  const id = state.talk?.id;
  const over = state.talk?.state === "closed";
  useEffect(() => {
    if (id === undefined || !shown) return;
    let wanted = true;
    async function listen(talk: string): Promise<void> {
      for (let failures = 0; wanted;) {
        const wait = failures > 0 || now.current.state.lines.length === 0 ? "0" : waitSeconds;
        const answer = await desk.news({ id: talk, after: String(now.current.state.after), wait });
        if (!wanted) return;
        if (answer.ok) {
          failures = 0;
          setLost(false);
          const caughtUp = answer.value.after === now.current.state.after;
          learn(answer.value);
          noteSeen(talk, now.current.state.after);
          if (answer.value.talk.state === "closed" && caughtUp) return;
          // An empty talk is asked again at once, but not without a breath.
          if (caughtUp && wait === "0") await pause(1_000);
        } else {
          if (answer.error.code === "not-found") return setError(answer.error);
          failures += 1;
          setLost(true);
          await pause(Math.min(longestPauseMs, 1_000 * 2 ** Math.min(failures, 5)));
        }
      }
    }
    void listen(id);
    return () => {
      wanted = false;
    };
  }, [id, shown, over, learn]);

  const toldLead = useRef(false);
  /** The open talk, or a new one. */
  const enter = useCallback(async (): Promise<Answer<string>> => {
    const { talk } = now.current.state;
    const { led, about } = now.current.lead;
    // Who talks already is led here by something new: the desk is told that, too, once.
    if (talk && talk.state !== "closed" && (!led || toldLead.current)) return { ok: true, value: talk.id };
    const opened = await desk.open({ ...(about ? { about } : {}), ...(led ? { led } : {}) });
    if (!opened.ok) return opened;
    toldLead.current = true;
    change((before) =>
      before.talk?.id === opened.value.id
        ? { ...before, talk: opened.value }
        : { ...noTalk, unsent: before.unsent, talk: opened.value },
    );
    return { ok: true, value: opened.value.id };
  }, [change]);

  const deliver = useCallback(
    async (key: string): Promise<void> => {
      const one = now.current.state.unsent.find((unsent) => unsent.key === key);
      if (!one || one.problem !== null) return;
      const fail = (failure: ErrorBody) => change((before) => changed(before, key, { problem: words(failure) }));
      const entered = await enter();
      if (!entered.ok) return fail(entered.error);
      let { file } = one;
      const picked = files.current.get(key);
      if (one.kind !== "text" && file === undefined && picked) {
        const sent = await uploadToDesk(entered.value, key, picked, (percent) =>
          setPercents((before) => ({ ...before, [key]: percent })),
        );
        if (!sent.ok) return fail(sent.error);
        file = sent.value.id;
        change((before) => changed(before, key, { file: sent.value.id }));
      }
      const seconds = one.seconds === undefined ? {} : { seconds: one.seconds };
      const said = await desk.say({
        id: entered.value,
        key,
        ...(one.kind === "text" ? { text: one.text } : file ? { attach: { kind: one.kind, file, ...seconds } } : {}),
      });
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
    const withTalk = (talk: TalkState["talk"]) => change((before) => ({ ...before, talk }));
    const talkId = () => now.current.state.talk?.id ?? "";
    return {
      write,
      begin: () => done(enter(), () => undefined),
      say() {
        const text = now.current.draft.trim();
        if (text === "") return;
        write("");
        push({ key: newKey(), at: new Date().toISOString(), kind: "text", text, problem: null });
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
        change((before) => changed(before, key, { problem: null }));
        queue.current = queue.current.then(() => deliver(key));
      },
      drop: (key: string) => change((before) => without(before, key)),
      recall: (message: string) => done(desk.recall({ id: talkId(), message }), learn),
      leave: () => done(desk.leave({ id: talkId() }), withTalk),
      leaveMessage: () => done(desk.leaveMessage({ id: talkId() }), withTalk),
      rate: async (given: { level: number; comment?: string }) => {
        const rated = await desk.rate({ id: talkId(), ...given });
        if (rated.ok) withTalk(rated.value);
        return rated;
      },
      reload: () => void load(),
      stopped: setProblem,
    };
  }, [change, deliver, enter, learn, load, write]);

  return { stand, error, state, lost, problem, draft, percents, acts };
}
export type TalkActs = ReturnType<typeof useTalk>["acts"];

/** One look at a picture, as large as the phone. */
export const showPicture = (local: string): void => void Taro.previewImage({ urls: [local] });
