/** Who sits here and how to ask the server: what every room needs, handed down once. */
import type { StaffMe, StaffPreferences } from "@wsi/shared/contract";
import { createContext, useContext, useEffect, useState } from "react";
import type { Ask } from "./client.ts";

export interface Session {
  me: StaffMe;
  ask: Ask;
  /** Kept on the server: the same at every computer. */
  preferences: StaffPreferences;
  prefer(wish: StaffPreferences): void;
}
const SessionContext = createContext<Session | null>(null);
export const SessionProvider = SessionContext.Provider;

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("a room was shown to nobody");
  return session;
}

/** The time, fresh enough for waiting times and deadlines. */
export function useNow(everySeconds = 20): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everySeconds * 1000);
    return () => clearInterval(timer);
  }, [everySeconds]);
  return now;
}

/** True while the window is narrower than so many pixels. */
export function useNarrow(pixels: number): boolean {
  const [narrow, setNarrow] = useState(() => window.matchMedia(`(max-width: ${pixels - 0.02}px)`).matches);
  useEffect(() => {
    const query = window.matchMedia(`(max-width: ${pixels - 0.02}px)`);
    const changed = () => setNarrow(query.matches);
    changed();
    query.addEventListener("change", changed);
    return () => query.removeEventListener("change", changed);
  }, [pixels]);
  return narrow;
}

/** True once something has been true for so long without a pause. */
export function useLasting(is: boolean, ms: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!is) return setLasting(false);
    const timer = setTimeout(() => setLasting(true), ms);
    return () => clearTimeout(timer);
  }, [is, ms]);
  return is && lasting;
}
