import { PortFault } from "../../ports/fault.ts";
import { WechatError } from "./errors.ts";

/** What WeChat's JSON may hold. */
export type Answer = Readonly<Record<string, unknown>>;

/**
 * Told of every call once it is over: the path without its query, `ok`, WeChat's errcode or the kind of fault, and milliseconds.
 */
export type OnCall = (path: string, outcome: string, ms: number) => void;
export interface Wire {
  onCall?: OnCall | undefined;
  /** Default 8,000. */
  timeoutMs?: number | undefined;
}

const TIMEOUT_MS = 8_000;
const BYTES_TIMEOUT_MS = 20_000;
// user/info is known to send them raw inside strings.
const CONTROL = /\p{Cc}/gu;

/**
 * WeChat's JSON, read safely: raw control characters inside strings are dropped, and whole numbers beyond 2^53 (msg_id) become
 * text with all their digits. Throws SyntaxError.
 */
export function readJson(text: string): unknown {
  const clean = text.replace(CONTROL, "");
  // A string is matched whole so that digits inside it are left alone.
  const safe = clean.replace(/"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g, (token) =>
    token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : `"${token}"`,
  );
  return JSON.parse(safe);
}

/**
 * One HTTP call to WeChat. Throws WechatError for an errcode and PortFault for everything else; neither ever holds the address,
 * since that carries tokens and secrets.
 */
export async function exchange(port: string, url: string, init: RequestInit, wire: Wire = {}): Promise<Answer> {
  return told(url, wire, () => ask(port, url, init, wire.timeoutMs ?? TIMEOUT_MS));
}

/** Counts the call once it is over. */
async function told<T>(url: string, wire: Wire, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const tell = (outcome: string) => wire.onCall?.(new URL(url).pathname, outcome, performance.now() - began);
  let answer: T;
  try {
    answer = await work();
  } catch (error) {
    tell(error instanceof WechatError ? String(error.code) : error instanceof PortFault ? error.kind : "nonsense");
    throw error;
  }
  tell("ok");
  return answer;
}

const MOST_BYTES = 12 * 1024 * 1024;
/** Where WeChat keeps videos, beside its API. */
const VIDEO_HOST = /(^|\.)(qq\.com|qpic\.cn)$/;

/**
 * Bytes instead of JSON. WeChat answers refusals, and the address of a video, as JSON in their place; whatever that address says, nothing
 * but WeChat's own hosts is asked.
 */
export async function fetchBytes(port: string, url: string, wire: Wire = {}): Promise<Buffer> {
  const timeoutMs = wire.timeoutMs ?? BYTES_TIMEOUT_MS;
  const bytes = await told(url, wire, () => askBytes(port, url, timeoutMs));
  // "{": a file of any kind that a phone makes begins with something else.
  if (bytes[0] !== 0x7b) return bytes;
  const { video_url: video } = readAnswer(port, bytes.toString("utf8"));
  const from = typeof video === "string" && URL.canParse(video) ? new URL(video) : undefined;
  if (!from || !(VIDEO_HOST.test(from.hostname) || from.origin === new URL(url).origin))
    throw new PortFault(port, "nonsense", "neither bytes nor a video");
  return told(from.href, wire, () => askBytes(port, from.href, timeoutMs));
}

async function askBytes(port: string, url: string, timeoutMs: number): Promise<Buffer> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: "error" });
    if (!response.ok || !response.body)
      throw new PortFault(port, response.status >= 500 ? "busy" : "nonsense", `HTTP ${response.status}`);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body) {
      size += chunk.length;
      if (size > MOST_BYTES) throw new PortFault(port, "nonsense", "more bytes than a phone may send");
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    throw error instanceof PortFault ? error : networkFault(port, error);
  }
}

async function ask(port: string, url: string, init: RequestInit, timeoutMs: number): Promise<Answer> {
  let text: string;
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs), redirect: "error" });
    text = await response.text();
    if (!response.ok)
      throw new PortFault(port, response.status >= 500 ? "busy" : "nonsense", `HTTP ${response.status}`);
  } catch (error) {
    throw error instanceof PortFault ? error : networkFault(port, error);
  }
  return readAnswer(port, text);
}

function readAnswer(port: string, text: string): Answer {
  let body: unknown;
  try {
    body = readJson(text);
  } catch {
    throw new PortFault(port, "nonsense", "the answer is not JSON");
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new PortFault(port, "nonsense", "the answer is not an object");
  }
  const code: unknown = "errcode" in body ? body.errcode : 0;
  // Success often carries no errcode at all.
  if (code) throw new WechatError(Number(code), body as Answer);
  return body as Answer;
}

/** Whether the request may have arrived decides if it may be repeated. `because` is the network's own word: ECONNREFUSED, CERT_HAS_EXPIRED. */
export function networkFault(port: string, error: unknown): PortFault {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "";
  if (/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/.test(code)) {
    return new PortFault(port, "unreachable", code);
  }
  return new PortFault(port, "timeout", code || "no answer in time");
}
