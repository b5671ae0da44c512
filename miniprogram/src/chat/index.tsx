import { usePageScroll, useReachBottom, useRouter } from "@tarojs/taro";
import { useEffect, useMemo, useRef, useState } from "react";
import { View } from "@tarojs/components";
import type { Led } from "../ask-person.ts";
import {
  Banner,
  Button,
  call,
  ChatHead,
  ChatJump,
  confirmed,
  Failure,
  Loading,
  Page,
  Rating,
  TextButton,
  toEnd,
  toPlace,
} from "../ui/index.ts";
import { ChatComposer } from "./composer.tsx";
import { Line } from "./line.tsx";
import { Opening } from "./opening.tsx";
import { TimeOut } from "./time-out.tsx";
import { dayLine, isOver, standing } from "./talk-state.ts";
import { UnsentLine } from "./unsent-line.tsx";
import { useTalk } from "./use-talk.ts";

const isBy = (by: string | undefined): by is Led["by"] => by === "failed" || by === "refused" || by === "counter";

function useLed(): Led | undefined {
  const { item, by } = useRouter().params;
  return useMemo(() => (item && isBy(by) ? { item, by } : undefined), [item, by]);
}

/** Stays at the newest line until somebody reads further up; then says that there is something new. */
function useFollowing(what: string, talk: string | undefined, toRating: boolean): { behind: boolean; follow(): void } {
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
  }, [what]);
  // The question how it was is longer than what is seen of it: from its beginning.
  useEffect(() => {
    moved.current = Date.now();
    if (toRating) toPlace("rating", 160);
  }, [toRating]);
  const follow = () => {
    up.current = false;
    setBehind(false);
    down();
  };
  useEffect(follow, [talk]);
  return { behind, follow };
}

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
  const led = useLed();
  const { stand, error, state, lost, problem, draft, about, percents, acts } = useTalk(led);
  const { talk, lines, unsent, earlier } = state;
  const now = useNow();
  const failed = unsent.filter((one) => one.problem !== null).length;
  const { behind, follow } = useFollowing(
    [lines.length, unsent.length, failed, talk?.state, talk?.offer !== null, problem, about?.title].join(),
    talk?.id,
    talk?.mayRate === true,
  );

  // What is said of who is there must be true for who reads on, too.
  const opening = stand !== null && isOver(talk) && lines.length + unsent.length + earlier.length === 0;
  const { reload } = acts;
  useEffect(() => {
    if (!opening) return;
    const timer = setInterval(reload, 20_000);
    return () => clearInterval(timer);
  }, [opening, reload]);

  if (!stand)
    return (
      <Page title="人工客服" person={false}>
        {error ? <Failure error={error} onRetry={acts.reload} /> : <Loading />}
      </Page>
    );
  const { who, how, hint } = standing(talk, {
    open: stand.open,
    free: stand.next?.free === true,
    spoke: new Set(lines.map((line) => line.from)),
  });
  const waits = talk?.state === "waiting";
  const over = isOver(talk);

  async function leave() {
    const sure = waits
      ? await confirmed("不问了？", "会退出排队，写的话客服看不到。", "不问了", "接着等")
      : await confirmed("结束咨询？", "结束后可以给这次服务打分。", "结束", "接着说");
    if (sure) await acts.leave();
  }

  return (
    <Page
      title="人工客服"
      person={false}
      action={<ChatComposer draft={draft} about={about} problem={problem} acts={acts} />}
    >
      <ChatHead who={who} how={how} hint={hint}>
        {waits && !talk.ticket && !talk.offer ? (
          <TextButton id="chat-leave-message" onClick={() => void acts.leaveMessage()}>
            改成留言
          </TextButton>
        ) : null}
        {over ? null : (
          <TextButton id="chat-leave" onClick={() => void leave()}>
            {waits ? "不问了" : "结束咨询"}
          </TextButton>
        )}
        {over && !opening ? (
          <TextButton id="chat-again" onClick={() => void acts.begin()}>
            再找客服
          </TextButton>
        ) : null}
        {opening ? null : (
          <TextButton id="chat-phone" onClick={() => call(stand.phone)}>
            打 {stand.phone}
          </TextButton>
        )}
      </ChatHead>
      {lost ? (
        <Banner tone="warn" id="chat-lost" title="网络断了，正在重新连接">
          写的话都还在，连上就能发。
        </Banner>
      ) : null}
      {error ? (
        <Banner tone="warn" id="chat-error" title={error.message}>
          <Button look="light" id="chat-reload" onClick={acts.reload}>
            重新读取
          </Button>
        </Banner>
      ) : null}
      {opening ? <Opening stand={stand} onBegin={() => void acts.begin()} /> : null}
      <View className="chat-lines" role="log" aria-live="polite">
        {earlier.map((line) => (
          <View key={line.id} data-test="chat-earlier">
            <Line line={line} now={now} ask={acts.put} />
          </View>
        ))}
        {earlier.length > 0 ? <View className="chat-day">上面是上一次咨询</View> : null}
        {lines.map((line, at) => {
          const day = dayLine(line.at, lines[at - 1]?.at, now);
          return (
            <View key={line.id} data-test="chat-line">
              {day ? <View className="chat-day">{day}</View> : null}
              <Line line={line} now={now} recall={(id) => void acts.recall(id)} ask={acts.put} />
            </View>
          );
        })}
        {unsent.map((one) => (
          <View key={one.key} data-test="chat-unsent">
            <UnsentLine
              one={one}
              percent={percents[one.key]}
              retry={() => acts.retry(one.key)}
              drop={() => acts.drop(one.key)}
            />
          </View>
        ))}
      </View>
      {talk?.offer ? (
        <TimeOut
          talk={talk}
          minutes={talk.offer.minutes}
          onStay={() => void acts.stay()}
          onLeaveMessage={() => void acts.leaveMessage()}
        />
      ) : null}
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
      {behind ? <ChatJump onClick={follow} /> : null}
    </Page>
  );
}
