/**
 * The desk: where somebody of customer service sits all day. Left who waits and who is mine, in the middle what is said, right
 * who it is and what is open for them. `live.ts` holds the line to the server, `feed.ts` folds what comes over it, `talk.ts` is
 * the open conversation, `sending.ts` and `composer.ts` what is written and on its way; the .tsx files only draw.
 */
import { staff, type ConversationView } from "@wsi/shared/contract";
import { App as AntApp, Button, type ButtonProps } from "antd";
import { useCallback, useEffect, useMemo, useState } from "react";
import { sentence } from "../client.ts";
import { remember, remembered } from "../kept.ts";
import { go, roomsFor } from "../place.ts";
import { useNarrow, useNow, useSession } from "../session.tsx";
import { Blank, Failed, Keys, Loading } from "../states.tsx";
import { chime } from "./chime.ts";
import { allowanceWords } from "./composer.ts";
import "./desk.css";
import { rings, sections } from "./feed.ts";
import { List, type Mark } from "./list.tsx";
import { useLiveDesk } from "./live.ts";
import { Person } from "./person.tsx";
import { deskTitle, matching, neighbour, rowOrder, sectionNames, type SectionName } from "./rows.ts";
import { useSending } from "./sending.ts";
import { useTalk } from "./talk.ts";
import { TalkPane, type Busy } from "./talk-pane.tsx";

/** Said apart, because Ant's own type of a button's properties knows no data attributes. */
const confirmMark: ButtonProps & { "data-test": string } = { "data-test": "confirm-close" };
const noteOf = (id: string) => `note:${id}`;
const quietTitle = "武汉社保 工作台";

