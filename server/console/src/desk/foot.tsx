/** Below the transcript where the talk is not mine: why nobody writes here now, and what may be done. */
import { desk, type ColleaguesDraft, type ConversationView } from "@wsi/shared/contract";
import { App as AntApp, Button, Input, type ButtonProps } from "antd";
import { useState } from "react";
import { sentence } from "../client.ts";
import { timeWords, waitWords } from "../beijing.ts";
import { useSession } from "../session.tsx";
import { shown } from "../shown.ts";
import { longestMessage } from "./composer/composer.ts";
import { newKey } from "./new-key.ts";

const longestNote = 1000;

/** Words of mine from before it changed hands are not lost. */
function OldDraft({ draft, copy }: { draft: string; copy: (text: string) => void }) {
  return draft === "" ? null : (
    <p className="foot-draft">
      <span>没发出的草稿：{shown(draft)}</span>
      <button type="button" className="link" onClick={() => copy(draft)}>
        复制
      </button>
    </p>
  );
}

/** What a colleague had written when the talk came to me. */
export function LeftDrafts({
  drafts,
  now,
  take,
}: {
  drafts: readonly ColleaguesDraft[];
  now: Date;
  take: (text: string) => void;
}) {
  const [away, setAway] = useState<readonly string[]>([]);
  return (
    <>
      {drafts
        .filter((one) => !away.includes(one.at))
        .map((one) => (
          <p key={`${one.by} ${one.at}`} className="foot-draft left" data-test="left-draft">
            <span title={shown(one.text)}>
              {one.by} {timeWords(one.at, now)} 没发出的话：{shown(one.text)}
            </span>
            <button type="button" className="link" onClick={() => take(one.text)}>
              放进输入框
            </button>
            <button type="button" className="link" onClick={() => setAway((before) => [...before, one.at])}>
              不用
            </button>
          </p>
        ))}
    </>
  );
}

/** A line with a button: a supervisor's in a colleague's talk, or a note for whoever serves. */
function OneLine({
  text,
  write,
  most,
  hint,
  label,
  test,
  done,
  hold,
}: {
  text: string;
  write: (text: string) => void;
  most: number;
  hint: string;
  label: string;
  test: string;
  /** True when it was done. */
  done: (text: string) => Promise<boolean>;
  /** Given the field, to which a key of the desk leads. */
  hold?: (field: HTMLTextAreaElement | null) => void;
}) {
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    if (await done(text.trim())) write("");
    setBusy(false);
  };
  const mark: ButtonProps & { "data-test": string } = { "data-test": `${test}-send` };
  return (
    <div className="foot-step">
      <Input.TextArea
        ref={(one) => hold?.(one?.resizableTextArea?.textArea ?? null)}
        value={text}
        onChange={(event) => write(event.target.value)}
        autoSize={{ minRows: 1, maxRows: 5 }}
        maxLength={most}
        placeholder={hint}
        aria-label={label}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
          event.preventDefault();
          if (text.trim() !== "" && !busy) void go();
        }}
        data-test={test}
      />
      <Button {...mark} disabled={text.trim() === ""} loading={busy} onClick={() => void go()}>
        {label}
      </Button>
    </div>
  );
}

function StepIn({ talk, learn }: { talk: ConversationView; learn: (view: ConversationView) => void }) {
  const { ask } = useSession();
  const { message } = AntApp.useApp();
  const [text, setText] = useState("");
  const say = async (words: string) => {
    const answer = await ask(desk.stepIn, { id: talk.id, key: newKey(), text: words });
    if (answer.ok) learn(answer.value);
    else void message.error(`没有发出：${sentence(answer.error)}`);
    return answer.ok;
  };
  const hint = `插话：市民和${talk.agent?.name ?? "同事"}都看得到`;
  return (
    <OneLine text={text} write={setText} most={longestMessage} hint={hint} label="插话" test="step-in" done={say} />
  );
}

export function OtherFoot({
  talk,
  now,
  draft,
  busy,
  supervisor,
  listening,
  take,
  listen,
  takeOver,
  copy,
  learn,
  note,
}: {
  talk: ConversationView;
  now: Date;
  draft: string;
  busy: boolean;
  supervisor: boolean;
  /** I listen already. */
  listening: boolean;
  take: () => void;
  listen: (on: boolean) => void;
  takeOver: () => void;
  copy: (text: string) => void;
  learn: (view: ConversationView) => void;
  /** What I write to whoever serves. */
  note: {
    text: string;
    write: (text: string) => void;
    keep: (text: string) => Promise<boolean>;
    hold: (field: HTMLTextAreaElement | null) => void;
  };
}) {
  const served = talk.state === "assigned" || talk.state === "held";
  return (
    <div className="foot other">
      <OldDraft draft={draft} copy={copy} />
      {talk.state === "waiting" && (
        <div className="foot-line">
          <span className="foot-say">
            {talk.ticket
              ? "市民留了言，不在线等；接待后就能回复。"
              : `市民等了 ${waitWords(talk.waitingSince, now)}，接待后才能回复。`}
          </span>
          <Button type="primary" loading={busy} onClick={take} autoFocus data-test="take">
            接待
          </Button>
        </div>
      )}
      {served && supervisor && listening && <StepIn talk={talk} learn={learn} />}
      {served && (
        <div className="foot-line">
          <span className="foot-say">
            {talk.agent?.name ?? "同事"}
            {talk.state === "held" ? "挂起了这个会话" : "正在接待"}
            {listening ? "，您在旁听，同事看得到。" : supervisor ? "。" : "，这里只能看、写备注。"}
          </span>
          {supervisor && (
            <>
              <Button loading={busy} onClick={() => listen(!listening)} data-test="listen">
                {listening ? "停止旁听" : "旁听"}
              </Button>
              <Button loading={busy} onClick={takeOver} data-test="take-over">
                接管
              </Button>
            </>
          )}
        </div>
      )}
      {served && (
        <OneLine
          text={note.text}
          write={note.write}
          most={longestNote}
          hint="备注：只有同事看得到（Ctrl Enter 保存）"
          label="写备注"
          test="note"
          done={note.keep}
          hold={note.hold}
        />
      )}
      {talk.state === "closed" && (
        <p className="foot-say">
          {talk.handedOver
            ? "由微信客服接待，在微信的客服工具里说话；那边说的每分钟取回到这里，只能看。"
            : "会话已结束。市民再留言，会进入新的会话。"}
        </p>
      )}
    </div>
  );
}
