/** The phone around us, when this page runs inside one. Only messages from that very window and origin are believed. */

const parentOrigin = (): string | null => {
  const [nearest] = Array.from(window.location.ancestorOrigins ?? []);
  if (nearest) return nearest;
  return document.referrer ? new URL(document.referrer).origin : null;
};

export const insidePhone = (): boolean => window.parent !== window;

/** What we post holds nothing secret; without a known parent origin nothing is posted at all. */
export function post(message: Readonly<Record<string, unknown>>): void {
  const origin = parentOrigin();
  if (insidePhone() && origin) window.parent.postMessage(message, origin);
}

/** Hears objects posted by the parent. Answers how to stop. */
export function hear(listener: (message: Record<string, unknown>) => void): () => void {
  const receive = (event: MessageEvent) => {
    if (event.source !== window.parent || event.origin !== parentOrigin()) return;
    if (typeof event.data === "object" && event.data !== null) listener(event.data);
  };
  window.addEventListener("message", receive);
  return () => window.removeEventListener("message", receive);
}
