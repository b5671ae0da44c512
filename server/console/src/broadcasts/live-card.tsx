import {
  broadcastPictures,
  broadcastRoutes,
  broadcastStateName,
  type BroadcastView,
  type LivestreamView,
} from "@wsi/shared/contract";
import { Button, Input, Popconfirm } from "antd";
import { useState } from "react";
import { clockTime, timeWords } from "../beijing.ts";
import { sentence, type Answer } from "../client.ts";
import { fragmentOf, go } from "../place.ts";
import { useSession } from "../session.tsx";
import { WithReason } from "../with-reason.tsx";

const stateName: Readonly<Record<LivestreamView["state"], string>> = {
  upcoming: "未开始",
  live: "直播中",
  over: "已结束",
  cancelled: "已取消",
};
/** Looks of the states of broadcasts, borrowed. */
const stateLook: Readonly<Record<LivestreamView["state"], string>> = {
  upcoming: "scheduled",
  live: "sent",
  over: "",
  cancelled: "failed",
};

interface Props {
  livestream: LivestreamView;
  now: Date;
  edit(): void;
  changed(livestream: LivestreamView): void;
  /** A draft was made: the list of broadcasts has one more. */
  drafted(): void;
}

/** One livestream with what may be done about it now. */
export function LivestreamCard({ livestream: one, now, edit, changed, drafted }: Props) {
  const { ask } = useSession();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  async function keep(work: Promise<Answer<LivestreamView>>): Promise<boolean> {
    setBusy(true);
    const answer = await work;
    setBusy(false);
    setTrouble(answer.ok ? null : sentence(answer.error));
    if (answer.ok) changed(answer.value);
    return answer.ok;
  }
  async function write(work: Promise<Answer<BroadcastView>>): Promise<void> {
    setBusy(true);
    const answer = await work;
    setBusy(false);
    if (!answer.ok) return setTrouble(sentence(answer.error));
    drafted();
    go("broadcasts", answer.value.id);
  }
  const part = (
    name: string,
    made: LivestreamView["announcement"],
    route: typeof broadcastRoutes.draftAnnouncement | typeof broadcastRoutes.draftReminder,
    test: string,
  ) =>
    made && made.state !== "cancelled" ? (
      <a className="bc-part" href={fragmentOf("broadcasts", made.id)} data-test={test}>
        {name}：<i className={`bc-state ${made.state}`}>{broadcastStateName[made.state]}</i>
      </a>
    ) : one.state === "upcoming" ? (
      <Button loading={busy} onClick={() => void write(ask(route, { id: one.id }))} data-test={test}>
        写{name}
      </Button>
    ) : null;
  return (
    <article className={one.state === "cancelled" ? "bc-live gone" : "bc-live"} data-test="live-card">
      {one.cover && <img src={broadcastPictures.picture.replace(":id", one.cover)} alt="" />}
      <div>
        <h3>{one.title}</h3>
        <p className="kb-meta">
          <i className={`bc-state ${stateLook[one.state]}`}>{stateName[one.state]}</i>
          <span>
            {timeWords(one.startsAt, now)} – {clockTime(one.endsAt)}
          </span>
          {one.channel !== "" && <span>视频号「{one.channel}」</span>}
          {one.watchUrl && one.state !== "over" && (
            <a href={one.watchUrl} target="_blank" rel="noreferrer">
              观看链接
            </a>
          )}
          <span data-test="live-reminders">{one.reminders} 人预约提醒</span>
        </p>
        <p className="bc-live-about">{one.about}</p>
        {one.cancelReason && <p className="kb-lead">取消原因：{one.cancelReason}</p>}
        {trouble && (
          <p className="bc-problems" role="alert">
            {trouble}
          </p>
        )}
        <div className="kb-acts">
          {part("预告", one.announcement, broadcastRoutes.draftAnnouncement, "live-announce")}
          {part("提醒", one.reminder, broadcastRoutes.draftReminder, "live-remind")}
          {one.state === "upcoming" && (
            <Button onClick={edit} data-test="live-edit">
              修改
            </Button>
          )}
          {(one.state === "upcoming" || one.state === "live") && (
            <WithReason
              label="取消直播"
              title="为什么取消（还没发的预告和提醒一起取消）"
              hint="会告诉预约提醒的人，例：讲解人临时有事，改到下周"
              danger
              busy={busy}
              done={(reason) => keep(ask(broadcastRoutes.cancelLivestream, { id: one.id, reason }))}
            />
          )}
          {one.state === "over" && (
            <Replay
              url={one.replayUrl}
              busy={busy}
              put={(url) => keep(ask(broadcastRoutes.setReplay, { id: one.id, url }))}
            />
          )}
        </div>
      </div>
    </article>
  );
}

/** In the replay library, or on its way there. */
function Replay({ url, busy, put }: { url: string | null; busy: boolean; put(url: string | null): Promise<boolean> }) {
  const [typed, setTyped] = useState("");
  if (url !== null)
    return (
      <>
        <a className="bc-part" href={url} target="_blank" rel="noreferrer">
          看回放
        </a>
        <Popconfirm
          title="从回放库里拿下来？群众就看不到了。"
          okText="拿下来"
          cancelText="留着"
          onConfirm={() => void put(null)}
        >
          <Button loading={busy}>拿下回放</Button>
        </Popconfirm>
      </>
    );
  return (
    <form
      className="bc-replay"
      onSubmit={(event) => {
        event.preventDefault();
        void put(typed.trim());
      }}
    >
      <Input
        value={typed}
        placeholder="回放链接，https:// 开头"
        aria-label="回放链接"
        onChange={(event) => setTyped(event.target.value)}
        data-test="live-replay"
      />
      <Button htmlType="submit" loading={busy} disabled={typed.trim() === ""} data-test="live-replay-save">
        放进回放库
      </Button>
    </form>
  );
}
