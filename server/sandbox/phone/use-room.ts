import { useEffect, useState } from "react";

/** How many phones the window has room for; 0 when the window is itself as narrow as a phone and becomes one. */
const roomOf = (width: number): number => (width < 480 ? 0 : width < 1100 ? 1 : width < 1560 ? 2 : 3);

export function useRoom(): number {
  const [room, setRoom] = useState(() => roomOf(window.innerWidth));
  useEffect(() => {
    const measure = () => setRoom(roomOf(window.innerWidth));
    window.addEventListener("resize", measure);
    return () => window.removeEventListener("resize", measure);
  }, []);
  return room;
}
