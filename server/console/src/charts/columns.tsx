import { useEffect, useRef, useState, type RefObject } from "react";
import { roundUp } from "./scale.ts";
import "./charts.css";

export interface Series {
  name: string;
  /** A colour of charts.css. */
  tone: "one" | "two" | "three";
}
export interface Column {
  /** Below the axis. */
  label: string;
  /** In full, for pointing at it and for the table. */
  title: string;
  /** One for each series, from the bottom up; null where nothing was measured. */
  values: readonly (number | null)[];
}

const left = 44;
const below = 24;
const height = 170;
/** One label needs so much room. */
const labelRoom = 44;

/** Drawn at its own size: letters stay as large as all others, however wide the chart is. */
function useWidth(of: RefObject<HTMLElement>): number {
  const [width, setWidth] = useState(600);
  useEffect(() => {
    if (!of.current) return;
    const watch = new ResizeObserver(([seen]) => {
      if (seen) setWidth(Math.max(240, Math.round(seen.contentRect.width)));
    });
    watch.observe(of.current);
    return () => watch.disconnect();
  }, [of]);
  return width;
}

/** Columns side by side, their parts one upon the other. The same as a table, for who cannot see it. */
export function Columns({
  caption,
  series,
  columns,
  print,
  ceiling,
}: {
  caption: string;
  series: readonly Series[];
  columns: readonly Column[];
  print: (value: number) => string;
  /** The top of the scale, where it is given (five levels of satisfaction). */
  ceiling?: number;
}) {
  const frame = useRef<HTMLElement>(null);
  const size = { width: useWidth(frame) - left - 8, height };
  const sums = columns.map((one) => one.values.reduce<number>((sum, value) => sum + (value ?? 0), 0));
  const top = ceiling ?? roundUp(Math.max(0, ...sums));
  const slot = size.width / Math.max(1, columns.length);
  const width = Math.max(2, Math.min(36, slot * 0.66));
  // As many labels as have room.
  const every = Math.max(1, Math.ceil((columns.length * labelRoom) / size.width));
  const heightOf = (value: number) => (value / top) * size.height;
  const told = (value: number | null | undefined) => (value === null || value === undefined ? "—" : print(value));
  return (
    <figure className="chart" ref={frame} data-test="chart">
      <figcaption>
        <b>{caption}</b>
        {series.length > 1 &&
          series.map((one) => (
            <span key={one.name} className={one.tone}>
              {one.name}
            </span>
          ))}
      </figcaption>
      <svg
        viewBox={`0 0 ${left + size.width + 8} ${size.height + below + 8}`}
        height={size.height + below + 8}
        role="img"
        aria-label={caption}
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
              {(part !== 0.5 || Number.isInteger(top / 2)) && (
                <text x={-8} y={size.height * (1 - part) + 4} textAnchor="end">
                  {print(top * part)}
                </text>
              )}
            </g>
          ))}
          {columns.map((one, at) => {
            let y = size.height;
            const x = slot * (at + 0.5) - width / 2;
            return (
              <g key={one.title}>
                <title>{`${one.title}：${series.map((part, n) => `${part.name} ${told(one.values[n])}`).join("，")}`}</title>
                <rect className="catch" x={slot * at} y={0} width={slot} height={size.height} />
                {series.map((part, n) => {
                  const value = one.values[n] ?? 0;
                  if (value === 0) return null;
                  const tall = Math.max(1.5, heightOf(value));
                  y -= tall;
                  return <rect key={part.name} className={part.tone} x={x} y={y} width={width} height={tall} />;
                })}
                {at % every === 0 && (
                  <text x={slot * (at + 0.5)} y={size.height + 18} textAnchor="middle">
                    {one.label}
                  </text>
                )}
              </g>
            );
          })}
        </g>
      </svg>
      <details>
        <summary>看数字</summary>
        <div className="chart-scroll">
          <table>
            <thead>
              <tr>
                <th>时间</th>
                {series.map((one) => (
                  <th key={one.name}>{one.name}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {columns.map((one) => (
                <tr key={one.title}>
                  <td>{one.title}</td>
                  {series.map((part, n) => (
                    <td key={part.name}>{told(one.values[n])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
