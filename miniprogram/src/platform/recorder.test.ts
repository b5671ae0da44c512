// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

/** A browser that records the types given, two hundred bytes a second. */
function browserThatRecords(...types: string[]): { asked: string[] } {
  const asked: string[] = [];
  class Recorder extends EventTarget {
    static isTypeSupported = (type: string) => types.includes(type);
    state = "inactive";
    constructor(_stream: unknown, { mimeType }: { mimeType: string }) {
      super();
      asked.push(mimeType);
    }
    start() {
      this.state = "recording";
    }
    stop() {
      this.state = "inactive";
      this.dispatchEvent(Object.assign(new Event("dataavailable"), { data: new Blob(["x".repeat(200)]) }));
      this.dispatchEvent(new Event("stop"));
    }
  }
  vi.stubGlobal("MediaRecorder", Recorder);
  Object.defineProperty(navigator, "mediaDevices", {
    configurable: true,
    value: { getUserMedia: async () => ({ getTracks: () => [{ stop: () => undefined }] }) },
  });
  return { asked };
}
const load = () => import("./recorder.h5.ts");

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("recording in a browser", () => {
  it.each([
    [["audio/webm", "audio/mp4"], "audio/mp4", "voice.m4a"],
    [["audio/webm"], "audio/webm", "voice.webm"],
  ])("of %j takes %s, which the desk can hear", async (types, mime, name) => {
    const { asked } = browserThatRecords(...types);
    const { canRecord, record } = await load();
    expect(canRecord).toBe(true);
    const recording = await record();
    vi.advanceTimersByTime(2_400);
    expect(await recording?.stop()).toMatchObject({ seconds: 2, file: { name, bytes: 200 } });
    expect(asked).toEqual([mime]);
  });

  it("is not offered where the browser records nothing the desk takes, nor a slip of the finger kept", async () => {
    browserThatRecords("audio/ogg");
    const without = await load();
    expect([without.canRecord, await without.record()]).toEqual([false, null]);
    vi.resetModules();
    browserThatRecords("audio/mp4");
    const { record } = await load();
    const recording = await record();
    vi.advanceTimersByTime(200);
    expect(await recording?.stop()).toBeNull();
  });
});
