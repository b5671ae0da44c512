/** What the official account can do beyond talking with one follower, in our words. WeChat's JSON stops at the adapter. */
import { PortFault } from "./fault.ts";
import type { Refusal } from "./messages.ts";

/** The account says no: a value, with what to do about it. Faults are thrown as PortFault. */
export interface AccountRefusal {
  outcome: "refused";
  /** WeChat's number, to be quoted to its support. */
  code: number;
  because: Refusal | "quota-used-up" | "bad-content" | "not-found" | "already" | "not-allowed";
  advice: string;
}
export type OrRefused<T> = T | AccountRefusal;

/** WeChat wants fewer calls a minute: a fault of kind `busy` that says when to come again. */
export class Throttled extends PortFault {
  readonly retryAfterMs: number;
  constructor(port: string, message: string, code: number, retryAfterMs: number) {
    super(port, "busy", message, code);
    this.retryAfterMs = retryAfterMs;
  }
}

/** Everybody who follows, page by page; who carries which tag. */
export interface Followers {
  /** 10 000 at a time. `next` is null on the last page. */
  page(after: string | null): Promise<{ total: number; openids: string[]; next: string | null }>;
  /** At most 100 openids. Those who do not follow are told as such. */
  details(openids: readonly string[]): Promise<FollowerDetails[]>;
}
export interface FollowerDetails {
  openid: string;
  following: boolean;
  unionid: string | null;
  followedAt: Date | null;
  /** WeChat's tag ids. */
  tags: number[];
}

/** 100 tags an account, 20 a follower, names of at most 30 characters; ids 0–2 are WeChat's own. */
export interface FollowerTags {
  list(): Promise<{ id: number; name: string; count: number }[]>;
  create(name: string): Promise<OrRefused<{ outcome: "done"; id: number }>>;
  rename(id: number, name: string): Promise<OrRefused<{ outcome: "done" }>>;
  remove(id: number): Promise<OrRefused<{ outcome: "done" }>>;
  /** At most 50 openids. Harmless when repeated. */
  put(id: number, openids: readonly string[]): Promise<OrRefused<{ outcome: "done" }>>;
  take(id: number, openids: readonly string[]): Promise<OrRefused<{ outcome: "done" }>>;
}

/** One article 图文 of a draft. */
export interface Article {
  /** At most 32 characters. */
  title: string;
  author: string;
  /** At most 128 characters; empty: WeChat takes the first 54 of the body. */
  digest: string;
  /** HTML without scripts, under 20 000 characters; pictures only from `uploadPicture`. */
  content: string;
  /** 阅读原文. */
  sourceUrl: string;
  /** From `uploadCover`. */
  coverMediaId: string;
}
/** Pictures, drafts, and publishing without pushing. */
export interface Articles {
  /** For the body of an article: jpg or png up to 1 MB. Answers its address at WeChat. */
  uploadPicture(bytes: Buffer, name: string): Promise<OrRefused<{ outcome: "done"; url: string }>>;
  /** A permanent picture for a cover. */
  uploadCover(bytes: Buffer, name: string): Promise<OrRefused<{ outcome: "done"; mediaId: string }>>;
  /** Not idempotent: after a timeout a second draft may exist, which nobody sees but the editors. */
  draft(articles: readonly Article[]): Promise<OrRefused<{ outcome: "done"; mediaId: string }>>;
  dropDraft(mediaId: string): Promise<OrRefused<{ outcome: "done" }>>;
  /** Publishes without pushing; the result comes as an event and by `published`. The draft is gone then. */
  publish(mediaId: string): Promise<OrRefused<{ outcome: "done"; publishId: string }>>;
  published(publishId: string): Promise<OrRefused<{ outcome: "done"; state: PublishState; urls: string[] }>>;
}
export type PublishState = "published" | "running" | "originality-failed" | "failed" | "refused" | "deleted" | "banned";

/** What a mass message holds. */
export type MassContent = { kind: "articles"; mediaId: string } | { kind: "text"; text: string };
/** Who gets it: everybody (in the history, at most once a day), a tag, or 2 … 10 000 openids. */
export type MassAudience = { to: "all" } | { to: "tag"; tagId: number } | { to: "list"; openids: readonly string[] };
export type MassState = "sent" | "sending" | "failed" | "deleted";

