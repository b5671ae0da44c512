/**
 * How the console talks to the server: one function for every route of the contract. An error is a value with a sentence
 * for people; nothing here throws because of the network or the server.
 */
import {
  address,
  errorStatus,
  type ErrorBody,
  type ErrorCode,
  type InputOf,
  type OutputOf,
  type Route,
} from "@wsi/shared/contract";

export type Answer<Out> = { ok: true; value: Out } | { ok: false; error: ErrorBody };
export type Ask = <R extends Route>(route: R, input: InputOf<R>) => Promise<Answer<OutputOf<R>>>;

const patience = 20_000;
const isCode = (code: unknown): code is ErrorCode => typeof code === "string" && Object.hasOwn(errorStatus, code);

const said = (code: ErrorCode, message: string): { ok: false; error: ErrorBody } => ({
  ok: false,
  error: { code, message },
});

/** Reads the server's refusal; whatever else stands between us and it (a proxy's page) becomes a sentence too. */
export function errorOf(status: number, body: unknown): ErrorBody {
  if (typeof body === "object" && body !== null && "code" in body && isCode(body.code)) {
    const given = body as ErrorBody;
    return { ...given, message: given.message || "没有成功，请重试" };
  }
  if (status === 401) return { code: "not-signed-in", message: "登录已过期，请重新登录" };
  if (status === 502 || status === 503 || status === 504)
    return { code: "unavailable", message: "服务正在重启或太忙，请稍后重试" };
  return { code: "fault", message: `服务器没有处理成功（${status}），请重试；还不行请联系管理员` };
}

/**
 * `signedOut` is told when the server no longer knows the session, whichever request found out; `owing` when it wants the password
 * changed or the second factor set up before anything else.
 */
export function createClient(send: typeof fetch, signedOut: () => void, owing: () => void = () => undefined): Ask {
  return async <R extends Route>(route: R, input: InputOf<R>): Promise<Answer<OutputOf<R>>> => {
    const { path, rest } = address(route.path, input as Readonly<Record<string, unknown>>);
    const reads = route.method === "GET";
    const inQuery = reads || route.method === "DELETE";
    const query = new URLSearchParams();
    if (inQuery)
      for (const [name, value] of Object.entries(rest)) if (value !== undefined) query.set(name, String(value));
    let response: Response;
    let body: unknown;
    try {
      response = await send(query.size > 0 ? `${path}?${query}` : path, {
        method: route.method,
        credentials: "same-origin",
        cache: "no-store",
        signal: AbortSignal.timeout(patience),
        headers: {
          ...(reads ? {} : { "X-Console": "1" }),
          ...(inQuery ? {} : { "Content-Type": "application/json" }),
        },
        ...(inQuery ? {} : { body: JSON.stringify(rest) }),
      });
      body = await response.json().catch(() => undefined);
    } catch {
      return said("unavailable", "连不上服务器，请检查网络后重试");
    }
    if (!response.ok) {
      const error = errorOf(response.status, body);
      if (error.code === "not-signed-in") signedOut();
      if (error.code === "must-first") owing();
      return { ok: false, error };
    }
    if (body === undefined) return said("fault", "服务器的回答看不懂，请重试");
    return { ok: true, value: body as OutputOf<R> };
  };
}

/** A refusal as one line: what went wrong, and what to do instead. */
export const sentence = (error: ErrorBody): string =>
  error.instead ? `${error.message}。${error.instead}` : error.message;
