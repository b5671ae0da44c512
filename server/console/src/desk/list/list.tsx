/** The left pane: my talks, who waits, and everything in sections. What happens under another tab pulses on it. */
import { CaretDownOutlined, CaretRightOutlined, QuestionCircleOutlined, SearchOutlined } from "@ant-design/icons";
import type { ConversationCard } from "@wsi/shared/contract";
import { Button, Input } from "antd";
import { memo, useEffect, useRef } from "react";
import { waitTone, waitWords } from "../../beijing.ts";
import type { Sections } from "../live/feed.ts";
import { Tabs } from "../../tabs.tsx";
import { Row, type Mark } from "./row.tsx";
import { sectionsIn, sectionTitle, tabNames, tabTitle, type Calling, type SectionName, type TabName } from "./rows.ts";

export interface ListProps {
  found: Sections;
  /** How many there are without the words that are searched for. */
  total: number;
  calling: Calling;
  openId: string | null;
  now: Date;
  marks: (id: string) => Mark;
  writes: (id: string) => string | null;
  words: string;
  find: (words: string) => void;
  tab: TabName;
  setTab: (tab: TabName) => void;
  shut: ReadonlySet<SectionName>;
  flip: (name: SectionName) => void;
  help: () => void;
}

const nothing: Record<TabName, string> = {
  mine: "手上没有会话。就绪时新会话会派给您，也可以到「等待」里自己接待。",
  waiting: "现在没有人在等。市民点「转人工」后，会出现在这里。",
  all: "现在没有会话。市民点「转人工」后，会出现在这里。",
};

function TabLabel({ name, count, calls }: { name: TabName; count: number; calls: boolean }) {
  return (
    <>
      {tabTitle[name]}
      <b>{count}</b>
      {calls && <i className="pulse" role="img" aria-label="有新情况" />}
    </>
  );
}

function ListTabs({ found, calling, tab, setTab }: Pick<ListProps, "found" | "calling" | "tab" | "setTab">) {
  const count: Record<TabName, number> = {
    mine: found.offered.length + found.mine.length,
    waiting: found.waiting.length,
    all: found.offered.length + found.mine.length + found.waiting.length + found.colleagues.length,
  };
  const calls = { mine: calling.offered + calling.unread > 0, waiting: calling.waiting > 0 };
  return (
    <Tabs
      className="list-tabs"
      label="会话"
      tabs={tabNames}
      chosen={tab}
      choose={setTab}
      names={{
        mine: <TabLabel name="mine" count={count.mine} calls={calls.mine && tab !== "mine"} />,
        waiting: <TabLabel name="waiting" count={count.waiting} calls={calls.waiting && tab !== "waiting"} />,
        all: <TabLabel name="all" count={count.all} calls={false} />,
      }}
      test={(name) => `tab-${name}`}
    />
  );
}

export const List = memo(function List(props: ListProps) {
  const { found, total, calling, openId, now, marks, writes, words, find, tab, setTab, shut, flip, help } = props;
  const pane = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (openId) pane.current?.querySelector(`[data-id="${CSS.escape(openId)}"]`)?.scrollIntoView({ block: "nearest" });
  }, [openId, tab]);
  const names = sectionsIn(tab);
  const none = names.every((name) => found[name].length === 0);
  const row = (name: SectionName) => (card: ConversationCard) => (
    <Row
      key={card.id}
      card={card}
      section={name}
      on={card.id === openId}
      mark={marks(card.id)}
      writes={writes(card.id)}
      at={now.getTime()}
    />
  );
  return (
    <aside className="list" aria-label="会话列表">
      <header className="list-head">
        <ListTabs found={found} calling={calling} tab={tab} setTab={setTab} />
        <Button
          type="text"
          size="small"
          icon={<QuestionCircleOutlined />}
          aria-label="键盘快捷键"
          title="键盘快捷键（?）"
          onClick={help}
          data-test="help"
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
        {names.map((name) => {
          const cards = found[name];
          const titled = tab === "all" || (name === "offered" && cards.length > 0);
          const isShut = tab === "all" && shut.has(name);
          if (tab === "all" && cards.length === 0) return null;
          return (
            <section key={name} data-test={`section-${name}`}>
              {titled && (
                <button
                  type="button"
                  className={`section ${name}`}
                  aria-expanded={!isShut}
                  onClick={() => tab === "all" && flip(name)}
                >
                  {tab === "all" && (isShut ? <CaretRightOutlined /> : <CaretDownOutlined />)}
                  {sectionTitle[name]}
                  <b>{cards.length}</b>
                </button>
              )}
              {!isShut && cards.map(row(name))}
            </section>
          );
        })}
        {none && (
          <p className="list-none">{total > 0 && words.trim() !== "" ? `没有找到「${words.trim()}」` : nothing[tab]}</p>
        )}
      </div>
      {tab === "mine" && calling.longest !== null && (
        <button
          type="button"
          className={`list-waiting ${waitTone(calling.longest, now)}`}
          onClick={() => setTab("waiting")}
          data-test="go-waiting"
        >
          {calling.waiting} 人在等待，最久 {waitWords(calling.longest, now)}
        </button>
      )}
    </aside>
  );
});
