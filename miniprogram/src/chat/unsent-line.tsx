import { View } from "@tarojs/components";
import { beijingTime } from "@wsi/shared/case";
import { Bubble, BubbleCard } from "../ui/index.ts";
import type { Unsent } from "./talk-state.ts";

const named: Partial<Record<Unsent["kind"], string>> = { image: "照片", voice: "语音", file: "文件" };

/** What is on its way, or did not get there: why, and what can be done about it. */
export function UnsentLine({
  one,
  percent,
  retry,
  drop,
}: {
  one: Unsent;
  percent: number | undefined;
  retry(): void;
  drop(): void;
}) {
  const { kind, text, about, problem, hopeless = false } = one;
  const going = percent !== undefined && percent < 100 ? `正在发送 ${percent}%` : "正在发送…";
  const dropped = { label: "不发了", onClick: drop };
  const ways = hopeless ? { act: dropped } : { act: { label: "重发", onClick: retry }, other: dropped };
  return (
    <Bubble
      mine
      by=""
      foot={problem === null ? going : `${beijingTime(one.at)} 没有发出`}
      bad={problem}
      {...(problem === null ? {} : ways)}
    >
      {about ? (
        <BubbleCard title={about.title} text={about.text} />
      ) : (
        <View className="bubble-words">{named[kind] ? `［${named[kind]}］${text}` : text}</View>
      )}
    </Bubble>
  );
}
