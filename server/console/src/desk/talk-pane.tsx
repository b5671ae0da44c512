/** The middle pane: who this is, what is not as usual, the transcript, and the field. */
import {
  ArrowLeftOutlined,
  CheckCircleOutlined,
  FileAddOutlined,
  PauseCircleOutlined,
  SwapOutlined,
  UserOutlined,
} from "@ant-design/icons";
import type { ColleaguesDraft, ConversationView, DeskSign } from "@wsi/shared/contract";
import { Button, Tooltip } from "antd";
import { useCallback, useMemo, type ReactNode } from "react";
import { waitTone, waitWords } from "../beijing.ts";
import { go } from "../place.ts";
import { shown } from "../shown.ts";
import { Banners, Viewers } from "./banners.tsx";
import { ComposerField, type FieldProps } from "./composer/composer-field.tsx";
import { LeftDrafts, OtherFoot } from "./foot.tsx";
import type { MessageActs } from "./transcript/message.tsx";
import type { Sending } from "./composer/sending.ts";
import { Transcript } from "./transcript/transcript.tsx";
import type { Acts, Dialog } from "./use-acts.ts";

export interface TalkPaneProps {
  talk: ConversationView;
  me: { id: string; name: string; supervisor: boolean };
  now: Date;
  offered: boolean;
  signs: readonly DeskSign[];
  leftDrafts: readonly ColleaguesDraft[];
  sending: Sending;
  busy: boolean;
  acts: Acts;
  open: (dialog: Dialog) => void;
  writing: Omit<FieldProps, "talk" | "draft" | "write" | "press">;
  copy: (text: string) => void;
  /** Into the field. */
  focus: () => void;
  narrow: boolean;
  /** Shows the person instead, where there is room for one pane only. */
  side: () => void;
}

function Standing({ talk, isMine, now }: { talk: ConversationView; isMine: boolean; now: Date }) {
  if (talk.state === "waiting")
    return (
      <span className={`standing ${waitTone(talk.waitingSince, now)}`}>等待中 {waitWords(talk.waitingSince, now)}</span>
    );
  if (talk.state === "closed") return <span className="standing">{talk.handedOver ? "已转微信客服" : "已结束"}</span>;
  if (!isMine) return <span className="standing">{talk.agent?.name ?? "同事"}在接待</span>;
  if (talk.state === "held") return <span className="standing">已挂起</span>;
  if (talk.unansweredSince === null) return <span className="standing mine">我在接待</span>;
  return (
    <span className={`standing ${waitTone(talk.unansweredSince, now)}`}>
      等我回复 {waitWords(talk.unansweredSince, now)}
    </span>
  );
}

function Act({
  icon,
  name,
  keys,
  narrow,
  onClick,
  test,
}: {
  icon: ReactNode;
  name: string;
  keys: string;
  narrow: boolean;
  onClick: () => void;
  test: string;
}) {
  return (
    <Tooltip title={keys} mouseEnterDelay={0.6}>
      <Button icon={icon} onClick={onClick} aria-label={name} data-test={test}>
        {narrow ? null : name}
      </Button>
    </Tooltip>
  );
}

