import { View } from "@tarojs/components";

export interface Bar {
  label: string;
  /** Any unit, not negative. */
  value: number;
  /** The part of the value that is drawn paler, on top. */
  over?: number;
  /** Drawn hollow: a month that is missing. */
  missing: boolean;
}

interface BarsProps {
  bars: readonly Bar[];
  caption: string;
  /** What the two parts of a bar are: below and on top. */
  legend?: readonly [string, string];
}

/** Plain bars for people who would rather look than read. The words beside it say the same. */
export function Bars({ bars, caption, legend }: BarsProps) {
  const most = Math.max(1, ...bars.map((bar) => bar.value));
  const height = (bar: Bar) => (bar.missing ? "100%" : `${Math.max(2, Math.round((bar.value / most) * 100))}%`);
  return (
    <View className="bars-frame" aria-label={caption}>
      {legend ? (
        <View className="legend">
          <View>
            <View className="legend-mark under" />
            {legend[0]}
          </View>
          <View>
            <View className="legend-mark over" />
            {legend[1]}
          </View>
        </View>
      ) : null}
      <View className="bars">
        {bars.map((bar, at) => (
          <View className="bar-slot" key={`${bar.label}${at}`}>
            {bar.over === undefined || bar.missing ? (
              <View className={bar.missing ? "bar missing" : "bar"} style={{ height: height(bar) }} />
            ) : (
              <View className="bar split" style={{ height: height(bar) }}>
                <View
                  className="bar-over"
                  style={{ height: `${Math.round((bar.over / Math.max(1, bar.value)) * 100)}%` }}
                />
                <View className="bar-under" />
              </View>
            )}
          </View>
        ))}
      </View>
      <View className="bars-axis">
        <View>{bars[0]?.label}</View>
        <View>{bars.length > 1 ? bars.at(-1)?.label : ""}</View>
      </View>
      <View className="bars-caption">{caption}</View>
    </View>
  );
}
