declare module "wechat-api" {
  type Callback = (error: Error | null, data?: unknown) => void;

  /** What its methods hand to `request`: urllib's options, of which we honour these. */
  interface RequestOptions {
    type?: string;
    data?: unknown;
    headers?: Record<string, string>;
  }

  /** The part of node-webot's API that we call: the methods behind the public ones, which expect `this.token`. */
  export default class API {
    constructor(appId: string, appSecret: string);
    endpoint: string;
    mpPrefix: string;
    fileServerPrefix: string;
    token: { accessToken: string };
    request(url: string, options: RequestOptions, callback: Callback): void;
    preRequest(): void;
    getAccessToken(): void;
    _sendText(openid: string, text: string, callback: Callback): void;
    _sendImage(openid: string, mediaId: string, callback: Callback): void;
    _sendVoice(openid: string, mediaId: string, callback: Callback): void;
    _sendMusic(openid: string, music: Record<string, string>, callback: Callback): void;
    _sendNews(openid: string, articles: Record<string, string>[], callback: Callback): void;
    _createMenu(menu: unknown, callback: Callback): void;
  }
}
