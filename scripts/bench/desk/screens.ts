/**
 * All consoles of the bench in a process of their own, so that what they do with what they hear is not counted as the server's time.
 * Speaks with its parent over the channel of `fork`: `open`, `report`.
 */
import type { DeskEvent, OutputOf, staff } from "@wsi/shared/contract";
import { request } from "node:http";
import { performance } from "node:perf_hooks";
import { call } from "./call.ts";

export interface Opening {
  kind: "open";
  origin: string;
  cookies: readonly string[];
}
export interface Asking {
  kind: "report";
  /** Lines by their text, with the moment they were pressed (epoch milliseconds). */
  pressed: readonly (readonly [string, number])[];
  /** Those the desk keeps, so that every console must have them. */
  kept: readonly string[];
}
export type Heard = { kind: "opened" } | { kind: "upto"; least: number } | ({ kind: "report" } & Report);
export interface Report {
  p50: number;
  p99: number;
  worst: number;
  lost: number;
  doubled: number;
  disorder: number;
}

interface Screen {
  seqs: number[];
  /** When each line came, every time it came. */
  came: Map<string, number[]>;
  last: number;
}
const screens: Screen[] = [];
const epoch = () => performance.timeOrigin + performance.now();
const tell = (what: Heard) => void process.send?.(what);

function take(screen: Screen, block: string, at: number): void {
  const data = block.indexOf("\ndata: ");
  if (!block.startsWith("id: ") || data < 0) return;
  const event = JSON.parse(block.slice(data + 7)) as DeskEvent;
  screen.seqs.push(event.seq);
  screen.last = event.seq;
  if (event.message?.from !== "citizen") return;
  const times = screen.came.get(event.message.text);
  if (times) times.push(at);
  else screen.came.set(event.message.text, [at]);
}

/** One console: signed in, its list read, the feed open from there. */
async function openScreen(origin: string, cookie: string): Promise<Screen> {
  const list = await call(origin, cookie, "GET", "/console/api/desk/conversations");
  const { seq } = list as OutputOf<typeof staff.conversations>;
  const screen: Screen = { seqs: [], came: new Map(), last: seq };
  const asked = request(`${origin}/console/api/desk/feed?after=${seq}`, { headers: { cookie } });
  await new Promise<void>((resolve, reject) => {
    asked.on("error", reject);
    asked.on("response", (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`the feed: ${answer.statusCode}`));
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => {
        const at = epoch();
        text += chunk;
        let from = 0;
        for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n", from)) {
          take(screen, text.slice(from, end), at);
          from = end + 2;
        }
        text = text.slice(from);
      });
      return resolve();
    });
    asked.end();
  });
  return screen;
}

const part = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

function report({ pressed, kept }: Asking): Report {
  const since = new Map(pressed);
  const took: number[] = [];
  let lost = 0;
  let doubled = 0;
  for (const { came } of screens) {
    for (const [text, times] of came) {
      const start = since.get(text);
      if (start === undefined) continue;
      took.push((times[0] ?? start) - start);
      if (times.length > 1) doubled += 1;
    }
    lost += kept.filter((text) => !came.has(text)).length;
  }
  took.sort((a, b) => a - b);
  const disorder = screens.filter(({ seqs }) => seqs.some((seq, n) => n > 0 && seq !== (seqs[n - 1] ?? 0) + 1)).length;
  return { p50: part(took, 0.5), p99: part(took, 0.99), worst: took.at(-1) ?? Number.NaN, lost, doubled, disorder };
}

async function openAll({ origin, cookies }: Opening): Promise<void> {
  screens.push(...(await Promise.all(cookies.map((cookie) => openScreen(origin, cookie)))));
  tell({ kind: "opened" });
}

process.on("message", (asked: Opening | Asking | { kind: "upto" }) => {
  if (asked.kind === "upto") return tell({ kind: "upto", least: Math.min(...screens.map((one) => one.last)) });
  if (asked.kind === "report") return tell({ kind: "report", ...report(asked) });
  void openAll(asked);
});
