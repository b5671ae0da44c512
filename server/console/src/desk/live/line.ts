/**
 * The line to the desk's feed: server-sent events read by hand, because a browser's own EventSource cannot see the server's
 * heartbeat and so never notices a line that is dead without being closed. It tries again for ever, further and further apart,
 * each time from the last event that counts.
 */
import type { DeskEvent, DeskRead, DeskSign } from "@wsi/shared/contract";

/** The server beats every 20 seconds; two beats missed and the line is dead. */
export const silenceMs = 45_000;
const longestWaitMs = 15_000;

/** How long to wait before the n-th try: half a second, doubling, at most fifteen. */
export const backoffMs = (tries: number): number => Math.min(longestWaitMs, 500 * 2 ** Math.max(0, tries - 1));

/** One event of a stream: its name ("message" when it has none) and its data. */
export interface Told {
  name: string;
  data: string;
}

/** Reads a stream of server-sent events piece by piece; answers every event that became whole. */
export function eventReader(): (piece: string) => Told[] {
  let rest = "";
  let name = "message";
  let data: string[] = [];
  const valueOf = (line: string, field: string) => line.slice(field.length + (line[field.length] === " " ? 1 : 0));
  return (piece) => {
    const lines = `${rest}${piece}`.split("\n");
    rest = lines.pop() ?? "";
    const whole: Told[] = [];
    for (const raw of lines) {
      const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
      if (line === "") {
        if (data.length > 0) whole.push({ name, data: data.join("\n") });
        name = "message";
        data = [];
      } else if (line.startsWith("data:")) data.push(valueOf(line, "data:"));
      else if (line.startsWith("event:")) name = valueOf(line, "event:");
    }
    return whole;
  };
}

export interface LineState {
  up: boolean;
  /** Tries that failed since it was last up. */
  tries: number;
}
export interface LineParts {
  connect: (after: number, signal: AbortSignal) => Promise<Response>;
  /** The last event that counts. */
  after: () => number;
  heard: (event: DeskEvent) => void;
  signed: (sign: DeskSign) => void;
  /** Read in another window of mine. */
  wasRead: (read: DeskRead) => void;
  /** Another window of mine saved a draft. */
  drafted: () => void;
  changed: (state: LineState) => void;
  /** The server answered, but not with the feed: it may no longer know who we are. */
  refused: (status: number) => void;
  /** Waits so long, or until the signal. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

async function listen(parts: LineParts, mine: AbortController, up: () => void): Promise<void> {
  let watch = new AbortController();
  // Every piece that arrives winds the watch up again; when it runs out the line is given up.
  const wind = async () => {
    watch.abort();
    const wound = new AbortController();
    watch = wound;
    await parts.wait(silenceMs, wound.signal);
    if (!wound.signal.aborted) mine.abort();
  };
  try {
    void wind();
    const response = await parts.connect(parts.after(), mine.signal);
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      return parts.refused(response.status);
    }
    up();
    const read = eventReader();
    const pieces = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const cut = () => void pieces.cancel().catch(() => undefined);
    if (mine.signal.aborted) cut();
    mine.signal.addEventListener("abort", cut, { once: true });
    for (;;) {
      const { done, value } = await pieces.read();
      if (done) return;
      void wind();
      for (const { name, data } of read(value)) {
        if (name === "message") parts.heard(JSON.parse(data) as DeskEvent);
        else if (name === "sign") parts.signed(JSON.parse(data) as DeskSign);
        else if (name === "read") parts.wasRead(JSON.parse(data) as DeskRead);
        else if (name === "draft") parts.drafted();
      }
    }
  } finally {
    watch.abort();
    mine.abort();
  }
}

export interface Line {
  stop: () => void;
  /** Tries at once instead of waiting: the network is back, or somebody pressed the button. */
  hurry: () => void;
}

/** Holds the line until it is stopped. */
export function holdLine(parts: LineParts): Line {
  let over = false;
  let call = new AbortController();
  let nap = new AbortController();
  let state: LineState = { up: false, tries: 0 };
  const tell = (next: LineState) => {
    if (over) return;
    state = next;
    parts.changed(state);
  };
  const heard = (event: DeskEvent) => {
    if (!over) parts.heard(event);
  };
  const forever = async () => {
    while (!over) {
      call = new AbortController();
      try {
        await listen({ ...parts, heard }, call, () => tell({ up: true, tries: 0 }));
      } catch {
        // Cut, refused by the network, or something that is no feed: all mended by trying again.
      }
      if (over) return;
      tell({ up: false, tries: state.up ? 1 : state.tries + 1 });
      nap = new AbortController();
      await parts.wait(backoffMs(state.tries), nap.signal);
    }
  };
  void forever();
  return {
    stop() {
      over = true;
      call.abort();
      nap.abort();
    },
    hurry: () => nap.abort(),
  };
}

/** Waiting as a browser does it. */
export const waitReally = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
