/**
 * What differs between WeChat and a browser. Each file here only declares; Taro takes `<name>.weapp.ts` or `<name>.h5.ts`
 * when it builds, which is why imports of this folder carry no extension.
 */

/** A login code of wx.login, to be exchanged by the server; or why there is none, in words for the person. */
export type LoginAnswer = { ok: true; code: string } | { ok: false; message: string };
export declare function login(): Promise<LoginAnswer>;

/**
 * Whether a session may be kept for the next start. A WeChat belongs to one person; a browser page inside a phone does not know
 * who holds the phone now, and asks anew every time it is opened.
 */
export declare const keepsSession: boolean;