export default function DeskRoom({ id }: { id: string | null }) {
  const { me, ask } = useSession();
  const { message, modal } = AntApp.useApp();
  const now = useNow();
  const narrow = useNarrow(900);
  const [words, find] = useState("");
  const [shut, setShut] = useState<ReadonlySet<SectionName>>(() => new Set());
  const [loud, setLoud] = useState(() => remembered("localStorage", "chime") !== "off");
  const [busy, setBusy] = useState<Busy>(null);
  const [sideOf, setSideOf] = useState<string | null>(null);

  const { talk, error, again, heard, learn } = useTalk(id);
  const sending = useSending(learn);
  const live = useLiveDesk({
    heard(event) {
      heard(event);
      sending.heard(event);
      const inSight = event.conversation.id === id && !document.hidden;
      if (loud && !inSight && rings(event, me.id)) chime();
    },
    listed: again,
  });
  const { read } = live;
  const { composer, saw } = sending;
  useEffect(() => {
    if (!talk) return;
    read(talk);
    saw(talk);
  }, [talk, read, saw]);

  const all = useMemo(() => sections(live.desk, me.id), [live.desk, me.id]);
  const found = useMemo(() => matching(all, words), [all, words]);
  const total = Object.keys(live.desk.cards).length;
  const order = useMemo(() => rowOrder(found, shut), [found, shut]);

  const title = deskTitle(all);
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => () => void (document.title = quietTitle), []);

  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return;
      if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
      event.preventDefault();
      const next = neighbour(order, id, event.key === "ArrowUp" ? -1 : 1);
      if (next && next !== id) go("desk", next);
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [order, id]);

  const marks = useCallback(
    (which: string): Mark => {
      const { drafts, pending } = composer;
      if (pending.some((one) => one.conversation === which && one.failure !== null)) return "failed";
      return which !== id && drafts[which] !== undefined ? "draft" : null;
    },
    [composer, id],
  );
  const flip = (name: SectionName) =>
    setShut((before) => new Set(sectionNames.filter((one) => before.has(one) !== (one === name))));

  const setReady = async (ready: boolean) => {
    live.setReady(ready);
    const answer = await ask(staff.setReady, { ready });
    live.setReady(answer.ok ? answer.value.ready : !ready);
    if (!answer.ok) void message.error(`没有切换成功：${sentence(answer.error)}`);
  };
  const act = async (what: "take" | "close", which: string) => {
    setBusy(what);
    const answer = await ask(staff[what], { id: which });
    setBusy(null);
    if (answer.ok) return learn(answer.value);
    void message.warning(sentence(answer.error), 5);
    again();
  };
  const close = ({ id: which, allowance: { left } }: ConversationView) => {
    const { drafts, pending } = composer;
    const unsent = drafts[which] !== undefined || pending.some((one) => one.conversation === which);
    modal.confirm({
      title: "结束这个会话？",
      content: (
        <>
          {unsent && <p className="confirm-unsent">还有写好的话没有发出，结束后不会再发。</p>}
          <p>
            {left > 0 ? "市民会收到一条请求评价的消息。" : "微信回复条数已用完，市民收不到评价邀请。"}
            市民再留言，会进入新的会话。
          </p>
        </>
      ),
      okText: "结束会话",
      cancelText: "继续接待",
      okButtonProps: confirmMark,
      onOk: () => act("close", which),
    });
  };
  const note = async (which: string, text: string) => {
    const answer = await ask(staff.note, { id: which, text });
    if (answer.ok) learn(answer.value);
    else void message.error(`备注没有保存：${sentence(answer.error)}`);
    return answer.ok;
  };
  const copy = (text: string) =>
    void navigator.clipboard.writeText(text).then(
      () => message.success("已复制"),
      () => message.info("浏览器不让复制，请手工选中复制"),
    );

  if (live.desk.seq < 0)
    return live.problem === null ? (
      <div className={narrow ? "desk narrow" : "desk"}>
        <aside className="list">
          <Loading rows={8} />
        </aside>
      </div>
    ) : (
      <Failed message={live.problem} retry={live.again} />
    );

  const onTheirWay = composer.pending.filter((one) => one.conversation === id && one.failure === null).length;
  const allowance = talk && allowanceWords(talk.allowance, onTheirWay, now);
  const isMine = talk?.state === "assigned" && talk.agent?.id === me.id;
  const side = narrow && talk !== null && sideOf === talk.id;
  const first = all.waiting[0];
  return (
    <>
      {!live.line.up && (
        <p className="strip warn" role="status" data-test="line-lost">
          和服务器的连接断了，正在重连。现在看到的可能不是最新的，写的话不会丢。
          <button type="button" className="link" onClick={live.again}>
            马上重连
          </button>
        </p>
      )}
      <div className={`desk${narrow ? " narrow" : ""}${id === null ? " at-list" : side ? " at-person" : " at-talk"}`}>
        {(!narrow || id === null) && (
          <List
            found={found}
            total={total}
            openId={id}
            now={now}
            marks={marks}
            words={words}
            find={find}
            shut={shut}
            flip={flip}
            ready={live.ready}
            setReady={(ready) => void setReady(ready)}
            loud={loud}
            setLoud={(next) => {
              setLoud(next);
              remember("localStorage", "chime", next ? null : "off");
              if (next) chime();
            }}
          />
        )}
        {id === null && !narrow && (
          <Blank
            title={first ? `${all.waiting.length} 人在等待` : "现在没有人在等"}
            text={
              first
                ? "从左边选一个会话，或从等得最久的开始。"
                : live.ready
                  ? "新的会话会派给您，来了会有提示。"
                  : "您在小憩，新的会话不会派给您。打开左上角的开关就开始接待。"
            }
          >
            {first && (
              <Button type="primary" onClick={() => go("desk", first.id)}>
                看等得最久的一位
              </Button>
            )}
            <p className="blank-keys">
              <Keys keys={["Alt", "↑"]} /> <Keys keys={["Alt", "↓"]} /> 上一个、下一个会话
            </p>
          </Blank>
        )}
        {id !== null && !talk && (
          <section className="talk">
            {error === null ? (
              <Loading rows={8} />
            ) : error.code === "not-found" || error.code === "bad-input" ? (
              <Blank title="没有这个会话" text="可能链接不完整，或会话已经清理。">
                <Button onClick={() => go("desk")}>回到会话列表</Button>
              </Blank>
            ) : (
              <Failed message={sentence(error)} retry={again} />
            )}
          </section>
        )}
        {talk && allowance && (
          <>
            {!side && (
              <TalkPane
                key={`talk ${talk.id}`}
                talk={talk}
                isMine={isMine}
                myName={me.name}
                now={now}
                allowance={allowance}
                sending={sending}
                busy={busy}
                take={() => void act("take", talk.id)}
                close={() => close(talk)}
                copy={copy}
                narrow={narrow}
                person={() => setSideOf(talk.id)}
              />
            )}
            {(!narrow || side) && (
              <Person
                key={`person ${talk.id}`}
                talk={talk}
                allowance={allowance}
                now={now}
                opensCases={roomsFor(me.roles).some((one) => one.room === "cases")}
                noteDraft={composer.drafts[noteOf(talk.id)] ?? ""}
                writeNote={(text) => sending.draft(noteOf(talk.id), text)}
                note={(text) => note(talk.id, text)}
                back={narrow ? () => setSideOf(null) : null}
              />
            )}
          </>
        )}
      </div>
    </>
  );
}
