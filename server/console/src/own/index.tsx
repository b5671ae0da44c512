import { ownRoutes } from "@wsi/shared/contract";
import { App, Button, Radio } from "antd";
import { useState } from "react";
import { exactTime, timeWords } from "../beijing.ts";
import { sentence } from "../client.ts";
import { NewPassword } from "../new-password.tsx";
import { Replies } from "../office/replies.tsx";
import { shiftDay, shiftState } from "../office/shift-words.ts";
import { go } from "../place.ts";
import { useQualityCounts } from "../quality/counts.tsx";
import { OwnCheck, OwnQualityTab } from "../quality/own.tsx";
import { useNow, useSession } from "../session.tsx";
import { Blank, Failed, Loading } from "../states.tsx";
import { appearanceName, appearances } from "../theme.ts";
import { Tabs } from "../tabs.tsx";
import { useAsked } from "../use-asked.ts";
import { SecondFactor } from "./second-factor.tsx";
import "../knowledge/knowledge.css";
import "../office/office.css";
import "./own.css";

const names = { safety: "账号安全", likes: "偏好", replies: "常用语", shifts: "我的班次", quality: "质检" };
type OwnTab = keyof typeof names;
const everybodys: readonly OwnTab[] = ["safety", "likes"];
/** Of whoever serves at the desk. */
const atDesk: readonly OwnTab[] = [...everybodys, "replies", "shifts", "quality"];

/** 「我的」: one's own password, second factor, sessions, preferences, canned replies, shifts and quality scores. `id`: a tab, or quality.<check>. */
export default function OwnRoom({ id }: { id: string | null }) {
  const { me } = useSession();
  const shown = me.roles.some((role) => role === "agent" || role === "supervisor") ? atDesk : everybodys;
  const [name, check] = id?.split(".") ?? [];
  const tab = shown.find((one) => one === name) ?? "safety";
  const { counts } = useQualityCounts();
  const unseen = counts?.unseen ?? 0;
  return (
    <div className="knowledge">
      <Tabs
        className="kb-tabs"
        label="我的"
        tabs={shown}
        chosen={tab}
        choose={(next) => go("own", next)}
        names={unseen > 0 ? { ...names, quality: `${names.quality} ${unseen}` } : names}
        test={(which) => `own-tab-${which}`}
      />
      {tab === "quality" && check !== undefined ? <OwnCheck key={check} id={check} /> : null}
      <div className="own" hidden={check !== undefined && tab === "quality"}>
        {tab === "safety" && <Safety />}
        {tab === "likes" && <Likes />}
        {tab === "replies" && <Replies />}
        {tab === "shifts" && <Shifts />}
        {tab === "quality" && check === undefined && <OwnQualityTab />}
      </div>
    </div>
  );
}

function Safety() {
  const { me, ask } = useSession();
  const { message } = App.useApp();
  const [round, setRound] = useState(0);
  return (
    <div className="own-page">
      <h1>账号安全</h1>
      <div className="own-two">
        <section className="own-card">
          <h2>密码</h2>
          <NewPassword
            ask={ask}
            me={me}
            done={() => {
              setRound((before) => before + 1);
              void message.success("密码已修改，其他电脑上的登录已退出");
            }}
          />
        </section>
        <section className="own-card">
          <h2>两步验证</h2>
          <SecondFactor changed={() => setRound((before) => before + 1)} />
        </section>
      </div>
      <Sessions key={round} />
    </div>
  );
}

function Sessions() {
  const { ask } = useSession();
  const { message } = App.useApp();
  const now = useNow();
  const list = useAsked(ownRoutes.sessions, {});
  if (list.trouble && !list.value) return <Failed message={list.trouble} retry={list.reload} />;
  if (!list.value) return <Loading rows={3} />;
  const take = async (asking: ReturnType<typeof ask<typeof ownRoutes.endSession>>) => {
    const answer = await asking;
    if (answer.ok) {
      list.keep(answer.value);
      void message.success("已退出");
    } else {
      void message.error(sentence(answer.error));
      list.reload();
    }
  };
  const others = list.value.filter((one) => !one.here).length;
  return (
    <section className="own-card" data-test="sessions">
      <h2>在哪里登录着</h2>
      <ul className="own-list">
        {list.value.map((one) => (
          <li key={one.id}>
            <b>{one.device}</b>
            {one.here && <span className="own-here">这台电脑</span>}
            <small title={exactTime(one.startedAt)}>{timeWords(one.startedAt, now)} 登录</small>
            {!one.here && one.seenAt && <small>最近活动 {timeWords(one.seenAt, now)}</small>}
            <small>{timeWords(one.endsAt, now)} 自动退出</small>
            {!one.here && (
              <Button
                size="small"
                className="push"
                onClick={() => void take(ask(ownRoutes.endSession, { id: one.id }))}
              >
                让它退出
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others === 0 ? (
        <p className="kb-lead">只有这台电脑登录着。</p>
      ) : (
        <div className="kb-acts">
          <Button danger onClick={() => void take(ask(ownRoutes.endOtherSessions, {}))} data-test="sessions-others">
            退出其他 {others} 处登录
          </Button>
          <small>有不认识的，请同时修改密码。</small>
        </div>
      )}
    </section>
  );
}

function Likes() {
  const { preferences, prefer } = useSession();
  return (
    <div className="own-page">
      <h1>偏好</h1>
      <section className="own-card">
        <div className="own-choice">
          <h2>外观</h2>
          <Radio.Group
            value={preferences.look}
            onChange={(event) => prefer({ ...preferences, look: event.target.value })}
            options={appearances.map((one) => ({ value: one, label: appearanceName[one] }))}
            optionType="button"
            data-test="prefer-look"
          />
        </div>
        <div className="own-choice">
          <h2>写回复时</h2>
          <Radio.Group
            value={preferences.enterSends}
            onChange={(event) => prefer({ ...preferences, enterSends: event.target.value === true })}
            options={[
              { value: true, label: "按 Enter 发送，Shift+Enter 换行" },
              { value: false, label: "按 Ctrl+Enter 发送，Enter 换行" },
            ]}
            data-test="prefer-enter"
          />
        </div>
        <p className="kb-lead">保存在您的账号里，换一台电脑也一样。用输入法选字时按 Enter 不会发送。</p>
      </section>
    </div>
  );
}

function Shifts() {
  const list = useAsked(ownRoutes.shifts, {});
  if (list.trouble && !list.value) return <Failed message={list.trouble} retry={list.reload} />;
  if (!list.value) return <Loading />;
  if (list.value.length === 0)
    return <Blank title="两周内没有排班" text="班次由组里的主管或管理员排；有疑问请问他们。" />;
  return (
    <div className="own-page">
      <h1>我的班次</h1>
      <section className="own-card">
        <ul className="own-list" data-test="own-shifts">
          {list.value.map((one) => (
            <li key={one.id}>
              <b>{shiftDay(one.day)}</b>
              <span>
                {one.from}–{one.to}
              </span>
              <small>{one.note}</small>
              <small className="push">{shiftState(one)}</small>
            </li>
          ))}
        </ul>
        <p className="kb-lead">在「会话」里点「就绪」算到岗，点「离线」算离岗；前后 5 分钟不算迟到早退。</p>
      </section>
    </div>
  );
}
