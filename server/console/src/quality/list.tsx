/** Talks to be scored, appeals, and what was scored. */
import { quality, type CheckList, type QualityCard } from "@wsi/shared/contract";
import { printTotal } from "@wsi/shared/quality";
import { dayWords, dueWords, exactTime, timeWords } from "../beijing.ts";
import { go } from "../place.ts";
import { useNow } from "../session.tsx";
import { Blank, Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";
import { stateName, whyChosen } from "./words.ts";

const empty: Record<CheckList, { title: string; text: string }> = {
  waiting: {
    title: "没有等您评的会话",
    text: "每个工作日早上从前一天结束的会话里随机抽取；差评、投诉和主管介入的一定会来。您自己说过话的会话，由别的主管评。",
  },
  appealed: { title: "没有要处理的申诉", text: "坐席对评分有不同意见时，会出现在这里，由评分人以外的主管处理。" },
  scored: { title: "近 30 天还没有评过的会话", text: "评分提交后会出现在这里。" },
};

const total = (one: QualityCard) => (one.total === null ? "—" : printTotal(one.total));

export function Checks({ list }: { list: CheckList }) {
  const now = useNow(60);
  const asked = useAsked(quality.checks, { list });
  if (asked.trouble && !asked.value) return <Failed message={asked.trouble} retry={asked.reload} />;
  if (!asked.value) return <Loading />;
  if (asked.value.length === 0) return <Blank {...empty[list]} />;
  return (
    <div className="office-scroll board-bordered">
      <table className="office-table board-table q-table" data-test={`quality-${list}`}>
        <thead>
          <tr>
            <th>坐席</th>
            <th>会话结束</th>
            <th>为什么评</th>
            {list === "waiting" && <th>情况</th>}
            {list === "appealed" && <th>处理期限</th>}
            {list === "scored" && <th>状态</th>}
            {list !== "waiting" && <th>评分人</th>}
            {list !== "waiting" && <th className="n">得分</th>}
          </tr>
        </thead>
        <tbody>
          {asked.value.map((one) => (
            <Row key={one.id} one={one} list={list} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ one, list, now }: { one: QualityCard; list: CheckList; now: Date }) {
  const due = list === "appealed" && one.decideBy !== null ? dueWords(one.decideBy, now) : null;
  return (
    <tr onClick={() => go("quality", one.id)}>
      <td>
        <a href={`#/quality/${one.id}`} onClick={(event) => event.stopPropagation()} data-test="quality-open">
          {one.agent.name}
        </a>
        {one.group && <small> {one.group}</small>}
      </td>
      <td>{dayWords(one.closedOn, now)}</td>
      <td>
        <span className="office-marks">
          {whyChosen(one).map((why) => (
            <i key={why} className={why === "差评" || why === "投诉" ? "warn" : undefined}>
              {why}
            </i>
          ))}
        </span>
      </td>
      {list === "waiting" && (
        <td>
          {one.begun ? <small>{`${one.begun.name} ${timeWords(one.begun.at, now)} 开始评`}</small> : "没有人在评"}
        </td>
      )}
      {due && (
        <td>
          <em className={due.tone}>{due.text}</em>
        </td>
      )}
      {list === "scored" && (
        <td>
          {stateName[one.state]}
          {one.state === "scored" && one.appealBy !== null && <small> 到 {dayWords(one.appealBy, now)}</small>}
          {!one.seen && <small> 本人还没看</small>}
        </td>
      )}
      {list !== "waiting" && (
        <td>
          {one.scorer ?? "—"}
          {one.scoredAt && <small title={exactTime(one.scoredAt)}> {timeWords(one.scoredAt, now)}</small>}
        </td>
      )}
      {list !== "waiting" && <td className={one.critical ? "n kb-bad" : "n"}>{total(one)}</td>}
    </tr>
  );
}
