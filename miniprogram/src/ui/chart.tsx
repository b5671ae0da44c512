import { View } from "@tarojs/components";

export interface Bar {
  label: string;
  /** Any unit, not negative. */
  value: number;
  /** Drawn hollow: a month that is missing. */
  missing: boolean;
}

/** Plain bars for people who would rather look than read. The words beside it say the same. */
export function Bars({ bars, caption }: { bars: readonly Bar[]; caption: string }) {
  const most = Math.max(1, ...bars.map((bar) => bar.value));
  return (
    <View className="bars-frame" aria-label={caption}>
      <View className="bars">
        {bars.map((bar, at) => (
          <View className="bar-slot" key={`${bar.label}${at}`}>
            <View
              className={bar.missing ? "bar missing" : "bar"}
              style={{ height: bar.missing ? "100%" : `${Math.max(2, Math.round((bar.value / most) * 100))}%` }}
            />
          </View>
        ))}
      </View>
      <View className="bars-axis">
        <View>{bars[0]?.label}</View>
        <View>{bars.at(-1)?.label}</View>
      </View>
      <View className="bars-caption">{caption}</View>
    </View>
  );
}
