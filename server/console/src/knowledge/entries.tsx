import { knowledgeRoutes, knowledgeStateName, type KnowledgeCard, type KnowledgeState } from "@wsi/shared/contract";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { timeWords } from "../beijing.ts";
import { fragmentOf, go } from "../place.ts";
import { useNow } from "../session.tsx";
import { Blank, Failed, Loading } from "../states.tsx";
import { EntryPane } from "./entry-pane.tsx";
import { NewEntry } from "./new-entry.tsx";
import { useAsked } from "../use-asked.ts";

type Filter = KnowledgeState | "expiring" | "expired" | "all";
const filters: readonly { filter: Filter; name: string }[] = [
  { filter: "all", name: "全部" },
  { filter: "submitted", name: "待审核" },
  { filter: "draft", name: "草稿" },
  { filter: "rejected", name: "已退回" },
  { filter: "published", name: "已发布" },
  { filter: "expiring", name: "30 天内到期" },
  { filter: "expired", name: "已过期" },
  { filter: "withdrawn", name: "已撤下" },
];

/** The list on the left, one entry on the right; on a narrow screen one or the other. */
export function Entries({ id, narrow }: { id: string | null; narrow: boolean }) {
  const [filter, setFilter] = useState<Filter>("all");
  const [topic, setTopic] = useState<string | null>(null);
  const [text, setText] = useState("");
  const [page, setPage] = useState(1);
  const [making, setMaking] = useState(false);
  const isValidity = filter === "expiring" || filter === "expired";
  const list = useAsked(knowledgeRoutes.list, {
    ...(filter !== "all" && !isValidity ? { state: filter } : {}),
    ...(isValidity ? { validity: filter } : {}),
    ...(topic ? { topic } : {}),
    ...(text ? { text } : {}),
    page: String(page),
  });
  const from =
    <T,>(change: (value: T) => void) =>
    (value: T) => {
      change(value);
      setPage(1);
    };
  const counts = list.value?.counts;
  const countOf = (one: Filter) => (one === "all" || !counts ? "" : ` ${counts[one]}`);
  const showList = !narrow || (id === null && !making);
  return (
    <div className={narrow ? "kb-entries narrow" : "kb-entries"}>
      {showList && (
        <nav className="kb-list" aria-label="知识条目">
          <div className="kb-filter">
            <Input.Search
              placeholder="搜问题、问法或答案"
              allowClear
              onSearch={from(setText)}
              aria-label="搜索条目"
              data-test="kb-search"
            />
            <div className="kb-selects">
              <Select
                value={filter}
                onChange={from(setFilter)}
                aria-label="状态"
                options={filters.map((one) => ({ value: one.filter, label: `${one.name}${countOf(one.filter)}` }))}
              />
              <Select
                value={topic}
                onChange={from(setTopic)}
                allowClear
                placeholder="主题"
                aria-label="主题"
                options={(list.value?.topics ?? []).map((one) => ({
                  value: one.topic,
                  label: `${one.topic} ${one.count}`,
                }))}
              />
              <Button type="primary" onClick={() => setMaking(true)} data-test="kb-new">
                新写一条
              </Button>
            </div>
          </div>
          {list.trouble && !list.value ? <Failed message={list.trouble} retry={list.reload} /> : null}
          {!list.value && !list.trouble ? <Loading /> : null}
          {list.value?.entries.length === 0 ? <Blank title="没有这样的条目" text="换个条件，或者新写一条。" /> : null}
          <ul>
            {list.value?.entries.map((card) => (
              <li key={card.id}>
                <Row card={card} on={card.id === id} />
              </li>
            ))}
          </ul>
          {list.value && list.value.total > 50 ? (
            <div className="kb-pages">
              <Button size="small" disabled={page === 1} onClick={() => setPage(page - 1)}>
                上一页
              </Button>
              <span>
                第 {page} 页，共 {Math.ceil(list.value.total / 50)} 页
              </span>
              <Button size="small" disabled={page * 50 >= list.value.total} onClick={() => setPage(page + 1)}>
                下一页
              </Button>
            </div>
          ) : null}
        </nav>
      )}
      {(!narrow || !showList) && (
        <div className="kb-pane">
          {making ? (
            <NewEntry
              close={() => setMaking(false)}
              made={(entry) => {
                setMaking(false);
                list.reload();
                go("knowledge", entry);
              }}
            />
          ) : id ? (
            <EntryPane key={id} id={id} narrow={narrow} changed={list.reload} />
          ) : (
            <Blank title="选一条来看" text="左边选一条，可以看它的答案、版本和大家的评价。" />
          )}
        </div>
      )}
    </div>
  );
}

function Row({ card, on }: { card: KnowledgeCard; on: boolean }) {
  const now = useNow();
  const validity = { valid: null, expiring: "快到期", expired: "已过期", "not-yet": "还没生效" }[card.validity];
  return (
    <a
      className={on ? "kb-row on" : "kb-row"}
      href={fragmentOf("knowledge", card.id)}
      aria-current={on ? "true" : undefined}
      data-test="kb-row"
      data-id={card.id}
    >
      <b>{card.question}</b>
      <span className="kb-row-foot">
        <span className={`kb-state ${card.state}`}>{knowledgeStateName[card.state]}</span>
        <span>{card.topic}</span>
        {validity ? <span className="kb-soon">{validity}</span> : null}
        {card.useful + card.useless > 0 ? (
          <span title="近 28 天">
            有用 {card.useful}，没用 {card.useless}
          </span>
        ) : null}
        <span className="kb-row-when">
          {card.maker} {timeWords(card.updatedAt, now)}
        </span>
      </span>
    </a>
  );
}
