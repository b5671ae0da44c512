import {
  broadcastRecallName,
  broadcastRoutes,
  broadcastStateName,
  broadcastStates,
  type BroadcastState,
} from "@wsi/shared/contract";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { timeWords } from "../beijing.ts";
import { useAsked } from "../use-asked.ts";
import { fragmentOf, go } from "../place.ts";
import { useNarrow, useNow } from "../session.tsx";
import { Blank, Failed, Loading } from "../states.tsx";
import { Calendar } from "./calendar.tsx";
import { Figures } from "./figures.tsx";
import { Live } from "./live.tsx";
import { NewBroadcast } from "./new-broadcast.tsx";
import { BroadcastPane } from "./pane.tsx";
import "../knowledge/knowledge.css";
import "./broadcasts.css";

/** Besides the broadcasts themselves: #/broadcasts/live and the like. */
const views = { calendar: "内容日历", live: "直播", figures: "统计" } as const;
type View = keyof typeof views;
const viewOf = (id: string | null): View | null => (id !== null && Object.hasOwn(views, id) ? (id as View) : null);

/** What goes out to many: written by one person, released by another, watched while it is sent. */
export default function BroadcastsRoom({ id }: { id: string | null }) {
  const narrow = useNarrow(900);
  const now = useNow();
  const [state, setState] = useState<BroadcastState | null>(null);
  const [search, setSearch] = useState("");
  const [making, setMaking] = useState(false);
  const list = useAsked(broadcastRoutes.list, { ...(state ? { state } : {}), ...(search ? { search } : {}) });
  const view = viewOf(id) ?? (id === null ? "calendar" : null);
  const showList = !narrow || (id === null && !making);
  return (
    <div className={narrow ? "bc narrow" : "bc"}>
      {showList && (
        <nav className="bc-list" aria-label="推送">
          <div className="bc-filter">
            <p className="bc-views">
              {(Object.keys(views) as View[]).map((one) => (
                <a
                  key={one}
                  href={fragmentOf("broadcasts", one)}
                  onClick={() => setMaking(false)}
                  aria-current={!narrow && !making && one === view ? "page" : undefined}
                  data-test={`bc-view-${one}`}
                >
                  {views[one]}
                </a>
              ))}
            </p>
            <Input.Search placeholder="搜名称" allowClear onSearch={setSearch} aria-label="搜索推送" />
            <div>
              <Select
                value={state}
                allowClear
                placeholder="全部状态"
                onChange={(value) => setState(value ?? null)}
                options={broadcastStates.map((one) => ({ value: one, label: broadcastStateName[one] }))}
              />
              <Button type="primary" onClick={() => setMaking(true)} data-test="bc-new">
                写一条
              </Button>
            </div>
          </div>
          {list.trouble && !list.value ? <Failed message={list.trouble} retry={list.reload} /> : null}
          {!list.value && !list.trouble ? <Loading /> : null}
          {list.value?.length === 0 ? <Blank title="还没有推送" text="写一条，预览给自己，再请同事审核。" /> : null}
          <ul>
            {list.value?.map((card) => (
              <li key={card.id}>
                <a
                  className={card.id === id ? "bc-row on" : "bc-row"}
                  href={fragmentOf("broadcasts", card.id)}
                  onClick={() => setMaking(false)}
                  data-test="bc-row"
                >
                  <b>{card.title}</b>
                  <span>
                    <i className={`bc-state ${card.state}`}>{broadcastStateName[card.state]}</i>
                    {card.recall && <i className="bc-state cancelled">{broadcastRecallName[card.recall]}</i>}
                    {card.audience}
                    <small>
                      {card.createdBy} {timeWords(card.updatedAt, now)}
                    </small>
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {(!narrow || !showList) && (
        <div className="bc-pane">
          {making ? (
            <NewBroadcast
              close={() => setMaking(false)}
              made={(made) => {
                setMaking(false);
                list.reload();
                go("broadcasts", made);
              }}
            />
          ) : view === null && id !== null ? (
            <BroadcastPane key={id} id={id} narrow={narrow} changed={list.reload} />
          ) : (
            <>
              {narrow && (
                <p className="bc-back">
                  <Button size="small" onClick={() => go("broadcasts")}>
                    返回列表
                  </Button>
                </p>
              )}
              {view === "live" ? <Live drafted={list.reload} /> : view === "figures" ? <Figures /> : <Calendar />}
            </>
          )}
        </div>
      )}
    </div>
  );
}
