import Taro from "@tarojs/taro";
import type { Recording } from "./recorder.ts";

const mostMs = 60_000;

export const canRecord = true;

export function record(): Promise<Recording | null> {
  const recorder = Taro.getRecorderManager();
  return new Promise((begun) => {
    const ended = new Promise<{ path: string; bytes: number; ms: number } | null>((answer) => {
      recorder.onStop((done) => answer({ path: done.tempFilePath, bytes: done.fileSize, ms: done.duration }));
      recorder.onError(() => {
        answer(null);
        begun(null);
      });
    });
    recorder.onStart(() =>
      begun({
        async stop() {
          recorder.stop();
          const done = await ended;
          if (!done || done.ms < 500) return null;
          const file = { name: "voice.mp3", bytes: done.bytes, source: done.path };
          return { file, seconds: Math.max(1, Math.round(done.ms / 1000)) };
        },
      }),
    );
    recorder.start({ format: "mp3", duration: mostMs, sampleRate: 16_000, numberOfChannels: 1, encodeBitRate: 48_000 });
  });
}
