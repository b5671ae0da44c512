import { Text, View } from "@tarojs/components";
import type { ReactNode } from "react";

export function Bullets({ items }: { items: readonly string[] }) {
  return (
    <View>
      {items.map((text) => (
        <View className="bullet" key={text}>
          <Text className="bullet-mark">·</Text>
          <View className="bullet-text">{text}</View>
        </View>
      ))}
    </View>
  );
}

export function Numbered({ items }: { items: readonly ReactNode[] }) {
  return (
    <View>
      {items.map((text, at) => (
        <View className="numbered" key={at}>
          <Text className="number">{at + 1}</Text>
          <View className="bullet-text">{text}</View>
        </View>
      ))}
    </View>
  );
}

export interface Happening {
  title: string;
  text?: string;
  when: string;
}

/** Newest first; the first one is where things stand. */
export function Timeline({ items }: { items: readonly Happening[] }) {
  return (
    <View id="timeline">
      {items.map((one, at) => (
        <View className={at === 0 ? "happening now" : "happening"} key={`${one.when}${at}`}>
          <View className="happening-title">{one.title}</View>
          {one.text ? <View className="happening-text">{one.text}</View> : null}
          <View className="happening-when">{one.when}</View>
        </View>
      ))}
    </View>
  );
}

/** Where one is in a form: a bar and words, never colour alone. */
export function Progress({ at, of, title }: { at: number; of: number; title: string }) {
  return (
    <View className="progress">
      <View className="progress-words">
        第 {at} 步，共 {of} 步
      </View>
      <View className="progress-title">{title}</View>
      <View className="progress-bar" aria-hidden>
        {Array.from({ length: of }, (_, i) => (
          <View className={i < at ? "progress-part on" : "progress-part"} key={i} />
        ))}
      </View>
    </View>
  );
}
