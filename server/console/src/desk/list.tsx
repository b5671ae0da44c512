/** The left pane: who waits, who is mine, who is with colleagues, who has left. All four counts stay in sight at any length. */
import { BellOutlined, CaretDownOutlined, CaretRightOutlined, MutedOutlined, SearchOutlined } from "@ant-design/icons";
import type { ConversationCard } from "@wsi/shared/contract";
import { Button, Input, Switch, Tooltip } from "antd";
import { memo, useEffect, useRef } from "react";
import { exactTime, timeWords, waitTone, waitWords } from "../beijing.ts";
import { fragmentOf } from "../place.ts";
import { shown } from "../shown.ts";
import type { Sections } from "./feed.ts";
import { sectionNames, sectionTitle, type SectionName } from "./rows.ts";

/** What this desk adds to a card: something of mine in it has not left yet. */
export type Mark = "draft" | "failed" | null;

const Row = memo(function Row({
  card,
  section,
  on,
  mark,
  at,
}: {
  card: ConversationCard;
  section: SectionName;
  on: boolean;
  mark: Mark;
  /** Now: it moves every few seconds only, so that a row is not drawn again for every event. */
  at: number;
}) {
  const now = new Date(at);
  const unread = section === "closed" ? 0 : card.unread;
  const waits = section === "waiting" || (section === "mine" && unread > 0);
  const since = section === "waiting" ? card.waitingSince : card.lastAt;
  const tone = waits ? waitTone(since, now) : "calm";
  return (
    <a
      href={fragmentOf("desk", card.id)}
      className={`row ${section}${on ? " on" : ""}${unread > 0 ? " unread" : ""}`}
      aria-current={on ? "true" : undefined}
      data-test="conversation-row"
      data-id={card.id}
      data-state={card.state}
    >
      <span className="row-name">
        {card.urgent !== null && section !== "closed" && (
          <em className="row-urgent" title={card.urgent} data-test="urgent">
            优先
          </em>
        )}
        {shown(card.name)}
      </span>
      {section === "colleagues" && card.agent && <span className="row-agent">{card.agent.name}</span>}
      <time className={`row-time ${tone}`} dateTime={since} title={exactTime(since)}>
        {waits ? waitWords(since, now) : timeWords(card.lastAt, now)}
      </time>
      <span className="row-text">
        {mark && <em className={mark}>{mark === "failed" ? "未发出" : "草稿"}</em>}
        {shown(card.lastText) || "（还没有说话）"}
      </span>
      {unread > 0 && (
        <span className="row-unread" aria-label={`${unread} 条未读`}>
          {unread > 99 ? "99+" : unread}
        </span>
      )}
    </a>
  );
});

export function List({
  found,
  total,
  openId,
  now,
  marks,
  words,
  find,
  shut,
  flip,
  ready,
  setReady,
  loud,
  setLoud,
}: {
  found: Sections;
  /** How many there are without the words that are searched for. */
  total: number;
  openId: string | null;
  now: Date;
  marks: (id: string) => Mark;
  words: string;
  find: (words: string) => void;
  shut: ReadonlySet<SectionName>;
  flip: (name: SectionName) => void;
  ready: boolean | null;
  setReady: (ready: boolean) => void;
  loud: boolean;
  setLoud: (loud: boolean) => void;
}) {
  const pane = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (openId) pane.current?.querySelector(`[data-id="${CSS.escape(openId)}"]`)?.scrollIntoView({ block: "nearest" });
  }, [openId]);
  const goTo = (name: SectionName) => {
    if (shut.has(name)) flip(name);
    const at = sectionNames.indexOf(name);
    requestAnimationFrame(() => {
      const mark = pane.current?.querySelector<HTMLElement>(`[data-section="${name}"]`);
      if (mark && pane.current) pane.current.scrollTop = mark.offsetTop - at * 30;
    });
  };
  const none = sectionNames.every((name) => found[name].length === 0);
  return (
    <aside className="list" aria-label="会话列表">
      <header className="list-head">
        <Tooltip title={ready ? "新来的会话会派给您" : "不派新会话；手上的照常接待，也可以自己接待"} placement="right">
          <Switch
            checked={ready === true}
            loading={ready === null}
            onChange={setReady}
            checkedChildren="接待中"
            unCheckedChildren="小憩"
            aria-label="是否接待新会话"
            data-test="ready-switch"
          />
        </Tooltip>
        <span className="grow" />
        <Button
          type="text"
          size="small"
          icon={loud ? <BellOutlined /> : <MutedOutlined />}
          aria-pressed={loud}
          aria-label="提示音"
          title={loud ? "提示音：开" : "提示音：关"}
          onClick={() => setLoud(!loud)}
        />
      </header>
      <div className="list-find">
        <Input
          size="small"
          variant="filled"
          allowClear
          prefix={<SearchOutlined />}
          placeholder="找称呼、最后一句或客服"
          value={words}
          onChange={(event) => find(event.target.value)}
          aria-label="在会话里找"
          data-test="find-conversation"
        />
      </div>
      <div className="list-rows" ref={pane}>
        {sectionNames.map((name, at) => (
          <Section key={name} name={name} at={at} cards={found[name]} isShut={shut.has(name)} flip={flip} goTo={goTo}>
            {(card) => (
              <Row
                key={card.id}
                card={card}
                section={name}
                on={card.id === openId}
                mark={marks(card.id)}
                at={now.getTime()}
              />
            )}
          </Section>
        ))}
        {none && (
          <p className="list-none">
            {total > 0 ? `没有找到「${words.trim()}」` : "现在没有会话。市民点「转人工」后，会出现在这里。"}
          </p>
        )}
      </div>
    </aside>
  );
}

function Section({
  name,
  at,
  cards,
  isShut,
  flip,
  goTo,
  children,
}: {
  name: SectionName;
  at: number;
  cards: readonly ConversationCard[];
  isShut: boolean;
  flip: (name: SectionName) => void;
  goTo: (name: SectionName) => void;
  children: (card: ConversationCard) => React.ReactNode;
}) {
  const unread = name === "mine" ? cards.filter((card) => card.unread > 0).length : 0;
  return (
    <>
      <span data-section={name} className="section-mark" />
      {/* Every head sticks to the top once passed and to the bottom until reached: no section is ever out of sight. */}
      <div
        className={`section ${name}${cards.length === 0 ? " none" : ""}`}
        style={{ top: at * 30, bottom: (sectionNames.length - 1 - at) * 30 }}
        data-test={`section-${name}`}
      >
        <button type="button" className="section-go" onClick={() => goTo(name)}>
          {sectionTitle[name]}
          <b>{cards.length}</b>
          {unread > 0 && <i>{unread} 个未读</i>}
        </button>
        <button
          type="button"
          className="section-flip"
          aria-expanded={!isShut}
          aria-label={isShut ? `展开${sectionTitle[name]}` : `收起${sectionTitle[name]}`}
          onClick={() => flip(name)}
        >
          {isShut ? <CaretRightOutlined /> : <CaretDownOutlined />}
        </button>
      </div>
      {!isShut && cards.map(children)}
    </>
  );
}
