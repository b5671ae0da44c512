import { View } from "@tarojs/components";

/** How far something long has come, of a known whole. */
export function Meter({ done, of, words }: { done: number; of: number; words: string }) {
  const percent = of === 0 ? 0 : Math.min(100, Math.floor((done / of) * 100));
  return (
    <View
      className="meter"
      role="progressbar"
      aria-role="progressbar"
      aria-label={words}
      {...{ "aria-valuenow": percent, "aria-valuemin": 0, "aria-valuemax": 100 }}
    >
      <View className="meter-words">
        <View>{words}</View>
        <View>{percent}%</View>
      </View>
      <View className="meter-bar">
        <View className="meter-part" style={{ width: `${percent}%` }} />
      </View>
    </View>
  );
}