export function TalkPane(props: TalkPaneProps) {
  const { talk, me, now, offered, signs, sending, busy, acts, open, writing, copy, narrow } = props;
  const { composer } = sending;
  const isMine = talk.agent?.id === me.id && talk.state !== "closed";
  const draft = composer.drafts[talk.id] ?? "";
  const writers = isMine ? signs.filter((one) => one.doing === "types") : [];
  const { id } = talk;
  const { focus: toField } = props;
  const { setMode } = writing;
  const { wordsBack, takeBack, retry } = sending;
  const pending = useMemo(() => composer.pending.filter((one) => one.conversation === id), [composer.pending, id]);
  // The same from key to key: a long transcript is not drawn again while one types.
  const messageActs = useMemo<MessageActs>(
    () => ({
      rewrite(text) {
        setMode("reply");
        wordsBack(id, text);
        toField();
      },
      retry: (message) => void acts.retry(id, message),
      recall: (message) => void acts.recall(id, message),
    }),
    [id, acts, wordsBack, setMode, toField],
  );
  const tryAgain = useCallback((key: string) => retry(id, key), [retry, id]);
  const back = useCallback(
    (key: string) => {
      takeBack(id, key);
      toField();
    },
    [takeBack, id, toField],
  );
  return (
    <section className="talk" aria-label={`与${talk.name}的对话`}>
      <header className="talk-head">
        {narrow && (
          <Button type="text" icon={<ArrowLeftOutlined />} aria-label="返回会话列表" onClick={() => go("desk")} />
        )}
        <div className="talk-who">
          <h1>
            <bdi>{shown(talk.name)}</bdi>
          </h1>
          <Standing talk={talk} isMine={isMine} now={now} />
        </div>
        <span className="grow" />
        <Viewers signs={signs} />
        {isMine && (
          <>
            <Act
              icon={<SwapOutlined />}
              name="转接"
              keys="Alt T"
              narrow={narrow}
              onClick={() => open("transfer")}
              test="transfer-conversation"
            />
            {talk.state === "assigned" && (
              <Act
                icon={<PauseCircleOutlined />}
                name="挂起"
                keys="Alt H"
                narrow={narrow}
                onClick={() => open("hold")}
                test="hold-conversation"
              />
            )}
            <Act
              icon={<FileAddOutlined />}
              name="工单"
              keys="Alt W"
              narrow={narrow}
              onClick={() => open("ticket")}
              test="ticket-conversation"
            />
            <Act
              icon={<CheckCircleOutlined />}
              name="结束"
              keys="Alt E"
              narrow={narrow}
              onClick={() => open("close")}
              test="close-conversation"
            />
          </>
        )}
        {narrow && <Button icon={<UserOutlined />} aria-label="资料" onClick={props.side} data-test="to-side" />}
      </header>
      <Banners
        talk={talk}
        myId={me.id}
        offered={offered}
        now={now}
        busy={busy}
        answer={(accept) => {
          if (!talk.offer) return;
          if (accept) void acts.answerOffer(talk.offer.id, true, "");
          else open("decline");
        }}
        withdraw={() => talk.offer && void acts.withdraw(talk.offer.id)}
        resume={() => void acts.resume(talk.id)}
      />
      <Transcript
        talk={talk}
        pending={pending}
        myName={me.name}
        now={now}
        acts={isMine ? messageActs : null}
        retry={tryAgain}
        takeBack={back}
      />
      {writers.length > 0 && (
        <p className="transcript-writing" role="status" data-test="colleague-writes">
          {writers.map((one) => one.staff.name).join("、")}正在写回复，请先别发，免得市民收到两份
        </p>
      )}
      {isMine && (
        <LeftDrafts
          drafts={props.leftDrafts}
          now={now}
          take={(text) => {
            sending.wordsBack(talk.id, text);
            toField();
          }}
        />
      )}
      {isMine ? (
        <ComposerField
          {...writing}
          talk={talk}
          draft={draft}
          write={(text) => sending.draft(talk.id, text)}
          press={() => sending.press(talk)}
        />
      ) : (
        <OtherFoot
          key={talk.state}
          talk={talk}
          now={now}
          draft={draft}
          busy={busy}
          supervisor={me.supervisor}
          listening={talk.listeners.some((one) => one.id === me.id)}
          take={() => void acts.take(talk.id)}
          listen={(on) => void acts.listen(talk.id, on)}
          takeOver={() => open("take-over")}
          copy={copy}
          learn={writing.learn}
          note={{ text: writing.noteDraft, write: writing.writeNote, keep: writing.keepNote, hold: writing.holdField }}
        />
      )}
    </section>
  );
}
