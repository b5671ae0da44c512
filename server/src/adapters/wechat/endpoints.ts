/**
 * Every endpoint of WeChat's that we call, as a table. From it come the methods that are mixed into npm's wechat-api (by its own
 * `API.mixin`) and the types of `client.call(name, body)`. To call one more, add its line. Two calls stay out: tokens (`token.ts`,
 * they need none) and uploads (`client.upload`, they are forms).
 */
import type WechatApi from "wechat-api";

export interface Endpoint<Body> {
  method: "GET" | "POST";
  path: string;
  /** A second time changes nothing and is answered alike: only such calls are tried again by themselves. */
  repeatable: boolean;
  /** For the compiler alone: the JSON body of a POST, the query of a GET. */
  readonly body?: Body;
}
type Fields = Readonly<Record<string, unknown>>;
type Nothing = Readonly<Record<string, never>>;

const read = <Query extends Readonly<Record<string, string>>>(path: string): Endpoint<Query> => ({
  method: "GET",
  path,
  repeatable: true,
});
const again = <Body extends object>(path: string): Endpoint<Body> => ({ method: "POST", path, repeatable: true });
const once = <Body extends object>(path: string): Endpoint<Body> => ({ method: "POST", path, repeatable: false });

interface MassFields {
  msgtype: "text" | "mpnews";
  text?: { content: string };
  mpnews?: { media_id: string };
  send_ignore_reprint?: number;
}
interface Keyed extends MassFields {
  /** ≤ 32 bytes. The same within a minute is 45066: whoever owns the key tries again later, the client does not. */
  clientmsgid: string;
}
interface Tagging {
  tagid: number;
  openid_list: readonly string[];
}
interface Session {
  kf_account: string;
  openid: string;
}

