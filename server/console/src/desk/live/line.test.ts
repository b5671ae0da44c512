import type { DeskEvent } from "@wsi/shared/contract";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { inventedCard } from "../invented.ts";
import { backoffMs, eventReader, holdLine, silenceMs, type LineState } from "./line.ts";

const event = (seq: number): DeskEvent => ({
  seq,
  conversation: inventedCard("a", { lastText: "您好" }),
  message: null,
});
const written = (one: DeskEvent) => `id: ${one.seq}\ndata: ${JSON.stringify(one)}\n\n`;

describe("reading server-sent events", () => {
  it("tells events by their name, and forgets the name with the event", () => {
    const read = eventReader();
    expect(read("event: sign\ndata: 1\n\ndata: 2\n\n")).toEqual([
      { name: "sign", data: "1" },
      { name: "message", data: "2" },
    ]);
  });

  it("finds the same events however the stream is cut, heartbeats and all", () => {
    const events = [event(1), event(2), event(3)];
    const stream = `retry: 1000\n\n${events.map((one) => `: beat\n\n${written(one)}`).join("")}`;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: stream.length - 1 }), { maxLength: 30 }), (cuts) => {
        const read = eventReader();
        const at = [0, ...cuts.toSorted((a, b) => a - b), stream.length];
        const found = at.slice(1).flatMap((end, n) => read(stream.slice(at[n], end)));
        expect(found.map(({ data }) => JSON.parse(data) as unknown)).toEqual(events);
      }),
    );
  });

  it("joins the lines of one event and takes lines that end as on Windows", () => {
    expect(eventReader()("data: a\r\ndata:b\r\n\r\n")).toEqual([{ name: "message", data: "a\nb" }]);
  });
});

/** A server whose answers the test holds in its hand, and a clock that only moves when told. */
function stage() {
  const asked: number[] = [];
  const states: LineState[] = [];
  const heard: number[] = [];
  const refused: number[] = [];
  let drafts = 0;
  const waits: { ms: number; over: () => void }[] = [];
  let answer: () => Response | Error = () => new Error("no network");
  const line = holdLine({
    async connect(after) {
      asked.push(after);
      const given = answer();
      if (given instanceof Error) throw given;
      return given;
    },
    after: () => heard.at(-1) ?? 0,
    heard: (one) => heard.push(one.seq),
    signed: () => undefined,
    wasRead: () => undefined,
    drafted: () => void (drafts += 1),
    changed: (state) => states.push(state),
    refused: (status) => refused.push(status),
    wait: (ms, signal) =>
      new Promise((resolve) => {
        waits.push({ ms, over: resolve });
        signal.addEventListener("abort", () => resolve(), { once: true });
      }),
  });
  const streaming = () => {
    let controls: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({ start: (given) => void (controls = given) });
    return {
      response: new Response(body),
      say: (text: string) => controls?.enqueue(new TextEncoder().encode(text)),
      end: () => controls?.close(),
    };
  };
  return {
    line,
    asked,
    states,
    heard,
    refused,
    drafts: () => drafts,
    waits,
    streaming,
    answers: (next: () => Response | Error) => void (answer = next),
  };
}

describe("holding the line", () => {
  it("waits longer after every failure, never longer than fifteen seconds", () => {
    expect([1, 2, 3, 4, 5, 6, 60].map(backoffMs)).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
  });

  it("says when it is down, hurries when told, and goes on after the last event", async () => {
    const { line, asked, states, heard, drafts, streaming, answers } = stage();
    await vi.waitFor(() => expect(states.at(-1)).toEqual({ up: false, tries: 1 }));
    const first = streaming();
    answers(() => first.response);
    line.hurry();
    await vi.waitFor(() => expect(states.at(-1)).toEqual({ up: true, tries: 0 }));
    first.say(`${written(event(1))}event: draft\ndata: {}\n\n${written(event(2))}`);
    await vi.waitFor(() => expect(heard).toEqual([1, 2]));
    expect(drafts()).toBe(1);
    const second = streaming();
    answers(() => second.response);
    first.end();
    await vi.waitFor(() => expect(states.at(-1)).toEqual({ up: false, tries: 1 }));
    line.hurry();
    await vi.waitFor(() => expect(states.at(-1)?.up).toBe(true));
    expect(asked).toEqual([0, 0, 2]);
    line.stop();
  });

  it("gives a line up that says nothing, and winds the watch with every heartbeat", async () => {
    const { line, states, waits, streaming, answers } = stage();
    await vi.waitFor(() => expect(states.at(-1)?.tries).toBe(1));
    const dead = streaming();
    answers(() => dead.response);
    line.hurry();
    await vi.waitFor(() => expect(states.at(-1)?.up).toBe(true));
    const watches = () => waits.filter((one) => one.ms === silenceMs);
    const before = watches().length;
    dead.say(": beat\n\n");
    await vi.waitFor(() => expect(watches().length).toBe(before + 1));
    watches()[before - 1]?.over();
    expect(states.at(-1)?.up).toBe(true);
    watches().at(-1)?.over();
    await vi.waitFor(() => expect(states.at(-1)).toEqual({ up: false, tries: 1 }));
    line.stop();
  });

  it("tells of a refusal, and nothing more once it is stopped", async () => {
    const { line, states, refused, answers } = stage();
    await vi.waitFor(() => expect(states.at(-1)?.tries).toBe(1));
    answers(() => new Response("{}", { status: 401 }));
    line.hurry();
    await vi.waitFor(() => expect(refused).toEqual([401]));
    await vi.waitFor(() => expect(states.at(-1)?.tries).toBe(2));
    const count = states.length;
    line.stop();
    line.hurry();
    await Promise.resolve();
    expect(states).toHaveLength(count);
  });
});
