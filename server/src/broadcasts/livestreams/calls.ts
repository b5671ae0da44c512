import { sql } from "kysely";
import { dropConsent, fillFields, spendConsent, tell, tellQuietly } from "../../citizens/index.ts";
import { inTransaction, type Tx } from "../../db.ts";
import { put, type Handler } from "../../outbox/index.ts";
import type { SubscriptionMessages } from "../../ports/account.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Reply } from "../../ports/messages.ts";
import { livestreamMoment } from "./livestreams.ts";
import type { SenderParts } from "../parts.ts";
import { livestreamTemplate } from "../editing/templates.ts";

/**
 * The machine's own calls for a livestream, to those who asked in the mini-program: that it begins soon, or that it is called off. Both
 * are what the person asked for, about a livestream that staff have put up, so nobody approves them one by one.
 */

const atOnce = 200;
const page = "live/index";

interface Waiting {
  livestream_id: string;
  identity: string;
  title: string;
  starts_at: Date;
  cancel_reason: string | null;
  called_off: boolean;
  person_id: string | null;
  follower: string | null;
  /** Staff's subscription message reaches them: their WeChat need not ring twice. */
  subscribed: boolean;
}

/** Wishes whose moment has come: within the minutes before the start, or of a livestream that was called off before it began. */
async function takeWaiting(tx: Tx, now: Date): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    with due as (
      select w.livestream_id, w.identity, l.cancelled_at is not null as called_off
      from livestreams l join livestream_wishes w on w.livestream_id = l.id
      where l.starts_at > ${now}
        and ((l.cancelled_at is not null and w.called_off_at is null)
          or (l.cancelled_at is null and w.reminded_at is null
            and l.starts_at <= ${now}::timestamptz + make_interval(mins => l.remind_minutes)))
      limit ${atOnce} for update of w skip locked
    ), taken as (
      update livestream_wishes w set
        reminded_at = case when due.called_off then w.reminded_at else ${now} end,
        called_off_at = case when due.called_off then ${now} else w.called_off_at end
      from due where w.livestream_id = due.livestream_id and w.identity = due.identity
      returning w.livestream_id, w.identity, due.called_off
    )
    select t.*, l.title, l.starts_at, l.cancel_reason, b.person_id, f.openid as follower,
      f.openid is not null and exists (
        select from broadcasts s where s.livestream_id = t.livestream_id and s.livestream_part = 'reminder'
          and s.state in ('scheduled', 'sending', 'paused', 'sent')
          and (exists (select from broadcast_recipients r where r.broadcast_id = s.id and r.openid = f.openid
                 and r.state in ('sending', 'sent', 'delivered', 'unknown'))
            or (s.state <> 'sent' and exists (select from subscription_consents c
                 where c.openid = f.openid and c.template_id = ${livestreamTemplate} and c.credits > 0)))) as subscribed
    from taken t join livestreams l on l.id = t.livestream_id
    left join bindings b on b.identity = t.identity
    left join lateral (select openid from followers
      where unionid = t.identity and unfollowed_at is null limit 1) f on true`.execute(tx);
  return rows;
}

interface Words {
  title: string;
  text: string;
}
function wordsOf(one: Waiting): Words {
  const when = livestreamMoment(one.starts_at);
  return one.called_off
    ? {
        title: "您预约的直播取消了",
        text: `原定${when}的「${one.title}」取消了${one.cancel_reason === null ? "" : `：${one.cancel_reason}`}。`,
      }
    : { title: "您预约的直播快开始了", text: `「${one.title}」${when}开始，点开就能看到怎么观看。` };
}

/** By the account's customer service, when WeChat lets it write. */
async function callFollower(tx: Tx, key: string, openid: string, { title, text }: Words): Promise<void> {
  const reply: Reply = { kind: "text", text: `${title}\n${text}`, buttons: [{ label: "点这里查看", open: page }] };
  await put(tx, { key, kind: "wechat.message", stream: openid, payload: { openid, reply, notices: [] } });
}

const noticeWords =
  (title: string) =>
  (label: string): string =>
    /主题|名称|内容/.test(label) ? title : "点开就能看到怎么观看";

/** By the mini-program's own subscription message, for who allowed one; true when it goes. */
async function ring(tx: Tx, key: string, one: Waiting, now: Date): Promise<boolean> {
  const consent = await spendConsent(tx, "livestream", { identity: one.identity }, now);
  if (!consent) return false;
  const { openid, templateId } = consent;
  const values = fillFields(consent, one.starts_at, noticeWords(one.title));
  const otherwise = one.follower === null ? null : { follower: one.follower, ...wordsOf(one) };
  const payload: LivestreamRing = { openid, templateId, values, otherwise };
  await put(tx, { key: `${key}:ring`, kind: LIVESTREAM_PARCEL, payload });
  return true;
}

async function callOne(tx: Tx, one: Waiting, now: Date): Promise<void> {
  const words = wordsOf(one);
  const what = one.called_off ? "off" : one.starts_at.toISOString();
  const key = `livestream:${one.livestream_id}:${what}:${one.person_id ?? one.identity}`;
  // The phone rings once: by staff's message, by the mini-program's, or by the account's.
  const quiet = !one.called_off && (one.subscribed || (await ring(tx, key, one, now)));
  if (one.person_id !== null) {
    const notice = { key, personId: one.person_id, ...words, open: page };
    await (quiet ? tellQuietly(tx, [notice], now) : tell(tx, notice, now));
  } else if (one.follower !== null && !quiet) await callFollower(tx, key, one.follower, words);
}

export const LIVESTREAM_PARCEL = "wechat.livestream";
interface LivestreamRing {
  openid: string;
  templateId: string;
  values: Record<string, string>;
  /** What the account says instead when WeChat refuses; null: nobody of that WeChat follows. */
  otherwise: (Words & { follower: string }) | null;
}

/** Never repeated: WeChat knows no key of ours. What it refuses, the account says. */
export const livestreamHandler = (parts: {
  clock: Clock;
  subscriptions: Pick<SubscriptionMessages, "send">;
}): Handler<LivestreamRing> => ({
  repeatable: false,
  deliver: ({ openid, templateId, values }) => parts.subscriptions.send(openid, { templateId, values, open: page }),
  async settled(tx, { openid, templateId, otherwise }, result, key) {
    if (result.outcome === "sent" || result.outcome === "unknown") return;
    if (result.outcome === "refused") await dropConsent(tx, { openid, templateId }, parts.clock.now());
    if (otherwise) await callFollower(tx, `${key}:otherwise`, otherwise.follower, otherwise);
  },
});

/**
 * Calls those whose moment has come, some hundred in one transaction, as long as `go`. False when nobody was left. Any number of processes
 * may do so.
 */
export async function callForLivestreams(
  { db, clock }: Pick<SenderParts, "db" | "clock">,
  go: () => boolean,
): Promise<boolean> {
  while (go()) {
    const called = await inTransaction(db, async (tx) => {
      const now = clock.now();
      const waiting = await takeWaiting(tx, now);
      for (const one of waiting) await callOne(tx, one, now);
      return waiting.length;
    });
    if (called < atOnce) return false;
  }
  return true;
}
