/** 32 letters of chance. Not randomUUID: browsers have that on https only, and some offices have none. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Names this window to the server, which tells my drafts to every other window of mine. */
export const thisWindow = newKey();
