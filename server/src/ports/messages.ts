/** What followers say to the official account and what it says to them, in our words. WeChat's XML and JSON stop at the adapter. */

/** A tap below a text: say something back to the bot, or open a page of the mini-program. */
export type Button = { label: string; say: string; id?: string } | { label: string; open: string };

/** What a card of the mini-program leads to; it carries the picture drawn for that. */
export type Cover = "case" | "item" | "appointment" | "lookup" | "service";

export type Reply =
  /** WeChat shows buttons as links in the text of a passive reply, as a menu message or links in a customer-service one. */
  | { kind: "text"; text: string; buttons?: Button[] }
  | { kind: "image" | "voice"; mediaId: string }
  | { kind: "video"; mediaId: string; title?: string; description?: string }
  | { kind: "music"; title: string; description?: string; url: string; hqUrl?: string; thumbMediaId: string }
  /** One article, WeChat's limit since 2018. */
  | { kind: "card"; title: string; description: string; pictureUrl?: string; url: string }
  /**
   * A card that opens a page of the mini-program. Only a customer-service message can carry one: elsewhere, and where WeChat takes none,
   * it is said as `text` with a link named by the title.
   */
  | { kind: "mini-program"; title: string; open: string; cover: Cover; text: string }
  /** Hands the talk to WeChat's own customer service. Only as the answer to a message, not to an event. */
  | { kind: "wechat-service"; account?: string }
  /** The empty answer `success`. */
  | { kind: "nothing" };

interface Received {
  /** Identity for dedupe: MsgId, or FromUserName+CreateTime+Event+EventKey for events. */
  key: string;
  openid: string;
  /** The account's original id (gh_…). */
  account: string;
  /** When WeChat made it. */
  at: Date;
}
export type Update = Received &
  (
    | { kind: "text"; text: string; menuId?: string }
    | { kind: "image"; mediaId: string; url: string }
    | { kind: "voice"; mediaId: string; format: string; recognition?: string }
    | { kind: "video"; mediaId: string; thumbMediaId: string }
    | { kind: "location"; latitude: number; longitude: number; label: string }
    | { kind: "link"; title: string; description: string; url: string }
    | { kind: "follow"; scene?: string }
    | { kind: "unfollow" }
    | { kind: "scan"; scene: string }
    | { kind: "click"; button: string }
    | { kind: "view"; url: string }
    /**
     * A location picked from a menu, or sent by itself (LOCATION) when the follower allowed it: `asked` tells them apart. `button`: the
     * key of the menu's button.
     */
    | { kind: "position"; latitude: number; longitude: number; asked: boolean; button?: string }
    /** Read by the scanner that a button of the menu opened; `answered`: WeChat waits for our word before it shows anything. */
    | { kind: "scanned"; button: string; text: string; answered: boolean }
    /** Photographs chosen from a button of the menu: each follows as an `image`. */
    | { kind: "photos-chosen"; button: string; count: number }
    /** A mass message has been sent, or not: the account's own numbers. `failure` is null when it was sent. */
    | {
        kind: "mass-finished";
        messageId: string;
        status: string;
        failure: string | null;
        total: number;
        filtered: number;
        sent: number;
        failed: number;
        urls: string[];
      }
    /** A publication has ended. */
    | { kind: "publish-finished"; publishId: string; state: number; urls: string[] }
    /** The follower agreed to subscription messages, or no longer. */
    | { kind: "subscription-decided"; templates: { templateId: string; accepted: boolean }[] }
    /** What became of subscription messages. */
    | {
        kind: "subscription-sent";
        templates: { templateId: string; messageId: string; code: number; status: string }[];
      }
    /** What became of a template message. */
    | { kind: "template-finished"; messageId: string; status: string }
    /** WeChat's own customer service took, moved or ended a talk. */
    | { kind: "service-session"; change: "created" | "closed" | "switched"; account: string; from?: string }
    /** The person took back something they had authorised, or closed their account: their data must go. */
    | { kind: "authorization"; change: "modified" | "revoked" | "cancelled"; scopes: string }
    /** Something about the account itself that an operator must see (certification expires …). */
    | { kind: "account-notice"; event: string; fields: Readonly<Record<string, string>> }
    /** An event we know by name and need not answer (content checks …). */
    | { kind: "report"; event: string; fields: Readonly<Record<string, string>> }
    /** Anything WeChat adds tomorrow: logged by name, acknowledged. */
    | { kind: "unknown"; event: string }
  );

