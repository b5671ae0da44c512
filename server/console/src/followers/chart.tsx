import type { FollowerOverview } from "@wsi/shared/contract";

type Day = FollowerOverview["growth"][number];

const column = 10;
const height = 80;
/** A single person must be seen beside thousands. */
const least = 1.5;
const short = (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

/** A day a column: who came above the line, who left below it. The same figures stand in the table for those who cannot see it. */
export function GrowthChart({ days }: { days: readonly Day[] }) {
  const [up, down] = [Math.max(0, ...days.map((day) => day.joined)), Math.max(0, ...days.map((day) => day.left))];
  const joined = days.reduce((sum, day) => sum + day.joined, 0);
  const left = days.reduce((sum, day) => sum + day.left, 0);
  const scale = (height - 2 * least) / Math.max(1, up + down);
  const tall = (n: number) => (n === 0 ? 0 : Math.max(least, n * scale));
  const base = height - least - Math.max(tall(down), least);
  const [first, last] = [days[0]?.day, days.at(-1)?.day];
  return (
    <figure className="fans-chart">
      <figcaption>
        <b>近 {days.length} 天</b>
        <span>
          <i className="joined" /> 新增 {joined.toLocaleString("zh-CN")}
        </span>
        <span>
          <i className="left" /> 取消 {left.toLocaleString("zh-CN")}
        </span>
        <span>
          {up + down === 0
            ? "这些天没有变化"
            : `一天最多新增 ${up.toLocaleString("zh-CN")}、取消 ${down.toLocaleString("zh-CN")}`}
        </span>
      </figcaption>
      <svg
        viewBox={`0 0 ${days.length * column} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`近 ${days.length} 天新增 ${joined} 人，取消关注 ${left} 人`}
        data-test="fans-chart"
      >
        {days.map((day, n) => (
          <g key={day.day}>
            <title>{`${short(day.day)}：新增 ${day.joined}，取消 ${day.left}`}</title>
            <rect className="catch" x={n * column} y={0} width={column} height={height} />
            <rect
              className="joined"
              x={n * column + 1.5}
              y={base - tall(day.joined)}
              width={column - 3}
              height={tall(day.joined)}
            />
            <rect className="left" x={n * column + 1.5} y={base} width={column - 3} height={tall(day.left)} />
          </g>
        ))}
        <line x1={0} x2={days.length * column} y1={base} y2={base} vectorEffect="non-scaling-stroke" />
      </svg>
      {first && last && (
        <p className="fans-days" aria-hidden>
          <span>{short(first)}</span>
          <span>{short(last)}</span>
        </p>
      )}
      <details>
        <summary>看表格</summary>
        <table>
          <thead>
            <tr>
              <th>日期</th>
              <th>新增</th>
              <th>取消</th>
            </tr>
          </thead>
          <tbody>
            {days
              .filter((day) => day.joined + day.left > 0)
              .map((day) => (
                <tr key={day.day}>
                  <td>{day.day}</td>
                  <td>{day.joined}</td>
                  <td>{day.left}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
