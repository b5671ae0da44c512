import { beijingDay } from "@wsi/shared/case";
import { clockTime, exactTime } from "../beijing.ts";
import { useNarrow } from "../session.tsx";
import { people } from "./people.ts";
import { linesOf, type Moment } from "./chart-lines.ts";

const left = 56;
const below = 26;

/** People by the minute or the hour: bars of what left us, a line of what WeChat confirmed. The same as a table, for who cannot see it. */
export function PaceChart({ moments, unit }: { moments: readonly Moment[]; unit: "minute" | "hour" }) {
  // Drawn smaller on a phone, so that the words stay readable.
  const narrow = useNarrow(600);
  const size = narrow ? { width: 270, height: 150 } : { width: 640, height: 180 };
  const { top, bars, dots } = linesOf(moments, unit, size);
  const [first, last] = [moments[0], moments.at(-1)];
  if (!first || !last) return null;
  const many = beijingDay(first.at) !== beijingDay(last.at);
  const label = (at: string) => (many ? exactTime(at).slice(5) : clockTime(at));
  const byUnit = unit === "minute" ? "每分钟" : "每小时";
  return (
    <figure className="bc-chart" data-test="bc-chart">
      <figcaption>
        {byUnit}多少人
        <span className="sent">发出</span>
        {moments.some((one) => one.failed > 0) && <span className="failed">失败</span>}
        {moments.some((one) => one.unknown > 0) && <span className="unknown">结果不明</span>}
        {dots.length > 0 && <span className="delivered">微信确认送达</span>}
      </figcaption>
      <svg
        viewBox={`0 0 ${left + size.width + 8} ${size.height + below + 8}`}
        role="img"
        aria-label={`${byUnit}的发送量`}
      >
        <g transform={`translate(${left} 8)`}>
          {[0, 0.5, 1].map((part) => (
            <g key={part}>
              <line
                className="grid"
                x1={0}
                x2={size.width}
                y1={size.height * (1 - part)}
                y2={size.height * (1 - part)}
              />
              {(part !== 0.5 || top > 1) && (
                <text x={-8} y={size.height * (1 - part) + 4} textAnchor="end">
                  {people(top * part)}
                </text>
              )}
            </g>
          ))}
          {bars.map((bar) => (
            <g key={bar.at}>
              {bar.parts.map((part) => (
                <rect key={part.of} className={part.of} x={bar.x} y={part.y} width={bar.width} height={part.height} />
              ))}
            </g>
          ))}
          {dots.length > 1 && (
            <polyline className="delivered" points={dots.map((dot) => `${dot.x},${dot.y}`).join(" ")} />
          )}
          {dots.length <= 60 &&
            dots.map((dot) => <circle key={dot.at} className="delivered" cx={dot.x} cy={dot.y} r={3} />)}
          {last.at === first.at ? (
            <text x={size.width / 2} y={size.height + 20} textAnchor="middle">
              {label(first.at)}
            </text>
          ) : (
            <>
              <text x={0} y={size.height + 20}>
                {label(first.at)}
              </text>
              <text x={size.width} y={size.height + 20} textAnchor="end">
                {label(last.at)}
              </text>
            </>
          )}
        </g>
      </svg>
      <details>
        <summary>看数字</summary>
        <div className="bc-scroll">
          <table className="bc-table">
            <thead>
              <tr>
                <th>时间</th>
                <th className="n">发出</th>
                <th className="n">送达</th>
                <th className="n">失败</th>
                <th className="n">不明</th>
              </tr>
            </thead>
            <tbody>
              {moments.map((one) => (
                <tr key={one.at}>
                  <td>{label(one.at)}</td>
                  <td className="n">{people(one.sent)}</td>
                  <td className="n">{people(one.delivered)}</td>
                  <td className="n">{people(one.failed)}</td>
                  <td className="n">{people(one.unknown)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
