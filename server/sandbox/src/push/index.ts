/**
 * WeChat's side of the callback: what a follower does is told to the account's server, signed and encrypted as the account chose, at
 * most three times with the same id, and the answer is shown on the phone. Deliveries of one follower go in their order.
 */
import type { Fields } from "../wire/xml.ts";
import type { Follower as WholeFollower } from "../world/followers.ts";
import type { World } from "../world/index.ts";
import { newRid } from "../world/transcript.ts";
import { deliver, type Delivery } from "./deliver.ts";
import { sessionOpened, type Head } from "./messages.ts";
import { readReply, readTransfer } from "./replies.ts";

/** Whoever a push is about: a follower, or WeChat itself. */
type Follower = Pick<WholeFollower, "id" | "openid">;

const TRIES = 3;
const BROKEN = "该公众号提供的服务出现故障，请稍后再试";

/** A delivery that never reached the server. WeChat tries again, as it does after any silence. */
const lost: Delivery = { status: undefined, reply: "nonsense", request: "（没有送到）", response: "" };

export interface Pusher {
  /** Starts telling; the phone sees the answer by its own events. */
  push(follower: Follower, fields: Fields): void;
  headOf(follower: Follower): Head;
  /** Waits for everything that was started. */
  settle(): Promise<void>;
}

/** As WeChat's records have it: the words, or what it was in brackets. */
const recorded = (fields: Fields): string => {
  const type = String(fields["MsgType"] ?? "");
  return ["image", "voice", "video"].includes(type) ? `[${type}]` : String(fields["Content"] ?? "");
};

export function createPusher(world: World): Pusher {
  const { account, chats, clock, deliveries, faults, media, transcript } = world;
  const lines = new Map<string, Promise<void>>();

  function note(fields: Fields, attempt: number, delivery: Delivery, tookMs: number): void {
    transcript.add({
      rid: newRid(Date.now()),
      direction: "callback",
      at: Date.now(),
      tookMs,
      method: "POST",
      url: account.settings.callbackUrl,
      request: delivery.request,
      status: delivery.status,
      response: delivery.response,
      note: `${String(fields["Event"] ?? fields["MsgType"])}，第 ${attempt} 次`,
      clientIp: "",
    });
  }

  async function once(follower: Follower, fields: Fields, attempt: number): Promise<Delivery> {
    const began = performance.now();
    // Signed by the machine's time: moving WeChat's clock ahead closes windows, it does not make every push look stale.
    const delivery = faults.strike("dropped-callback", "")
      ? lost
      : await deliver(fields, account.settings, follower.openid, Date.now());
    const tookMs = performance.now() - began;
    note(fields, attempt, delivery, Math.round(tookMs));
    deliveries.count(attempt, delivery.status === undefined ? undefined : tookMs);
    return delivery;
  }

  /** What is not told to the account's server: the words of who is shut out, and of who talks with an agent of WeChat's own desk. */
  function kept(follower: Follower, fields: Fields): boolean {
    if (fields["MsgType"] === "event") return false;
    if (world.blacklist.has(follower.openid)) return true;
    const session = world.desk.serving(follower.openid);
    if (session) world.desk.record(session.account, follower.openid, 2003, recorded(fields));
    return session !== undefined;
  }

  /** transfer_customer_service: to the agent named, if one is; else, and while that agent is away, the follower waits. */
  function handOver(follower: Follower, account: string): void {
    const { desk } = world;
    if (account === "" || !desk.find(account)?.online) return desk.wait(follower.openid, account);
    desk.serve(follower.openid, account);
    push(follower, sessionOpened(headOf(follower), account));
  }

  async function tell(follower: Follower, fields: Fields): Promise<void> {
    if (kept(follower, fields)) return;
    if (faults.strike("duplicate-callback", "")) await once(follower, fields, 0);
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      const delivery = await once(follower, fields, attempt);
      if (delivery.reply === "nothing") return;
      // No answer at all: WeChat tries again. An answer that makes no sense it takes for one.
      if (delivery.status === undefined && attempt < TRIES) continue;
      if (delivery.status === undefined) deliveries.giveUp();
      if (fields["Event"] === "unsubscribe") return;
      const transfer = delivery.reply === "nonsense" ? undefined : readTransfer(delivery.reply, follower.openid);
      // To an event it means nothing.
      if (transfer && fields["MsgType"] !== "event") handOver(follower, transfer.account);
      const content = delivery.reply === "nonsense" ? undefined : readReply(delivery.reply, follower.openid, media);
      if (content === "nothing") return;
      if (content) chats.add(follower.id, "account", content, "reply");
      else chats.add(follower.id, "wechat", { kind: "notice", text: BROKEN });
      world.changed();
      return;
    }
  }

  function push(follower: Follower, fields: Fields): void {
    const before = lines.get(follower.id) ?? Promise.resolve();
    const wait = faults.strike("callback-order", "") ? Promise.resolve() : before;
    // What breaks one push must not end the line, nor the program.
    const line = wait
      .then(() => tell(follower, fields))
      .catch((error: unknown) => console.error("沙箱：推送没有发出：", error instanceof Error ? error.message : error));
    const all = Promise.all([before, line]).then(() => undefined);
    lines.set(follower.id, all);
    void all.then(() => lines.get(follower.id) === all && lines.delete(follower.id));
  }

  const headOf = (follower: Follower): Head => ({
    to: account.settings.originalId,
    from: follower.openid,
    at: Math.floor(clock.now() / 1000),
  });

  return {
    push,
    headOf,
    async settle() {
      while (lines.size > 0) await Promise.all(lines.values());
    },
  };
}
