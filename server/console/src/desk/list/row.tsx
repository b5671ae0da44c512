/** One row of the list: who, how long, what was said last, and what is special about it. */
import { EditOutlined } from "@ant-design/icons";
import type { ConversationCard } from "@wsi/shared/contract";
import { memo } from "react";
import { exactTime, timeWords, waitTone, waitWords } from "../../beijing.ts";
import { fragmentOf } from "../../place.ts";
import { shown } from "../../shown.ts";
import type { SectionName } from "./rows.ts";

/** What this desk adds to a card: something of mine in it has not left yet. */
export type Mark = "draft" | "failed" | null;

/** Since when somebody waits here for us; null when nobody does. */
function waitsSince(card: ConversationCard, section: SectionName): string | null {
  if (section === "waiting") return card.waitingSince;
  if (section === "offered") return card.offer?.at ?? null;
  return section === "closed" || card.state === "held" ? null : card.unansweredSince;
}

export const Row = memo(function Row({
  card,
  section,
  on,
  mark,
  writes,
  at,
}: {
  card: ConversationCard;
  section: SectionName;
  on: boolean;
  mark: Mark;
  /** The colleague who writes in it. */
  writes: string | null;
  /** Now: it moves every few seconds only, so that a row is not drawn again for every event. */
  at: number;
}) {
  const now = new Date(at);
  // What is on the screen is being read.
  const unread = section === "closed" || on ? 0 : card.unread;
  const since = waitsSince(card, section);
  const tone = since === null ? "calm" : waitTone(since, now);
  const open = section !== "closed";
  return (
    <a
      href={fragmentOf("desk", card.id)}
      className={`row ${section}${on ? " on" : ""}${unread > 0 ? " unread" : ""}${card.state === "held" ? " held" : ""}`}
      aria-current={on ? "true" : undefined}
      data-test="conversation-row"
      data-id={card.id}
      data-state={card.state}
    >
      <span className="row-name">
        <bdi>{shown(card.name)}</bdi>
        {card.urgent !== null && open && (
          <em className="row-urgent" title={card.urgent} data-test="urgent">
            优先
          </em>
        )}
        {card.ticket && open && <em className="row-tag">留言</em>}
        {card.state === "held" && <em className="row-tag">挂起</em>}
        {section !== "offered" && card.offer !== null && <em className="row-tag">转接中</em>}
        {card.handedOver && <em className="row-tag plain">微信客服</em>}
        {card.channel === "mini" && <em className="row-tag plain">小程序</em>}
        {card.group !== null && section === "waiting" && <em className="row-tag plain">{card.group.name}</em>}
        {section === "colleagues" && card.agent && <em className="row-tag plain">{card.agent.name}</em>}
      </span>
      <time className={`row-time ${tone}`} dateTime={since ?? card.lastAt} title={exactTime(since ?? card.lastAt)}>
        {since === null ? timeWords(card.lastAt, now) : waitWords(since, now)}
      </time>
      <span className="row-text">
        {writes !== null && (
          <em className="writes" title={`${writes}正在写`}>
            <EditOutlined /> {writes}
          </em>
        )}
        {mark && <em className={mark}>{mark === "failed" ? "未发出" : "草稿"}</em>}
        <bdi>
          {section === "offered" && card.offer ? shown(card.offer.note) : shown(card.lastText) || "（还没有说话）"}
        </bdi>
      </span>
      {unread > 0 && (
        <span className="row-unread" aria-label={`${unread} 条未读`}>
          {unread > 99 ? "99+" : unread}
        </span>
      )}
    </a>
  );
});
