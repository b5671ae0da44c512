/** What this browser remembers. Storage that is refused (a locked-down computer) only means that nothing is remembered. */
export function remembered(store: "localStorage" | "sessionStorage", key: string): string | null {
  try {
    return window[store].getItem(`wsi-console:${key}`);
  } catch {
    return null;
  }
}
export function remember(store: "localStorage" | "sessionStorage", key: string, value: string | null): void {
  try {
    if (value === null) window[store].removeItem(`wsi-console:${key}`);
    else window[store].setItem(`wsi-console:${key}`, value);
  } catch {
    // Nothing is remembered then.
  }
}