export const endpoints = {
  // Customer-service messages: no key, so never twice.
  customSend: once<Fields & { touser: string; msgtype: string }>("/cgi-bin/message/custom/send"),
  customTyping: once<{ touser: string; command: "Typing" | "CancelTyping" }>("/cgi-bin/message/custom/typing"),

  // Drafts and publishing.
  draftAdd: once<{ articles: readonly Fields[] }>("/cgi-bin/draft/add"),
  draftDelete: once<{ media_id: string }>("/cgi-bin/draft/delete"),
  publishSubmit: once<{ media_id: string }>("/cgi-bin/freepublish/submit"),
  publishState: again<{ publish_id: string }>("/cgi-bin/freepublish/get"),

  // Mass messages.
  massToList: once<Keyed & { touser: readonly string[] }>("/cgi-bin/message/mass/send"),
  massToAudience: once<Keyed & { filter: { is_to_all: boolean; tag_id?: number } }>("/cgi-bin/message/mass/sendall"),
  massPreview: once<MassFields & ({ touser: string } | { towxname: string })>("/cgi-bin/message/mass/preview"),
  massState: again<{ msg_id: string }>("/cgi-bin/message/mass/get"),
  massRemove: once<{ msg_id: string | number; article_idx: number }>("/cgi-bin/message/mass/delete"),
  massSpeed: again<{ speed: number }>("/cgi-bin/message/mass/speed/set"),

  // Subscription messages: no key either.
  subscriptionTemplates: read<Nothing>("/wxaapi/newtmpl/gettemplate"),
  miniSubscriptionSend: once<{
    touser: string;
    template_id: string;
    data: Fields;
    page?: string;
    miniprogram_state: "formal";
    lang: "zh_CN";
  }>("/cgi-bin/message/subscribe/send"),
  subscriptionSend: once<{ touser: string; template_id: string; data: Fields; miniprogram?: Fields }>(
    "/cgi-bin/message/subscribe/bizsend",
  ),

  // Followers and their tags.
  followersPage: read<{ next_openid?: string }>("/cgi-bin/user/get"),
  follower: read<{ openid: string; lang: "zh_CN" }>("/cgi-bin/user/info"),
  followers: again<{ user_list: readonly { openid: string; lang: "zh_CN" }[] }>("/cgi-bin/user/info/batchget"),
  tagsList: read<Nothing>("/cgi-bin/tags/get"),
  tagsCreate: once<{ tag: { name: string } }>("/cgi-bin/tags/create"),
  tagsUpdate: once<{ tag: { id: number; name: string } }>("/cgi-bin/tags/update"),
  tagsDelete: once<{ tag: { id: number } }>("/cgi-bin/tags/delete"),
  tagsPut: again<Tagging>("/cgi-bin/tags/members/batchtagging"),
  tagsTake: again<Tagging>("/cgi-bin/tags/members/batchuntagging"),

  // Menus.
  menuGet: read<Nothing>("/cgi-bin/menu/get"),
  menuCreate: again<{ button: readonly Fields[] }>("/cgi-bin/menu/create"),
  menuCreateFor: once<{ button: readonly Fields[]; matchrule: { tag_id: string } }>("/cgi-bin/menu/addconditional"),
  menuDeleteFor: again<{ menuid: string }>("/cgi-bin/menu/delconditional"),

  // Codes and links.
  qrCodeCreate: again<{ action_name: string; action_info: Fields; expire_seconds?: number }>("/cgi-bin/qrcode/create"),
  linkShorten: once<{ long_data: string; expire_seconds?: number }>("/cgi-bin/shorten/gen"),

  // WeChat's own customer service.
  serviceAccounts: read<Nothing>("/cgi-bin/customservice/getkflist"),
  serviceOnline: read<Nothing>("/cgi-bin/customservice/getonlinekflist"),
  serviceAccountAdd: once<{ kf_account: string; nickname: string }>("/customservice/kfaccount/add"),
  serviceAccountUpdate: again<{ kf_account: string; nickname: string }>("/customservice/kfaccount/update"),
  serviceAccountDelete: once<{ kf_account: string }>("/customservice/kfaccount/del"),
  serviceSessionOpen: again<Session>("/customservice/kfsession/create"),
  serviceSessionClose: once<Session>("/customservice/kfsession/close"),
  serviceRecords: again<{ starttime: number; endtime: number; msgid: number; number: number }>(
    "/customservice/msgrecord/getmsglist",
  ),
  serviceSession: read<{ openid: string }>("/customservice/kfsession/getsession"),

  // The account's own care.
  quotaGet: again<{ cgi_path: string }>("/cgi-bin/openapi/quota/get"),
  quotaClear: once<{ appid: string }>("/cgi-bin/clear_quota"),
  callbackAddresses: read<Nothing>("/cgi-bin/getcallbackip"),
  callbackCheck: again<{ action: "all" | "dns" | "ping"; check_operator: string }>("/cgi-bin/callback/check"),
};

export type EndpointName = keyof typeof endpoints;
export type BodyOf<Name extends EndpointName> =
  (typeof endpoints)[Name] extends Endpoint<infer Body extends object> ? Body : never;

type Settle = (error: Error | null, data?: unknown) => void;

/** The pair of methods by which wechat-api knows an endpoint: the public one sees to the token, the inner one has it already. */
function methodsOf(name: string, { method, path }: Endpoint<unknown>): Record<string, (...args: never[]) => void> {
  const inner = `_${name}`;
  return {
    [name](this: WechatApi, ...args: unknown[]) {
      this.preRequest(Reflect.get(this, inner), args);
    },
    [inner](this: WechatApi, body: object, settle: Settle) {
      const query = new URLSearchParams({
        access_token: this.token.accessToken,
        ...(method === "GET" ? (body as Record<string, string>) : {}),
      });
      const url = `${this.endpoint}${path}?${query}`;
      const options = { type: method, headers: { "content-type": "application/json" } };
      this.request(url, method === "GET" ? { type: method } : { ...options, data: body }, settle);
    },
  };
}

/** wechat-api is one for the whole process: a second adapter, or a test's fresh copy of this module, finds it extended. */
const MIXED = Symbol.for("wsi.wechat.endpoints");

/** Extends wechat-api by the table. It throws when a name is one of its own already. */
export function extend(Api: typeof WechatApi): void {
  if (Object.hasOwn(Api, MIXED)) return;
  for (const [name, endpoint] of Object.entries(endpoints)) Api.mixin(methodsOf(name, endpoint));
  Object.defineProperty(Api, MIXED, { value: true });
}
