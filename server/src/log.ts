/**
 * Structured logs in which nobody can be recognised: every string and number that is about to be printed, wherever it hides (the
 * message, a nested object, an error's stack, a cause, a key), passes the mask for ID numbers, mobiles and bank cards; secrets go
 * by the name of their key. It is done on the finished line, so there is no way around it.
 */
import { maskText } from "@wsi/shared/values";
import { pino } from "pino";

export type Log = pino.Logger;

const REMOVED = "[removed]";
/** Compared in lower case without - and _. An error's own code is printed as `errorCode`, for `code` is what wx.login gives. */
const SECRET_KEY =
  /^(?:authorization|cookie|setcookie|.*password|.*secret|.*token|slip|code|jscode|sessionkey|.*aeskey|ticket)$/;
const SECRET_IN_TEXT =
  /\b(access_token|component_access_token|appsecret|secret|js_code|code|session_key|ticket|password|token|slip)(=|%3D)[^&\s"'<>]+/gi;
const BEARER = /\b(Bearer|Basic)\s+[\w.~+/=-]+/gi;
const LOGIN_IN_URL = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s@/]+@/gi;

function cleanText(text: string): string {
  return maskText(
    text
      .replace(SECRET_IN_TEXT, `$1$2${REMOVED}`)
      .replace(BEARER, `$1 ${REMOVED}`)
      .replace(LOGIN_IN_URL, `$1:${REMOVED}@`),
  );
}

function isSecret(key: string): boolean {
  return SECRET_KEY.test(key.toLowerCase().replaceAll(/[-_]/g, ""));
}

/** On the parsed line: only JSON's own kinds of value. */
function masked(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value);
  if (typeof value === "number") {
    const text = String(value);
    const clean = maskText(text);
    return clean === text ? value : clean;
  }
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [cleanText(key), isSecret(key) ? REMOVED : masked(inner)]),
    );
  }
  return value;
}

const DEEPEST = 10;

/**
 * Of an error only what is known to be harmless: PostgreSQL's `detail` and `where`, a client's request and config stay out, and
 * so does the value in its sentence about a wrong one.
 */
function plainError(error: Error, depth: number, seen: Set<object>): unknown {
  const fromDatabase = "severity" in error && "routine" in error;
  const message = fromDatabase ? error.message.replace(/: ".*"$/s, ': "***"') : error.message;
  const code: unknown = "code" in error ? error.code : undefined;
  return {
    type: error.name,
    message,
    stack: error.stack?.replace(error.message, () => message),
    ...(typeof code === "string" || typeof code === "number" ? { errorCode: code } : {}),
    ...(error.cause === undefined ? {} : { cause: plain(error.cause, depth, seen) }),
    ...(error instanceof AggregateError ? { errors: plain(error.errors, depth, seen) } : {}),
  };
}

/** What JSON would drop or choke on becomes something it prints. */
function plain(value: unknown, depth = 0, seen = new Set<object>()): unknown {
  if (typeof value === "bigint") return String(value);
  if (typeof value === "function" || typeof value === "symbol") return undefined;
  if (typeof value !== "object" || value === null) return value;
  if (seen.has(value)) return "[circular]";
  if (depth > DEEPEST) return "[deeper]";
  const path = new Set(seen).add(value);
  if (value instanceof Error) return plainError(value, depth + 1, path);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Set || Array.isArray(value))
    return [...value].map((inner: unknown) => plain(inner, depth + 1, path));
  if (value instanceof URL) return value.href;
  const entries: [string, unknown][] =
    value instanceof Map ? [...value].map(([key, inner]) => [String(key), inner]) : Object.entries(value);
  return Object.fromEntries(entries.map(([key, inner]) => [key, plain(inner, depth + 1, path)]));
}

function maskedLine(line: string): string {
  try {
    return `${JSON.stringify(masked(JSON.parse(line)))}\n`;
  } catch {
    return `${cleanText(line.trimEnd())}\n`;
  }
}

export interface LogOptions {
  level: "silent" | "error" | "warn" | "info" | "debug";
  /** Where finished lines go; standard output if left out. */
  destination?: { write(line: string): unknown };
}

/** Errors go under `err`: `log.error({ err: error, id }, "what could not be done")`. */
export function createLog(options: LogOptions): Log {
  const out = options.destination ?? pino.destination({ dest: 1, sync: true });
  return pino(
    {
      level: options.level,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: (value: unknown) => value },
      formatters: {
        level: (level) => ({ level }),
        bindings: ({ pid }) => ({ pid: pid as unknown }),
        log: (fields) => plain(fields) as Record<string, unknown>,
      },
    },
    { write: (line: string) => void out.write(maskedLine(line)) },
  );
}
