import { knowledgeRoutes, type KnowledgeStatistics } from "@wsi/shared/contract";
import { Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";

const parts = [
  { part: "answered", name: "直接答" },
  { part: "menu", name: "给选项" },
  { part: "handoff", name: "转人工" },
] as const;
const percent = (part: number, of: number) => (of === 0 ? "–" : `${Math.round((part / of) * 100)} %`);

/** What was asked and what became of it, day by day; and which answers help least. */
export function Numbers({ open }: { open(id: string): void }) {
  const told = useAsked(knowledgeRoutes.statistics, {});
  const useful = useAsked(knowledgeRoutes.usefulness, {});
  if (told.trouble && !told.value) return <Failed message={told.trouble} retry={told.reload} />;
  if (!told.value) return <Loading />;
  const { totals, days, most } = told.value;
  return (
    <section className="kb-page">
      <h1>近 30 天</h1>
      <dl className="kb-totals">
        <div>
          <dt>提问</dt>
          <dd>{totals.asked}</dd>
        </div>
        {parts.map(({ part, name }) => (
          <div key={part}>
            <dt>{name}</dt>
            <dd>{percent(totals[part], totals.asked)}</dd>
          </div>
        ))}
        <div>
          <dt>觉得有用</dt>
          <dd>{percent(totals.useful, totals.useful + totals.useless)}</dd>
        </div>
      </dl>
      {totals.asked > 0 ? <Bars days={days} /> : <p className="kb-lead">这段时间还没有人提问。</p>}
      <div className="kb-two">
        <section>
          <h2>答得最多的</h2>
          {most.length === 0 ? <p className="kb-lead">还没有人问。</p> : null}
          <ol>
            {most.map((one) => (
              <li key={one.id}>
                <button type="button" onClick={() => open(one.id)}>
                  {one.question}
                </button>{" "}
                {one.given} 次
              </li>
            ))}
          </ol>
        </section>
        <section>
          <h2>最没帮上忙的</h2>
          {useful.value?.length === 0 ? <p className="kb-lead">还没有人评价。</p> : null}
          <ol>
            {useful.value?.slice(0, 10).map((one) => (
              <li key={`${one.entryId}${one.digest}`}>
                <button type="button" onClick={() => open(one.entryId)}>
                  {one.question}
                </button>{" "}
                没用 {one.useless}，有用 {one.useful}
              </li>
            ))}
          </ol>
        </section>
      </div>
    </section>
  );
}

/** A column a day, stacked; the same figures stand in the table below for those who cannot see it. */
function Bars({ days }: { days: KnowledgeStatistics["days"] }) {
  const most = Math.max(1, ...days.map((day) => day.asked));
  return (
    <figure className="kb-chart">
      <div className="kb-bars" aria-hidden>
        {days.map((day) => (
          <div
            key={day.day}
            title={`${day.day}：问 ${day.asked}，直接答 ${day.answered}，给选项 ${day.menu}，转人工 ${day.handoff}`}
          >
            {parts.map(({ part }) => (
              <i key={part} className={part} style={{ height: `${(day[part] / most) * 100}%` }} />
            ))}
          </div>
        ))}
      </div>
      <figcaption>
        {parts.map(({ part, name }) => (
          <span key={part}>
            <i className={part} /> {name}
          </span>
        ))}
        <span>
          {days[0]?.day} 至 {days.at(-1)?.day}，最多一天 {most} 问
        </span>
      </figcaption>
      <details>
        <summary>看表格</summary>
        <table>
          <thead>
            <tr>
              <th>日期</th>
              <th>提问</th>
              {parts.map(({ part, name }) => (
                <th key={part}>{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days
              .filter((day) => day.asked > 0)
              .map((day) => (
                <tr key={day.day}>
                  <td>{day.day}</td>
                  <td>{day.asked}</td>
                  {parts.map(({ part }) => (
                    <td key={part}>{day[part]}</td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
