declare module "wechat-api" {
  type Callback = (error: Error | null, data?: unknown) => void;

  /** What its methods hand to `request`: urllib's options, of which we honour these. */
  interface RequestOptions {
    type?: string;
    data?: unknown;
    headers?: Record<string, string>;
  }

  /** The part of node-webot's API that we stand on: its instance, its one exit `request`, and its mixins. */
  export default class API {
    constructor(appId: string, appSecret: string);
    /** Puts methods on the prototype. Throws when one is there already. */
    static mixin(methods: object): void;
    endpoint: string;
    mpPrefix: string;
    fileServerPrefix: string;
    token: { accessToken: string };
    request(url: string, options: RequestOptions, callback: Callback): void;
    preRequest(method: unknown, args: unknown): void;
    getAccessToken(): void;
  }
}
