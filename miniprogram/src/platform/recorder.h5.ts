import type { Recording } from "./recorder.ts";

const mostMs = 60_000;
/** What the desk takes and its players play, the better first: Safari and Chromium from 126 on record MP4, Firefox and what is older WebM. */
const types = [
  { mime: "audio/mp4", ending: "m4a" },
  { mime: "audio/webm", ending: "webm" },
] as const;
const type =
  typeof MediaRecorder === "undefined" ? undefined : types.find(({ mime }) => MediaRecorder.isTypeSupported(mime));

export const canRecord =
  type !== undefined && "mediaDevices" in navigator && typeof navigator.mediaDevices.getUserMedia === "function";

export async function record(): Promise<Recording | null> {
  if (type === undefined) return null;
  const { mime, ending } = type;
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    return null;
  }
  const recorder = new MediaRecorder(stream, { mimeType: mime });
  const chunks: Blob[] = [];
  const began = Date.now();
  const ended = new Promise<number>((answer) => {
    recorder.addEventListener("dataavailable", ({ data }) => chunks.push(data));
    recorder.addEventListener("stop", () => answer(Date.now() - began));
  });
  recorder.start();
  const timer = setTimeout(() => recorder.state === "recording" && recorder.stop(), mostMs);
  return {
    async stop() {
      clearTimeout(timer);
      if (recorder.state === "recording") recorder.stop();
      const ms = await ended;
      for (const track of stream.getTracks()) track.stop();
      const source = new Blob(chunks, { type: mime });
      if (ms < 500 || source.size === 0) return null;
      return {
        file: { name: `voice.${ending}`, bytes: source.size, source },
        seconds: Math.max(1, Math.round(ms / 1000)),
      };
    },
  };
}
