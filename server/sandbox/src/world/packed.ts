import { deflateSync, inflateSync } from "node:zlib";

/** Bytes as text for the file on disk. What a crowd knows is mostly one value a million times over: it shrinks to almost nothing. */
export const pack = (bytes: Uint8Array): string => deflateSync(bytes, { level: 1 }).toString("base64");

/** Back into `into`; a file cut short by hand fills its beginning only. */
export function unpack(text: string, into: Uint8Array): void {
  const bytes = inflateSync(Buffer.from(text, "base64"));
  into.set(bytes.subarray(0, into.length));
}
