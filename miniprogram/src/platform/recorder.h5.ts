import type { Recording } from "./recorder.ts";

const mostMs = 60_000;
/** What the desk's players can play. Browsers that record only their own kind are left out. */
const type = "audio/mp4";

export const canRecord =
  typeof MediaRecorder !== "undefined" &&
  MediaRecorder.isTypeSupported(type) &&
  "mediaDevices" in navigator &&
  typeof navigator.mediaDevices.getUserMedia === "function";

export async function record(): Promise<Recording | null> {
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    return null;
  }
  const recorder = new MediaRecorder(stream, { mimeType: type });
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
      const source = new Blob(chunks, { type });
      if (ms < 500 || source.size === 0) return null;
      return { file: { name: "voice.m4a", bytes: source.size, source }, seconds: Math.max(1, Math.round(ms / 1000)) };
    },
  };
}
