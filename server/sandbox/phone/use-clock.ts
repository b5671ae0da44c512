import { useEffect, useState } from "react";

const TICK_MS = 10_000;

/** WeChat's time, which may run ahead of this machine's; read anew every ten seconds, and at once when it was moved. */
export function useClock(aheadMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [aheadMs]);
  return now + aheadMs;
}
