/** What scores come to: by agent, group and point, and how far scorers agree. */
import { beijingDay } from "@wsi/shared/case";
import { quality, qualityExport, type QualityFigures, type QualityMeans } from "@wsi/shared/contract";
import { printTotal } from "@wsi/shared/quality";
import { addDays } from "@wsi/shared/values";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { share } from "../board/figures.ts";
import { useNow } from "../session.tsx";
import { Blank, Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";

const spans = { week: "近 7 天", month: "近 30 天", quarter: "近 90 天" } as const;
export type SpanName = keyof typeof spans;
const lasting: Record<SpanName, number> = { week: 6, month: 29, quarter: 89 };

/** Beijing days by which a choice of span is asked for. */
export function useSpan(first: SpanName = "month") {
  const today = beijingDay(useNow(60));
  const [name, setName] = useState<SpanName>(first);
  const choice = (
    <Segmented
      value={name}
      options={(Object.keys(spans) as SpanName[]).map((one) => ({ value: one, label: spans[one] }))}
      onChange={setName}
      data-test="quality-span"
    />
  );
  return { span: { from: addDays(today, -lasting[name]), to: today }, choice };
}

const printed = (tenths: number | null) => (tenths === null ? "—" : printTotal(tenths));

export function Figures() {
  const { span, choice } = useSpan();
  const asked = useAsked(quality.figures, span);
  return (
    <>
      <header className="office-head">
        <h1>统计</h1>
        {choice}
        <small>按会话结束的日期；平均分只算随机抽中的，差评、投诉的另列，才看得出平常的水平。</small>
        <Button
          className="push"
          href={`${qualityExport}?${new URLSearchParams(span)}`}
          download
          data-test="quality-export"
        >
          导出 Excel
        </Button>
      </header>
      {asked.trouble && !asked.value ? (
        <Failed message={asked.trouble} retry={asked.reload} />
      ) : asked.value ? (
        <Whole figures={asked.value} />
      ) : (
        <Loading />
      )}
    </>
  );
}

const noneDrawn = "随机抽中的会话还没有评分。";

function Tile({ name, value, more, bad = false }: { name: string; value: string; more: string; bad?: boolean }) {
  return (
    <div className="board-tile">
      <span>{name}</span>
      <b className={bad ? "bad" : undefined}>{value}</b>
      <small>{more}</small>
    </div>
  );
}

function Whole({ figures }: { figures: QualityFigures }) {
  const { whole, appeals, agreement } = figures;
  if (whole.drawn + whole.others === 0)
    return <Blank title="这段时间结束的会话还没有评分" text="评了分才有统计；也可以换一段时间。" />;
  return (
    <>
      <div className="board-tiles" data-test="quality-figures">
        <Tile name="平均分" value={printed(whole.average)} more={`随机抽中 ${whole.drawn} 个`} />
        <Tile name="另外查看" value={printed(whole.othersAverage)} more={`差评、投诉等 ${whole.others} 个`} />
        <Tile
          name="一票否决"
          value={String(whole.criticals)}
          more={figures.criticals.map((one) => `${one.name} ${one.count}`).join("，") || "没有"}
          bad={whole.criticals > 0}
        />
        <Tile name="申诉" value={String(appeals.made)} more={`维持 ${appeals.upheld}，改分 ${appeals.changed}`} />
        <Tile
          name="两人一致"
          value={share(agreement.alike, agreement.judged)}
          more={
            agreement.apart === null
              ? "还没有两人都评过的会话"
              : `${agreement.pairs} 个校准会话，总分平均差 ${printTotal(agreement.apart)}`
          }
        />
      </div>
      <Table name="坐席" rows={figures.agents} appeals={appealWords} />
      <Table name="组" rows={figures.groups} />
      <section>
        <h2 className="board-title">按部分</h2>
        <ul className="q-bars">
          {figures.sections.map((one) => (
            <Bar key={one.name} name={one.name} part={one.given} of={1000} more={`${one.judged} 次`} />
          ))}
        </ul>
        {figures.sections.length === 0 && <p className="kb-lead">{noneDrawn}</p>}
      </section>
      <section>
        <h2 className="board-title">按评分点</h2>
        <Points points={figures.points} />
      </section>
      {agreement.pairs > 0 && (
        <section>
          <h2 className="board-title">校准：两位主管给分不同的评分点</h2>
          <p className="kb-lead">一致率低的，多半是评分表的说法不够清楚：改一版，或一起对着会话聊一次。</p>
          <ul className="q-bars">
            {agreement.points.map((one) => (
              <Bar
                key={one.name}
                name={one.name}
                part={one.alike}
                of={one.judged}
                more={`${one.alike} / ${one.judged} 次一致`}
              />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

const appealWords = ({ appeals, changed }: QualityFigures["agents"][number]) =>
  appeals === 0 ? "—" : `${appeals}（改 ${changed}）`;

function Table<T extends QualityMeans & { name: string }>({
  name,
  rows,
  appeals,
}: {
  name: string;
  rows: readonly T[];
  appeals?: (one: T) => string;
}) {
  return (
    <section>
      <h2 className="board-title">按{name}</h2>
      <div className="office-scroll board-bordered">
        <table className="office-table board-table q-names">
          <thead>
            <tr>
              <th>{name}</th>
              <th className="n">平均分</th>
              <th className="n">随机抽中</th>
              <th className="n">另外查看</th>
              <th className="n">一票否决</th>
              {appeals && <th className="n">申诉</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one.name}>
                <td>{one.name}</td>
                <td className="n">{printed(one.average)}</td>
                <td className="n">{one.drawn}</td>
                <td className="n">{one.others === 0 ? "—" : `${one.others}（${printed(one.othersAverage)}）`}</td>
                <td className={one.criticals > 0 ? "n kb-bad" : "n"}>{one.criticals}</td>
                {appeals && <td className="n">{appeals(one)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Bar({ name, part, of, more }: { name: string; part: number; of: number; more: string }) {
  return (
    <li>
      <span>{name}</span>
      <meter min={0} max={of} value={part} aria-hidden />
      <b>{share(part, of)}</b>
      <small>{more}</small>
    </li>
  );
}

/** The weakest first. */
export function Points({ points }: { points: QualityFigures["points"] }) {
  if (points.length === 0) return <p className="kb-lead">{noneDrawn}</p>;
  return (
    <ul className="q-bars" data-test="quality-points">
      {points.map((one) => (
        <Bar
          key={`${one.section} ${one.name}`}
          name={one.name}
          part={one.given}
          of={1000}
          more={`${one.section} · ${one.judged} 次`}
        />
      ))}
    </ul>
  );
}
