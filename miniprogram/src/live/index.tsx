import { View } from "@tarojs/components";
import { useState } from "react";
import { api, type Answer } from "../api.ts";
import type { CitizenLivestream, CitizenLivestreams } from "@wsi/shared/contract";
import { apiOrigin } from "../platform/frame";
import { openLink } from "../platform/link";
import { askToSubscribe } from "../platform/subscribe";
import {
  ActionProblem,
  Banner,
  Button,
  Card,
  Cell,
  copy,
  Empty,
  Fact,
  Failure,
  go,
  Loading,
  momentText,
  Page,
  Picture,
  Tag,
  useLoaded,
} from "../ui/index.ts";

const load = () => api.livestreams({});

/** In WeChat the address can only be carried to a chat and tapped there. */
function watch(url: string): void {
  if (!openLink(url)) void copy(url);
}

/** Livestreams that come, to be reminded of, and those to watch again. */
export default function LivePage() {
  const { value, error, reload } = useLoaded(load);
  /** What the last tap answered: newer than what was loaded before it, older than what is loaded after. */
  const [answered, setAnswered] = useState<{ after: CitizenLivestreams | null; list: CitizenLivestreams } | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<{ id: string; text: string } | null>(null);
  const shown = answered && answered.after === value ? answered.list : value;

  async function act(id: string, work: Promise<Answer<CitizenLivestreams>>): Promise<void> {
    setBusy(id);
    const done = await work;
    setBusy(null);
    setTrouble(done.ok ? null : { id, text: done.error.message });
    if (done.ok) setAnswered({ after: value, list: done.value });
  }

  /** WeChat's dialog first, straight from the tap; whatever is chosen in it, the wish is booked. */
  async function book(id: string): Promise<Answer<CitizenLivestreams>> {
    const { notice } = shown ?? { notice: null };
    const asked = notice ? await askToSubscribe([{ template: notice.template, title: notice.title }]) : null;
    if (asked?.ok && asked.decided.length > 0) {
      const kept = await api.decideSubscriptions({ decided: asked.decided });
      if (!kept.ok) return kept;
    }
    return api.remindMe({ id });
  }

  const coming = (one: CitizenLivestream) => (
    <Card key={one.id} title={one.title} test="live">
      {one.cover ? <Picture src={apiOrigin + one.cover} label={one.title} /> : null}
      {one.state === "live" ? <Tag tone="busy">正在直播</Tag> : null}
      <Fact label="时间">{momentText(one.startsAt)}</Fact>
      {one.channel ? <Fact label="在哪看">微信视频号「{one.channel}」</Fact> : null}
      <View>{one.about}</View>
      {trouble?.id === one.id ? <ActionProblem id="live-problem" text={trouble.text} /> : null}
      {one.state === "upcoming" && !one.reminded ? (
        <Button id={`remind-${one.id}`} busy={busy === one.id} onClick={() => void act(one.id, book(one.id))}>
          提醒我
        </Button>
      ) : null}
      {one.state === "upcoming" && one.reminded ? (
        <>
          <Banner tone="good" title="已预约">
            {before(one.remindMinutes)}
            {shown ? reachText(shown) : ""}
          </Banner>
          {shown?.notice?.left === 0 ? (
            <Button
              look="light"
              id={`ring-${one.id}`}
              busy={busy === one.id}
              onClick={() => void act(one.id, book(one.id))}
            >
              也让微信提醒我一次
            </Button>
          ) : null}
          <Button
            look="quiet"
            id={`forget-${one.id}`}
            busy={busy === one.id}
            onClick={() => void act(one.id, api.forgetReminder({ id: one.id }))}
          >
            不用提醒了
          </Button>
        </>
      ) : null}
      <Watch one={one} words={one.state === "live" ? "去看直播" : "直播地址"} main={one.state === "live"} />
    </Card>
  );

  return (
    <Page title="政策直播">
      {!shown && error ? <Failure error={error} onRetry={reload} /> : null}
      {!shown && !error ? <Loading /> : null}
      {shown && shown.reach === "nowhere" && shown.notice === null && shown.coming.length > 0 ? (
        <Banner tone="warn" title="预约前先让我们找得到您">
          绑定社保账户，或者关注公众号「武汉社保」，开播前才能提醒到您。
          <Button look="light" id="live-bind" onClick={() => go("me/bind/index")}>
            去绑定
          </Button>
        </Banner>
      ) : null}
      {shown && shown.coming.length === 0 ? (
        <Empty title="最近没有直播" text="有新的直播会在这里，也会在公众号里预告。" />
      ) : null}
      {shown?.coming.map(coming)}
      {shown && shown.replays.length > 0 ? (
        <Card title="回放">
          {shown.replays.map(({ id, title, about, startsAt, url }) => (
            <Cell
              key={id}
              test="replay"
              label={title}
              text={
                <>
                  <View>{about}</View>
                  <View>{momentText(startsAt)}</View>
                </>
              }
              {...(url ? { onClick: () => watch(url) } : {})}
            />
          ))}
        </Card>
      ) : null}
    </Page>
  );
}

/** Where the reminder comes, and no more than WeChat lets us do. */
function reachText({ notice, reach }: CitizenLivestreams): string {
  if (notice && notice.left > 0)
    return reach === "inbox" ? "由微信弹出来提醒您，「我的消息」里也有" : "由微信弹出来提醒您";
  if (reach === "inbox") return "在「我的消息」和公众号里提醒您";
  return "在公众号里提醒您。微信规定：您 48 小时内给公众号发过消息，我们才能发给您；绑定社保账户后，「我的消息」里一定有提醒";
}

const before = (minutes: number): string =>
  minutes % 1_440 === 0
    ? `开播前 ${minutes / 1_440} 天`
    : minutes % 60 === 0
      ? `开播前 ${minutes / 60} 小时`
      : `开播前 ${minutes} 分钟`;

function Watch({ one, words, main }: { one: CitizenLivestream; words: string; main: boolean }) {
  const { url, channel } = one;
  if (url)
    return (
      <Button look={main ? "primary" : "quiet"} id={`watch-${one.id}`} onClick={() => watch(url)}>
        {words}
      </Button>
    );
  return main && channel ? (
    <Button id={`watch-${one.id}`} onClick={() => void copy(channel)}>
      复制视频号名称，到微信里搜
    </Button>
  ) : null;
}
