/**
 * The desk is watched wherever in the console its agent is: in the room of cases, too, they stay at the desk, hear who calls, and
 * see the counts on the rail. One line to the server per window; the room listens in.
 */
import { desk, type DeskEvent, type DeskOverview, type Presence } from "@wsi/shared/contract";
import { App as AntApp } from "antd";
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { sentence } from "../../client.ts";
import { remember, remembered } from "../../kept.ts";
import { go } from "../../place.ts";
import { useSession } from "../../session.tsx";
import { noticeOf, ringAgainMs, ringsOn } from "./calls.ts";
import { chime } from "./chime.ts";
import { sections, type Sections } from "./feed.ts";
import { useLiveDesk, type Listeners, type LiveDesk } from "./live.ts";
import { callingOf, deskTitle, quietTitle, type Calling } from "../list/rows.ts";
import { noSigns, withSign, type Signs } from "./signs.ts";

export interface Watch {
  live: LiveDesk;
  all: Sections;
  calling: Calling;
  signs: Signs;
  overview: DeskOverview | null;
  presence: Presence | null;
  setPresence: (presence: "ready" | "busy" | "away") => void;
  loud: boolean;
  setLoud: (loud: boolean) => void;
  /** The room says which talk is in sight, and hears what happens. Answers how to stop. */
  attend: (listener: Partial<Listeners>) => () => void;
  inSight: (id: string | null) => void;
}
const WatchContext = createContext<Watch | null>(null);
/** Null for who has no desk. */
export const useWatch = (): Watch | null => useContext(WatchContext);

const lookMs = 60_000;
const openTalk = "desk-open";
/** The talk that was open when somebody went to another room: the way back leads to it. */
export const leaveOpen = (id: string | null): void => remember("sessionStorage", openTalk, id);
export const talkLeftOpen = (): string | null => remembered("sessionStorage", openTalk);

/** Whom a talk is offered to, as the server decides it: by name or by group. */
function useOffers() {
  const { ask } = useSession();
  const [offered, setOffered] = useState<ReadonlySet<string>>(() => new Set());
  const known = useRef(new Map<string, string | null>());
  const look = useCallback(async () => {
    const answer = await ask(desk.offers, {});
    if (answer.ok) setOffered(new Set(answer.value.forMe.map((one) => one.conversationId)));
    return answer.ok ? answer.value.forMe : [];
  }, [ask]);
  const changed = useCallback(({ conversation: { id, offer } }: DeskEvent): boolean => {
    const before = known.current.get(id) ?? null;
    known.current.set(id, offer?.id ?? null);
    return before !== (offer?.id ?? null);
  }, []);
  return { offered, look, changed };
}

function useOverview() {
  const { ask } = useSession();
  const { message } = AntApp.useApp();
  const [overview, setOverview] = useState<DeskOverview | null>(null);
  const look = useCallback(async () => {
    const answer = await ask(desk.overview, {});
    if (answer.ok) setOverview(answer.value);
  }, [ask]);
  const setPresence = useCallback(
    async (presence: "ready" | "busy" | "away") => {
      setOverview((before) => before && { ...before, me: { ...before.me, presence } });
      const answer = await ask(desk.setPresence, { presence });
      if (answer.ok) setOverview(answer.value);
      else {
        void message.error(`没有切换成功：${sentence(answer.error)}`);
        void look();
      }
    },
    [ask, look, message],
  );
  return { overview, look, setPresence };
}

/** Asked for on a click that means "call me": a browser that is asked out of the blue says no for ever. */
function askToNotify(): void {
  if ("Notification" in window && Notification.permission === "default") void Notification.requestPermission();
}

function notify(notice: { title: string; text: string }, id: string): void {
  if (!("Notification" in window) || Notification.permission !== "granted") return;
  const shown = new Notification(notice.title, { body: notice.text, tag: id });
  shown.addEventListener("click", () => {
    window.focus();
    go("desk", id);
    shown.close();
  });
}

export function WatchProvider({ children }: { children: ReactNode }) {
  const { me } = useSession();
  const [loud, setLoudState] = useState(() => remembered("localStorage", "chime") !== "off");
  const [signs, setSigns] = useState<Signs>(noSigns);
  /** The last call in words, for who listens to the screen. */
  const [said, say] = useState("");
  const listeners = useRef(new Set<Partial<Listeners>>());
  const sight = useRef<string | null>(null);
  const { overview, look, setPresence } = useOverview();
  const offers = useOffers();

  const live = useLiveDesk({
    heard(event) {
      for (const one of listeners.current) one.heard?.(event);
      void call(event);
    },
    listed() {
      void look();
      void offers.look();
      for (const one of listeners.current) one.listed?.();
    },
    drafted() {
      for (const one of listeners.current) one.drafted?.();
    },
    signed: (sign) => setSigns((before) => withSign(before, sign)),
  });
  const call = async (event: DeskEvent) => {
    const isOffer = offers.changed(event);
    const mine = isOffer ? await offers.look() : [];
    const forMe = mine.some((one) => one.conversationId === event.conversation.id);
    // Taken away from me: perhaps because the server saw nobody here.
    if (event.message?.from === "system") void look();
    const inSight = event.conversation.id === sight.current && !document.hidden;
    const notice = inSight && !forMe ? null : noticeOf(event, me.id, forMe);
    if (notice === null) return;
    say(`${notice.title}：${notice.text}`);
    if (loud) chime();
    if (document.hidden) notify(notice, event.conversation.id);
  };
  useEffect(() => {
    const timer = setInterval(() => void look(), lookMs);
    return () => clearInterval(timer);
  }, [look]);

  const all = useMemo(() => sections(live.desk, me.id, offers.offered), [live.desk, me.id, offers.offered]);
  const calling = useMemo(() => callingOf(all), [all]);
  const presence = overview?.me.presence ?? null;
  const title = deskTitle(calling);
  useEffect(() => {
    document.title = title;
    return () => void (document.title = quietTitle);
  }, [title]);
  const ringing = loud && ringsOn(calling, presence);
  useEffect(() => {
    if (!ringing) return;
    const timer = setInterval(chime, ringAgainMs);
    return () => clearInterval(timer);
  }, [ringing]);

  const setLoud = useCallback((next: boolean) => {
    setLoudState(next);
    remember("localStorage", "chime", next ? null : "off");
    if (!next) return;
    chime();
    askToNotify();
  }, []);
  const attend = useCallback((listener: Partial<Listeners>) => {
    listeners.current.add(listener);
    return () => void listeners.current.delete(listener);
  }, []);
  const inSight = useCallback((id: string | null) => void (sight.current = id), []);

  const value = useMemo(
    () => ({
      live,
      all,
      calling,
      signs,
      overview,
      presence,
      setPresence(next: "ready" | "busy" | "away") {
        if (next === "ready" && loud) askToNotify();
        void setPresence(next);
      },
      loud,
      setLoud,
      attend,
      inSight,
    }),
    [live, all, calling, signs, overview, presence, setPresence, loud, setLoud, attend, inSight],
  );
  return (
    <WatchContext.Provider value={value}>
      {children}
      <p className="unseen" role="status" data-test="calls">
        {said}
      </p>
    </WatchContext.Provider>
  );
}
