import { randomBytes } from "node:crypto";

/** One exchange: a call of the account's server to WeChat, or a delivery of WeChat's to the account's server. */
export interface Entry {
  seq: number;
  rid: string;
  direction: "call" | "callback";
  /** Milliseconds since 1970, on the machine's clock. */
  at: number;
  tookMs: number;
  method: string;
  /** With secrets and tokens masked. */
  url: string;
  request: string;
  status: number | undefined;
  response: string;
  /** For callbacks: which delivery, what came of it. For calls: the error code, if any. */
  note: string;
  clientIp: string;
}

export interface Transcript {
  add(entry: Omit<Entry, "seq">): void;
  /** The newest entries, oldest first. */
  list(after?: number): readonly Entry[];
  find(rid: string): Entry | undefined;
  clear(): void;
}

const KEPT = 500;
const BODY = 8000;

/** WeChat's number of a request: its second in hex, and two random groups. */
export const newRid = (now: number): string =>
  `${Math.floor(now / 1000)
    .toString(16)
    .padStart(8, "0")}-${randomBytes(4).toString("hex")}-${randomBytes(4).toString("hex")}`;

/** Leaves enough of a secret to tell two of them apart. */
export const masked = (text: string): string =>
  text
    .replace(/((?:access_token|secret|js_code|session_key|appsecret)=)[^&\s]*?([^&\s]{0,4})(?=&|$)/g, "$1***$2")
    .replace(/("(?:access_token|secret|session_key|appsecret)"\s*:\s*")[^"]*?([^"]{0,4})"/g, '$1***$2"');

/** A copy: a slice would keep the whole list of ten thousand openids in memory for as long as the entry is kept. */
const beginning = (text: string): string =>
  text.length <= BODY ? text : Buffer.from(text.slice(0, BODY), "utf16le").toString("utf16le");

export function createTranscript(): Transcript {
  let entries: Entry[] = [];
  let last = 0;
  return {
    add(entry) {
      last += 1;
      const kept: Entry = {
        ...entry,
        seq: last,
        url: masked(entry.url),
        request: masked(beginning(entry.request)),
        response: masked(beginning(entry.response)),
      };
      entries = [...entries, kept].slice(-KEPT);
    },
    list: (after = 0) => entries.filter((one) => one.seq > after),
    find: (rid) => entries.find((one) => one.rid === rid),
    clear() {
      entries = [];
    },
  };
}
