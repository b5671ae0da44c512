/** The middle pane: who this is, the transcript, and the field. */
import { ArrowLeftOutlined } from "@ant-design/icons";
import type { ConversationView } from "@wsi/shared/contract";
import { Button } from "antd";
import { useRef } from "react";
import { waitTone, waitWords } from "../beijing.ts";
import { go } from "../place.ts";
import { shown } from "../shown.ts";
import type { AllowanceWords } from "./composer.ts";
import { OtherFoot, WritingField } from "./foot.tsx";
import type { Sending } from "./sending.ts";
import { Transcript } from "./transcript.tsx";

export type Busy = "take" | "close" | null;

function Standing({ talk, isMine, now }: { talk: ConversationView; isMine: boolean; now: Date }) {
  if (talk.state === "waiting")
    return (
      <span className={`standing ${waitTone(talk.waitingSince, now)}`}>等待中 {waitWords(talk.waitingSince, now)}</span>
    );
  if (talk.state === "closed") return <span className="standing">已结束</span>;
  return isMine ? (
    <span className="standing mine">我在接待</span>
  ) : (
    <span className="standing">{talk.agent?.name ?? "同事"}在接待</span>
  );
}

export function TalkPane({
  talk,
  isMine,
  myName,
  now,
  allowance,
  sending,
  busy,
  take,
  close,
  copy,
  narrow,
  person,
}: {
  talk: ConversationView;
  isMine: boolean;
  myName: string;
  now: Date;
  allowance: AllowanceWords;
  sending: Sending;
  busy: Busy;
  take: () => void;
  close: () => void;
  copy: (text: string) => void;
  narrow: boolean;
  /** Shows the person instead, where there is room for one pane only. */
  person: () => void;
}) {
  const { composer } = sending;
  const field = useRef<HTMLTextAreaElement>(null);
  const draft = composer.drafts[talk.id] ?? "";
  return (
    <section className="talk" aria-label={`与${talk.name}的对话`}>
      <header className="talk-head">
        {narrow && (
          <Button type="text" icon={<ArrowLeftOutlined />} aria-label="返回会话列表" onClick={() => go("desk")} />
        )}
        <h1>{shown(talk.name)}</h1>
        <Standing talk={talk} isMine={isMine} now={now} />
        <span className="grow" />
        {narrow && <Button onClick={person}>资料</Button>}
        {isMine && (
          <Button onClick={close} loading={busy === "close"} data-test="close-conversation">
            结束会话
          </Button>
        )}
      </header>
      <Transcript
        talk={talk}
        pending={composer.pending.filter((one) => one.conversation === talk.id)}
        myName={myName}
        now={now}
        rewrite={
          isMine
            ? (text) => {
                sending.wordsBack(talk.id, text);
                field.current?.focus();
              }
            : null
        }
        retry={(key) => sending.retry(talk.id, key)}
        takeBack={(key) => {
          sending.takeBack(talk.id, key);
          field.current?.focus();
        }}
      />
      {isMine ? (
        <WritingField
          draft={draft}
          write={(text) => sending.draft(talk.id, text)}
          press={() => sending.press(talk)}
          allowance={allowance}
          field={field}
        />
      ) : (
        <OtherFoot
          key={talk.state}
          talk={talk}
          now={now}
          draft={draft}
          busy={busy === "take"}
          take={take}
          copy={copy}
        />
      )}
    </section>
  );
}
