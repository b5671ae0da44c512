import { createRequire } from "node:module";
import type WechatApi from "wechat-api";
import { PortFault } from "../../ports/fault.ts";
import type { WechatConfig } from "./config.ts";
import { STALE_TOKEN, WechatError } from "./errors.ts";
import type { TokenProvider } from "./token.ts";
import { exchange, type Answer } from "./transport.ts";

const PORT = "wechat";

/** The methods of wechat-api that we use, without the underscore of their inner form. */
interface Calls {
  sendText: [openid: string, text: string];
  sendImage: [openid: string, mediaId: string];
  sendVoice: [openid: string, mediaId: string];
  sendMusic: [openid: string, music: Record<string, string>];
  sendNews: [openid: string, articles: Record<string, string>[]];
  createMenu: [menu: unknown];
}

/** WeChat's server API. Every method throws WechatError (a code) or PortFault, neither with a token or secret in it. */
export interface WechatClient {
  /** A method of wechat-api, as a promise. */
  call<Name extends keyof Calls>(name: Name, ...args: Calls[Name]): Promise<Answer>;
  /** An endpoint that wechat-api does not know; `path` as in WeChat's documents, such as `/cgi-bin/message/custom/send`. */
  post(path: string, body: unknown): Promise<Answer>;
  get(path: string, query?: Readonly<Record<string, string>>): Promise<Answer>;
  /** One file as a form, field `media`. */
  upload(
    path: string,
    file: { bytes: Buffer; name: string; type: string },
    query?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
}

function forbidden(): never {
  throw new Error("tokens come from the TokenProvider");
}

/**
 * wechat-api knows the endpoints; the connection and the token are ours. Its methods run on a view of the instance that owns its
 * token, so that calls side by side do not exchange theirs, and go out through our transport, which masks, times out, and reads
 * 64-bit numbers whole.
 */
function createApi(config: WechatConfig): WechatApi {
  const Api = createRequire(import.meta.url)("wechat-api") as typeof WechatApi;
  const api = new Api(config.appId, config.appSecret);
  api.endpoint = config.apiBase;
  api.mpPrefix = `${config.apiBase}/cgi-bin/`;
  api.fileServerPrefix = `${config.apiBase}/cgi-bin/`;
  api.preRequest = forbidden;
  api.getAccessToken = forbidden;
  api.request = (url, options, settle) => {
    const init: RequestInit = { method: options.type ?? "GET", headers: options.headers ?? {} };
    if (options.data !== undefined) init.body = JSON.stringify(options.data);
    exchange(PORT, url, init).then(
      (data) => settle(null, data),
      // wechat-api writes on the errors it is given: ours travels inside.
      (cause: unknown) => settle(new Error("call failed", { cause })),
    );
  };
  return api;
}

export function createWechatClient(config: WechatConfig, tokens: TokenProvider): WechatClient {
  const api = createApi(config);

  /** Runs `attempt` with a token, and once more with another when WeChat says that the first has died. */
  async function withToken(attempt: (token: string) => Promise<Answer>): Promise<Answer> {
    const token = await tokens.get();
    try {
      return await attempt(token);
    } catch (error) {
      if (!(error instanceof WechatError) || !STALE_TOKEN.has(error.code)) throw error;
      return attempt(await tokens.get(token));
    }
  }

  function address(path: string, token: string, query: Readonly<Record<string, string>> = {}): string {
    return `${config.apiBase}${path}?${new URLSearchParams({ access_token: token, ...query })}`;
  }

  return {
    call: (name, ...args) =>
      withToken(
        (token) =>
          new Promise((resolve, reject) => {
            const view: WechatApi = Object.create(api);
            view.token = { accessToken: token };
            const method: unknown = view[`_${name}`];
            if (typeof method !== "function") throw new PortFault(PORT, "misconfigured", `wechat-api has no ${name}`);
            method.call(view, ...args, (error: Error | null, data: Answer) =>
              error ? reject(error.cause) : resolve(data),
            );
          }),
      ),
    post: (path, body) =>
      withToken((token) =>
        exchange(PORT, address(path, token), {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
        }),
      ),
    get: (path, query) => withToken((token) => exchange(PORT, address(path, token, query), { method: "GET" })),
    upload: (path, { bytes, name, type }, query) =>
      withToken((token) => {
        const body = new FormData();
        body.append("media", new Blob([new Uint8Array(bytes)], { type }), name);
        return exchange(PORT, address(path, token, query), { method: "POST", body });
      }),
  };
}