export type PreviewTo = { openid: string } | { wechatName: string };
export interface MassMessages {
  /**
   * `key` (≤ 32 bytes) makes it happen once within 24 hours: the same key again answers the first message's id with `repeated`.
   */
  send(
    audience: MassAudience,
    content: MassContent,
    key: string,
  ): Promise<OrRefused<{ outcome: "accepted"; messageId: string; repeated: boolean }>>;
  /** To one person, by openid or by their own WeChat name 微信号 (who must follow). At most 100 a day. */
  preview(to: PreviewTo, content: MassContent): Promise<OrRefused<{ outcome: "done" }>>;
  state(messageId: string): Promise<OrRefused<{ outcome: "done"; state: MassState }>>;
  /** Takes the pages of its articles away; the cards stay in the chats. Harmless when repeated. Words cannot be taken back. */
  remove(messageId: string): Promise<OrRefused<{ outcome: "done" }>>;
  /** 0 … 4: 80, 60, 45, 30, 10 ×10 000 a minute. */
  setSpeed(level: number): Promise<OrRefused<{ outcome: "done" }>>;
}

export interface SubscriptionTemplateAtWechat {
  id: string;
  title: string;
  /** 长期订阅: one consent lasts. */
  longTerm: boolean;
  fields: { name: string; label: string; max: number }[];
}
/** A subscription message 订阅通知 of the account to a follower who agreed to it. WeChat gives it no idempotency key. */
export interface SubscriptionMessages {
  /** Those that were chosen at WeChat. A field's `max` is WeChat's limit for its kind. */
  templates(): Promise<OrRefused<{ outcome: "done"; templates: SubscriptionTemplateAtWechat[] }>>;
  send(
    openid: string,
    message: { templateId: string; open?: string; values: Readonly<Record<string, string>> },
  ): Promise<OrRefused<{ outcome: "sent" }>>;
}

/** The account's own condition: what is left of a call's daily allowance, and whether WeChat can reach us. */
export interface AccountCare {
  quota(path: string): Promise<OrRefused<{ outcome: "done"; limit: number; used: number; left: number }>>;
  clearQuota(): Promise<OrRefused<{ outcome: "done" }>>;
  checkCallback(): Promise<OrRefused<{ outcome: "done"; lossPercent: number; lookups: number }>>;
  /** The addresses and networks from which WeChat calls us. */
  callbackAddresses(): Promise<OrRefused<{ outcome: "done"; addresses: string[] }>>;
}

/** WeChat's own customer service 客服: its accounts, each written `name@account`. */
export interface ServiceAccount {
  account: string;
  nickname: string;
  /** Bound to the WeChat of a person; only then it can come online. */
  bound: boolean;
}
export interface ServiceAccounts {
  list(): Promise<OrRefused<{ outcome: "done"; accounts: ServiceAccount[] }>>;
  /** Who is online now, and with how many talks. Look here before a talk is handed over: one given to an absent person hangs. */
  online(): Promise<OrRefused<{ outcome: "done"; accounts: { account: string; talks: number }[] }>>;
}
/** One line between a follower and an account of WeChat's customer service. WeChat gives it no name, and whole seconds. */
export interface ServiceLine {
  openid: string;
  account: string;
  from: "citizen" | "staff";
  /** Of what is not text WeChat tells the kind alone, and of some not even that: the thing itself stays with it. */
  kind: "text" | "image" | "voice" | "video" | "untold";
  text: string;
  at: Date;
}
/** Talks of followers with those accounts. While one lasts, the follower's messages do not reach us. */
export interface ServiceSessions {
  /** Harmless when the two talk already. */
  open(account: string, openid: string): Promise<OrRefused<{ outcome: "done" }>>;
  close(account: string, openid: string): Promise<OrRefused<{ outcome: "done" }>>;
  /** Both null when nobody talks with the follower. */
  find(openid: string): Promise<OrRefused<{ outcome: "done"; account: string | null; since: Date | null }>>;
  /** What was said in all of them, at most a day at once, a page from `after` on (first 1) of at most `most`. `next` null: that was all. */
  records(
    from: Date,
    to: Date,
    after: number,
    most: number,
  ): Promise<OrRefused<{ outcome: "done"; lines: ServiceLine[]; next: number | null }>>;
}

/** A QR code that leads to the account, carrying `scene` (1 … 64 characters). `seconds` null: for good. */
export interface QrCodes {
  create(scene: string, seconds: number | null): Promise<OrRefused<{ outcome: "done"; url: string; imageUrl: string }>>;
}
