import type { Fields } from "../wire/xml.ts";
import type { World } from "../world/index.ts";

export interface Call {
  world: World;
  query: Readonly<Record<string, string>>;
  /** The JSON body; an empty object for GET. */
  body: Readonly<Record<string, unknown>>;
  /** Whose token it came with; empty for calls without one. */
  appId: string;
  /** How the sandbox itself is reached. */
  origin: string;
  /** Tells the account of a result in a moment, as an event of WeChat's own: the fields beyond the envelope. */
  later(fields: Fields): void;
  /** For multipart uploads. */
  file?: { name: string; contentType: string; bytes: Buffer };
}

/** Bytes instead of JSON. */
export interface Bytes {
  contentType: string;
  bytes: Buffer;
}
export const isBytes = (answer: object): answer is Bytes => "bytes" in answer && Buffer.isBuffer(answer.bytes);

export interface Endpoint {
  method: "GET" | "POST";
  path: string;
  /** False for the few calls that make or need no access token. */
  token: boolean;
  /** Throws Refused. */
  handle(call: Call): object | Promise<object>;
}

export const text = (value: unknown): string => (typeof value === "string" ? value : "");
export const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const fine = { errcode: 0, errmsg: "ok" };

/** Shorthands for the tables: calls that need a token. */
export const post = (path: string, handle: Endpoint["handle"]): Endpoint => ({
  method: "POST",
  path,
  token: true,
  handle,
});
export const get = (path: string, handle: Endpoint["handle"]): Endpoint => ({
  method: "GET",
  path,
  token: true,
  handle,
});