/** Why WeChat would not deliver. */
export type Refusal = "window-closed" | "quota-used-up" | "not-following" | "too-long" | "content-refused" | "blocked";
export type Sent =
  /** `inWords`: a card went as words with a link, and why, in words for staff. */
  { outcome: "sent"; inWords?: string } | { outcome: "refused"; because: Refusal; advice: string };

/** Messages to one follower outside the five seconds of a passive reply. */
export interface Messages {
  /** Throws PortFault. WeChat gives this call no idempotency key: after a `timeout` the message may have arrived. */
  send(openid: string, reply: Reply): Promise<Sent>;
}

/** Pictures, voices and videos at WeChat: what a follower sent, and what is handed over before it is sent to them. Kept there for three days. */
export interface TemporaryMedia {
  /** `gone`: too old, or never there. Throws PortFault. */
  fetch(mediaId: string): Promise<{ outcome: "found"; bytes: Buffer } | { outcome: "gone" }>;
  /** Harmless to repeat. Throws PortFault. */
  upload(
    kind: "image" | "voice" | "video",
    file: { bytes: Buffer; name: string; mime: string },
  ): Promise<{ outcome: "done"; mediaId: string } | { outcome: "refused"; because: string; advice: string }>;
}

/** Logging in to the mini-program: a code of wx.login becomes an identity. */
export interface MiniProgramLogin {
  /** 'refused' when the code is used, too old or not WeChat's. Throws PortFault. */
  identify(
    code: string,
  ): Promise<{ outcome: "known"; openid: string; unionid?: string } | { outcome: "refused"; because: string }>;
}

/** Who follows the account. */
export interface FollowerDirectory {
  /**
   * The id that joins the follower to their mini-program self; null when the two apps share no open platform. Undefined when nobody
   * of that openid follows. Throws PortFault.
   */
  find(openid: string): Promise<{ unionid: string | null } | undefined>;
}

export interface MenuButton {
  name: string;
  /**
   * One of: a click that the bot answers, a page of the mini-program, a web page, a place to pick on the map (comes back as a
   * `position`), the scanner (`scanned`), photographs (`photos-chosen`, then each as an `image`), or a group of up to five.
   */
  click?: string;
  place?: string;
  scan?: { key: string; answered: boolean };
  photo?: { key: string; from: "camera" | "choice" | "album" };
  open?: string;
  url?: string;
  group?: MenuButton[];
}
export interface AccountMenu {
  /** The default menu. Throws PortFault. */
  publish(menu: MenuButton[]): Promise<void>;
  /** Another menu for followers who carry a tag; newest first wins. Answers WeChat's id of it. Throws PortFault. */
  publishFor(tagId: number, menu: MenuButton[]): Promise<string>;
  /** Takes a conditional menu away; harmless when it is gone. Throws PortFault. */
  withdraw(menuId: string): Promise<void>;
}
export interface StandingMenus {
  /** Whether what stands at WeChat is what should. Changes nothing. Throws PortFault. */
  compare(wanted: WantedMenus): Promise<MenuComparison>;
}
export interface WantedMenus {
  main: MenuButton[];
  /** `id` is what `publishFor` answered; null: it has never arrived. */
  conditional: { id: string | null; menu: MenuButton[] }[];
}
export interface MenuComparison {
  /** `none`: WeChat has no menu that was made by its interface. */
  main: "same" | "differs" | "none";
  /** The first row of buttons at WeChat. */
  shown: string[];
  /** How many conditional menus WeChat lacks, has otherwise, and has though nobody here wants them. */
  conditional: { missing: number; differing: number; strange: number };
}
