import { usePageScroll, useReachBottom, useRouter } from "@tarojs/taro";
import { useEffect, useMemo, useRef, useState } from "react";
import { View } from "@tarojs/components";
import type { Led } from "../ask-person.ts";
import {
  Banner,
  Bubble,
  Button,
  ChatHead,
  ChatJump,
  confirmed,
  Failure,
  Loading,
  Page,
  Rating,
  TextButton,
  toEnd,
} from "../ui/index.ts";
import { ChatComposer } from "./composer.tsx";
import { Line } from "./line.tsx";
import { Opening } from "./opening.tsx";
import { clockText, dayLine, standing, type Unsent } from "./talk-state.ts";
import { useTalk, type Lead } from "./use-talk.ts";

const isBy = (by: string | undefined): by is Led["by"] => by === "failed" || by === "refused" || by === "counter";

function useLead(): Lead {
  const { item, by, about } = useRouter().params;
  return useMemo(
    () => ({ about: about ? decodeURIComponent(about) : "", ...(item && isBy(by) ? { led: { item, by } } : {}) }),
    [item, by, about],
  );
}

/** Stays at the newest line until somebody reads further up; then says that there is something new. */
function useFollowing(count: number): { behind: boolean; follow(): void } {
  const [behind, setBehind] = useState(false);
  const up = useRef(false);
  const last = useRef(0);
  // What moves the page just after we did is the page itself, not a finger.
  const moved = useRef(0);
  const down = () => {
    moved.current = Date.now();
    toEnd();
  };
  usePageScroll(({ scrollTop }) => {
    if (scrollTop < last.current - 30 && Date.now() - moved.current > 800) up.current = true;
    last.current = scrollTop;
  });
  useReachBottom(() => {
    up.current = false;
    setBehind(false);
  });
  useEffect(() => {
    if (up.current) setBehind(true);
    else down();
  }, [count]);
  const follow = () => {
    up.current = false;
    setBehind(false);
    down();
  };
  return { behind, follow };
}

const named: Record<Exclude<Unsent["kind"], "text">, string> = { image: "照片", voice: "语音", file: "文件" };

/** Time goes on: what can be taken back can be so for two minutes. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 20_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** 人工客服: a talk with a person of the office. */
export default function ChatPage() {
  const lead = useLead();
  const { stand, error, state, lost, problem, draft, percents, acts } = useTalk(lead);
  const { talk, lines, unsent } = state;
  const now = useNow();
  const { behind, follow } = useFollowing(lines.length + unsent.length + (talk?.state === "closed" ? 1 : 0));

  if (!stand)
    return (
      <Page title="人工客服" person={false}>
        {error ? <Failure error={error} onRetry={acts.reload} /> : <Loading />}
      </Page>
    );
  const { who, how } = standing(talk, stand.open);
  const waits = talk?.state === "waiting";
  const over = talk === null || talk.state === "closed";

  async function leave() {
    const sure = waits
      ? await confirmed("不问了？", "会退出排队，写的话客服看不到。", "不问了")
      : await confirmed("结束咨询？", "结束后可以给这次服务打分。", "结束");
    if (sure) await acts.leave();
  }

  return (
    <Page title="人工客服" person={false} action={<ChatComposer draft={draft} problem={problem} acts={acts} />}>
      <ChatHead who={who} how={how}>
        {waits && !talk.ticket ? (
          <TextButton id="chat-leave-message" onClick={() => void acts.leaveMessage()}>
            不想等，改成留言
          </TextButton>
        ) : null}
        {over ? null : (
          <TextButton id="chat-leave" onClick={() => void leave()}>
            {waits ? "不问了" : "结束咨询"}
          </TextButton>
        )}
      </ChatHead>
      {lost ? (
        <Banner tone="warn" id="chat-lost" title="网络断了，正在重新连接">
          写的话都还在，连上就能发。
        </Banner>
      ) : null}
      {over && lines.length === 0 && unsent.length === 0 ? (
        <Opening stand={stand} about={lead.about} onBegin={() => void acts.begin()} />
      ) : null}
      <View className="chat-lines" role="log" aria-live="polite">
        {lines.map((line, at) => {
          const day = dayLine(line.at, lines[at - 1]?.at, now);
          return (
            <View key={line.id} data-test="chat-line">
              {day ? <View className="chat-day">{day}</View> : null}
              <Line line={line} now={now} recall={(id) => void acts.recall(id)} />
            </View>
          );
        })}
        {unsent.map((one) => {
          const percent = percents[one.key];
          const going = percent !== undefined && percent < 100 ? `正在发送 ${percent}%` : "正在发送…";
          return (
            <View key={one.key} data-test="chat-unsent">
              <Bubble
                mine
                by=""
                foot={one.problem === null ? going : `${clockText(one.at)} 没有发出`}
                bad={one.problem}
                {...(one.problem === null
                  ? {}
                  : {
                      act: { label: "重发", onClick: () => acts.retry(one.key) },
                      other: { label: "不发了", onClick: () => acts.drop(one.key) },
                    })}
              >
                <View className="bubble-words">
                  {one.kind === "text" ? one.text : `［${named[one.kind]}］${one.text}`}
                </View>
              </Bubble>
            </View>
          );
        })}
      </View>
      {talk?.state === "closed" && (talk.mayRate || talk.rating !== null) ? (
        <Rating
          key={talk.again ? "again" : "once"}
          title={talk.again ? "上次您不太满意，我们已经回访处理。现在您觉得怎么样？" : "这次客服怎么样？"}
          rated={talk.rating === null || talk.again ? null : { level: talk.rating }}
          low={{
            ask: "哪里没做好？告诉我们（可不填）",
            after: "很抱歉没让您满意。主管会看这次的记录，一个工作日内联系您。",
          }}
          rate={acts.rate}
          onRated={() => undefined}
        />
      ) : null}
      {talk?.state === "closed" ? (
        <Button look="light" id="chat-again" onClick={() => void acts.begin()}>
          再找客服
        </Button>
      ) : null}
      {behind ? <ChatJump onClick={follow} /> : null}
    </Page>
  );
}
