import { createRequire } from "node:module";
import type WechatApi from "wechat-api";
import { PortFault } from "../../ports/fault.ts";
import type { WechatConfig } from "./config.ts";
import { endpoints, extend, type BodyOf, type EndpointName } from "./endpoints.ts";
import { STALE_TOKEN, WechatError } from "./errors.ts";
import { patience, patiently, type Patience } from "./patience.ts";
import type { TokenProvider } from "./token.ts";
import { exchange, fetchBytes, type Answer, type Wire } from "./transport.ts";

const PORT = "wechat";

/** WeChat's server API. Every method throws WechatError (a code) or PortFault, neither with a token or secret in it. */
export interface WechatClient {
  /**
   * One line of the table in `endpoints.ts`: a JSON body for a POST, the query for a GET. What may be repeated is, for three
   * seconds at most, while WeChat is busy or out of reach.
   */
  call<Name extends EndpointName>(name: Name, body: BodyOf<Name>): Promise<Answer>;
  /** One file as a form, field `media`. */
  upload(
    path: "/cgi-bin/media/upload" | "/cgi-bin/media/uploadimg" | "/cgi-bin/material/add_material",
    file: { bytes: Buffer; name: string; type: string },
    query?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
  /** The bytes of temporary media; of a video by the address that WeChat answers in their place. At most 12 MB. */
  download(mediaId: string): Promise<Buffer>;
}

/** What surrounds the calls: who counts them, how long they may take, how they are tried again. */
export interface ClientWorld extends Wire {
  patience?: Partial<Patience> | undefined;
}

function forbidden(): never {
  throw new Error("tokens come from the TokenProvider");
}

/**
 * wechat-api, extended by our table, knows the endpoints; the connection and the token are ours. Its methods run on a view of the
 * instance that owns its token, so that calls side by side do not exchange theirs, and go out through our transport, which masks,
 * times out, counts, and reads 64-bit numbers whole.
 */
function createApi(config: WechatConfig, wire: Wire): WechatApi {
  const Api = createRequire(import.meta.url)("wechat-api") as typeof WechatApi;
  extend(Api);
  const api = new Api(config.appId, config.appSecret);
  api.endpoint = config.apiBase;
  api.mpPrefix = `${config.apiBase}/cgi-bin/`;
  api.fileServerPrefix = `${config.apiBase}/cgi-bin/`;
  api.preRequest = forbidden;
  api.getAccessToken = forbidden;
  api.request = (url, options, settle) => {
    const init: RequestInit = { method: options.type ?? "GET", headers: options.headers ?? {} };
    if (options.data !== undefined) init.body = JSON.stringify(options.data);
    exchange(PORT, url, init, wire).then(
      (data) => settle(null, data),
      // wechat-api writes on the errors it is given: ours travels inside.
      (cause: unknown) => settle(new Error("call failed", { cause })),
    );
  };
  return api;
}

/** A gateway that gave up may have handed the call on before: what must not happen twice has then perhaps happened. */
function mayHaveHappened(error: unknown): never {
  if (error instanceof PortFault && error.kind === "busy" && error.code === undefined)
    throw new PortFault(error.port, "timeout", "a gateway gave up");
  throw error;
}

export function createWechatClient(config: WechatConfig, tokens: TokenProvider, world: ClientWorld = {}): WechatClient {
  const api = createApi(config, world);
  const how: Patience = { ...patience, ...world.patience };

  /** Runs `attempt` with a token, and once more with another when WeChat says that the first has died. */
  async function withToken<T>(attempt: (token: string) => Promise<T>): Promise<T> {
    const token = await tokens.get();
    try {
      return await attempt(token);
    } catch (error) {
      if (!(error instanceof WechatError) || !STALE_TOKEN.has(error.code)) throw error;
      return attempt(await tokens.get(token));
    }
  }

  const ask = (name: EndpointName, body: object, token: string) =>
    new Promise<Answer>((resolve, reject) => {
      const view: WechatApi = Object.create(api);
      view.token = { accessToken: token };
      const method = Reflect.get(view, `_${name}`) as (
        body: object,
        settle: (e: Error | null, d: Answer) => void,
      ) => void;
      method.call(view, body, (error, data) => (error ? reject(error.cause) : resolve(data)));
    });

  return {
    call(name, body) {
      const work = () => withToken((token) => ask(name, body, token));
      return endpoints[name].repeatable ? patiently(work, how) : work().catch(mayHaveHappened);
    },
    upload: (path, { bytes, name, type }, query) =>
      withToken((token) => {
        const form = new FormData();
        form.append("media", new Blob([new Uint8Array(bytes)], { type }), name);
        const address = `${config.apiBase}${path}?${new URLSearchParams({ access_token: token, ...query })}`;
        return exchange(PORT, address, { method: "POST", body: form }, world);
      }),
    download: (mediaId) =>
      patiently(
        () =>
          withToken((token) => {
            const query = new URLSearchParams({ access_token: token, media_id: mediaId });
            return fetchBytes(PORT, `${config.apiBase}/cgi-bin/media/get?${query}`, world);
          }),
        how,
      ),
  };
}
