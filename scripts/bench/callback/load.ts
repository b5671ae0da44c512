/** A load generator on bare sockets with keep-alive: little enough work of its own that the server is what is measured. */
import { connect, type Socket } from "node:net";

export interface Measured {
  answered: number;
  failed: number;
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

const END_OF_HEAD = Buffer.from("\r\n\r\n");
const LAST_CHUNK = Buffer.from("0\r\n\r\n");

interface Line {
  socket: Socket;
  send(request: Buffer, done: (ok: boolean) => void): void;
}

/** The bytes after the head; undefined while a chunked body is not yet at its end. */
function lengthOf(head: string, pending: Buffer): number | undefined {
  const length = /content-length: (\d+)/i.exec(head)?.[1];
  if (length !== undefined) return Number(length);
  return pending.subarray(-5).equals(LAST_CHUNK) ? pending.length - head.length - 4 : undefined;
}

function open(port: number): Promise<Line> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1").setNoDelay(true);
    let pending: Buffer = Buffer.alloc(0);
    let done: ((ok: boolean) => void) | undefined;
    socket.on("data", (chunk) => {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      const end = pending.indexOf(END_OF_HEAD);
      if (end < 0) return;
      const head = pending.toString("latin1", 0, end);
      const total = end + 4 + (lengthOf(head, pending) ?? Number.POSITIVE_INFINITY);
      if (pending.length < total) return;
      // An answer, and not the empty `success`: an echo is longer than that.
      const ok = head.startsWith("HTTP/1.1 200") && total > end + 50;
      pending = pending.subarray(total);
      done?.(ok);
    });
    socket.once("error", reject);
    socket.once("connect", () => {
      const line: Line = {
        socket,
        send(request, then) {
          done = then;
          socket.write(request);
        },
      };
      resolve(line);
    });
  });
}

function summary(took: number[], failed: number, seconds: number): Measured {
  const sorted = Float64Array.from(took).sort();
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { answered: took.length, failed, perSecond: took.length / seconds, p50: at(0.5), p99: at(0.99) };
}

/** As fast as the server answers: each connection sends its next request when its last is answered. */
export async function flood(
  port: number,
  connections: number,
  seconds: number,
  requests: readonly Buffer[],
): Promise<Measured> {
  const lines = await Promise.all(Array.from({ length: connections }, () => open(port)));
  const took: number[] = [];
  let failed = 0;
  let next = 0;
  const start = performance.now();
  const end = start + seconds * 1000;
  await Promise.all(
    lines.map(
      (line) =>
        new Promise<void>((resolve) => {
          const step = (): void => {
            const request = requests[next++];
            if (!request || performance.now() >= end) return resolve();
            const sent = performance.now();
            line.send(request, (ok) => {
              if (ok) took.push(performance.now() - sent);
              else failed++;
              step();
            });
          };
          step();
        }),
    ),
  );
  const measured = summary(took, failed, (performance.now() - start) / 1000);
  for (const { socket } of lines) socket.destroy();
  return measured;
}

/** A steady stream: requests leave at their time whether or not earlier ones are answered, and are timed from then. */
export async function steady(port: number, perSecond: number, seconds: number, next: () => Buffer): Promise<Measured> {
  const free = await Promise.all(Array.from({ length: 128 }, () => open(port)));
  const all = [...free];
  const total = perSecond * seconds;
  const took: number[] = [];
  let failed = 0;
  let sent = 0;
  const start = performance.now();
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(total, Math.floor(((performance.now() - start) / 1000) * perSecond));
      for (; sent < due && free.length > 0; sent++) {
        const line = free.pop();
        const planned = start + (sent * 1000) / perSecond;
        line?.send(next(), (ok) => {
          if (ok) took.push(performance.now() - planned);
          else failed++;
          free.push(line);
          if (took.length + failed === total) {
            clearInterval(timer);
            resolve();
          }
        });
      }
    }, 1);
  });
  const measured = summary(took, failed, (performance.now() - start) / 1000);
  for (const { socket } of all) socket.destroy();
  return measured;
}
