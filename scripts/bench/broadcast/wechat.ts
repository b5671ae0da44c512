/**
 * A WeChat that only counts: how often each openid got something. Mass messages are deduped by their key as WeChat does; single ones
 * are not. In a process of its own, so that killing the sender cannot touch it. Prints its port.
 */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

const [most = "0"] = process.argv.slice(2);
const counts = new Uint8Array(Number(most) + 1);
const keys = new Map<string, string>();
let calls = 0;
let repeated = 0;
/** Calls that are being answered. */
let open = 0;
/** Round trip of a real call, about. */
const massMs = 300;
const singleMs = 15;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
const arrive = (openid: string) => {
  const at = Number(openid.slice(1));
  counts[at] = (counts[at] ?? 0) + 1;
};

async function answer(path: string, text: string): Promise<unknown> {
  if (path === "/counts") return { calls, repeated, counts: Buffer.from(counts).toString("base64") };
  if (path === "/open") return { open };
  calls += 1;
  open += 1;
  try {
    return await take(path, text);
  } finally {
    open -= 1;
  }
}

async function take(path: string, text: string): Promise<unknown> {
  if (path === "/single") {
    arrive((JSON.parse(text) as { openid: string }).openid);
    await pause(singleMs);
    return { outcome: "sent" };
  }
  const { key, openids } = JSON.parse(text) as { key: string; openids: string[] };
  const before = keys.get(key);
  if (before !== undefined) {
    repeated += 1;
    return { outcome: "accepted", messageId: before, repeated: true };
  }
  const messageId = String(keys.size + 1);
  keys.set(key, messageId);
  openids.forEach(arrive);
  await pause(massMs);
  return { outcome: "accepted", messageId, repeated: false };
}

const server = createServer((request, response) => {
  void bodyOf(request)
    .then((text) => answer(request.url ?? "", text))
    .then((value) => response.end(JSON.stringify(value)));
});
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
