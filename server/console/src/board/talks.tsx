import { boardRoutes, type BoardTalk, type TalkFilter } from "@wsi/shared/contract";
import { Button, Segmented } from "antd";
import { useEffect, useState } from "react";
import { exactTime, timeWords } from "../beijing.ts";
import { fragmentOf } from "../place.ts";
import { useNow } from "../session.tsx";
import { Blank, Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";
import { lasting } from "./figures.ts";

const filterName: Record<TalkFilter, string> = {
  waiting: "等待中",
  open: "没结束的",
  abandoned: "放弃的",
  slow: "回得慢的",
  offered: "超时问过的",
  low: "差评的",
  all: "全部",
};
const stateName: Record<BoardTalk["state"], string> = {
  waiting: "等待中",
  assigned: "接待中",
  held: "挂起",
  closed: "已结束",
};
const nothing: Record<TalkFilter, string> = {
  waiting: "这段时间进线的，都有人接待了。",
  open: "这段时间进线的，都结束了。",
  abandoned: "没有人没等到就走。",
  slow: "首次回复都在 3 分钟以内。",
  offered: "没有人超过排队时限。",
  low: "没有不满意的评价。",
  all: "这段时间没有进线。",
};
const levels = ["非常不满意", "不满意", "基本满意", "满意", "非常满意"];

/** The talks behind the figures; each opens in the desk. */
export function Talks({
  span,
  filter,
  setFilter,
  agentName,
  fresh,
}: {
  span: { from: string; to: string };
  filter: { which: TalkFilter; agent: string | null };
  setFilter: (filter: { which: TalkFilter; agent: string | null }) => void;
  agentName: string | null;
  /** Changes whenever the board was read anew. */
  fresh: string;
}) {
  const now = useNow();
  const list = useAsked(boardRoutes.talks, {
    ...span,
    which: filter.which,
    ...(filter.agent === null ? {} : { agent: filter.agent }),
  });
  const { reload } = list;
  useEffect(() => reload(), [fresh, reload]);
  const [last, setLast] = useState(list.value);
  useEffect(() => {
    if (list.value) setLast(list.value);
  }, [list.value]);
  const value = list.value ?? last;
  return (
    <section data-test="board-talks">
      <header className="office-head">
        <h2>会话</h2>
        <Segmented
          size="small"
          value={filter.which}
          options={(Object.keys(filterName) as TalkFilter[]).map((one) => ({ value: one, label: filterName[one] }))}
          onChange={(which) => setFilter({ ...filter, which })}
        />
        {agentName !== null && (
          <Button size="small" onClick={() => setFilter({ ...filter, agent: null })}>
            只看{agentName} ✕
          </Button>
        )}
        {value && value.total > value.talks.length && (
          <small className="push">
            共 {value.total} 个，这里是最近的 {value.talks.length} 个；全部在导出的 Excel 里
          </small>
        )}
      </header>
      {list.trouble && !value ? (
        <Failed message={list.trouble} retry={reload} />
      ) : !value ? (
        <Loading rows={3} />
      ) : value.talks.length === 0 ? (
        <Blank title="没有会话" text={nothing[filter.which]} />
      ) : (
        <div className="office-scroll board-bordered">
          <table className="office-table board-table">
            <thead>
              <tr>
                <th>市民</th>
                <th>进线</th>
                <th>状态</th>
                <th>坐席</th>
                <th className="n">首次回复</th>
                <th className="n">处理时长</th>
                <th>评价</th>
              </tr>
            </thead>
            <tbody>
              {value.talks.map((one) => (
                <tr key={one.id}>
                  <td>
                    <a href={fragmentOf("desk", one.id)} data-test="board-talk">
                      {one.name}
                    </a>
                    {one.urgent && <i className="board-urgent">{one.urgent}</i>}
                  </td>
                  <td title={exactTime(one.openedAt)}>{timeWords(one.openedAt, now)}</td>
                  <td>{one.abandoned ? "放弃" : stateName[one.state]}</td>
                  <td>{one.agent ?? "—"}</td>
                  <td className="n">{lasting(one.firstResponseSeconds)}</td>
                  <td className="n">{lasting(one.handlingSeconds)}</td>
                  <td className={one.rating !== null && one.rating <= 2 ? "kb-bad" : undefined}>
                    {one.rating === null ? "—" : levels[one.rating - 1]}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
