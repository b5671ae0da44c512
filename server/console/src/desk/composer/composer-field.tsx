/** Where one writes: to the citizen or, on yellow, to colleagues. */
import { desk, fillReply, rosterRoutes, type ConversationView } from "@wsi/shared/contract";
import { App as AntApp, Button, Dropdown, type ButtonProps } from "antd";
import { DownOutlined } from "@ant-design/icons";
import { useEffect, useState, type KeyboardEvent, type RefObject } from "react";
import { sentence } from "../../client.ts";
import { useSession } from "../../session.tsx";
import { Candidates, useCandidates, type Candidate } from "./candidates.tsx";
import { longestMessage, sends, tooLong, type AllowanceWords } from "./composer.ts";
import { MoreMenu } from "./more-menu.tsx";
import { newKey } from "./sending.ts";
import { TrayView } from "./tray-view.tsx";
import { replyValues, triggerAt, withPut, type Trigger } from "./triggers.ts";
import { useAttach } from "./use-attach.ts";

export type Mode = "reply" | "note";
const longestNote = 1000;
const longestOther = 500;

export interface FieldProps {
  talk: ConversationView;
  mode: Mode;
  setMode: (mode: Mode) => void;
  draft: string;
  write: (text: string) => void;
  press: () => void;
  noteDraft: string;
  writeNote: (text: string) => void;
  /** True when it was kept. */
  keepNote: (text: string) => Promise<boolean>;
  allowance: AllowanceWords;
  enterSends: boolean;
  setEnterSends: (enterSends: boolean) => void;
  /** Somebody is typing here. */
  typing: () => void;
  learn: (view: ConversationView) => void;
  field: RefObject<HTMLTextAreaElement>;
}

/** The candidates of the trigger under the caret, and what the keys do while they are there. */
function useChoosing(props: FieldProps) {
  const { talk, draft, write, field } = props;
  const { me, ask } = useSession();
  const { message } = AntApp.useApp();
  const [trigger, setTrigger] = useState<Trigger | null>(null);
  const [at, setAt] = useState(0);
  const found = useCandidates(trigger);
  const list = found.is === "found" ? found.list : [];
  const put = (text: string, caret: number) => {
    write(text);
    setTrigger(null);
    requestAnimationFrame(() => field.current?.setSelectionRange(caret, caret));
  };
  const take = (one: Candidate) => {
    if (!trigger) return;
    const { text, open } = fillReply(one.text, one.is === "reply" ? replyValues(talk, me.name, new Date()) : {});
    const next = withPut(draft, trigger, text);
    put(next.text, next.caret);
    if (open.length > 0) void message.info(`请补上 ${open.map((name) => `{${name}}`).join("、")} 再发送`);
    if (one.is === "reply") void ask(rosterRoutes.replyUsed, { id: one.id });
  };
  const look = (text: string, caret: number) => {
    const next = triggerAt(text, caret);
    setTrigger(next);
    if (next?.is !== trigger?.is || next?.words !== trigger?.words) setAt(0);
  };
  /** True when the key was for the candidates. */
  const key = (event: KeyboardEvent): boolean => {
    if (!trigger || event.nativeEvent.isComposing || event.keyCode === 229) return false;
    if (event.key === "Escape") setTrigger(null);
    else if (event.key === "ArrowDown") setAt((before) => Math.min(list.length - 1, before + 1));
    else if (event.key === "ArrowUp") setAt((before) => Math.max(0, before - 1));
    else if (event.key === "Enter" || event.key === "Tab") {
      const one = list[at];
      if (!one || event.shiftKey) return false;
      take(one);
    } else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return { trigger, found, at, take, look, key, shut: () => setTrigger(null) };
}

function OtherMeans({ talk, draft, write, learn }: Pick<FieldProps, "talk" | "draft" | "write" | "learn">) {
  const { ask } = useSession();
  const { message } = AntApp.useApp();
  const [busy, setBusy] = useState(false);
  if (talk.otherMeans.length === 0) return null;
  const text = draft.trim();
  const rings = talk.otherMeans.includes("subscription");
  const send = async () => {
    setBusy(true);
    const answer = await ask(desk.otherMeans, { id: talk.id, key: newKey(), text });
    setBusy(false);
    if (!answer.ok) return void message.error(`没有发出：${sentence(answer.error)}`);
    write("");
    learn(answer.value);
  };
  const mark: ButtonProps & { "data-test": string } = { "data-test": "other-means" };
  return (
    <Button
      {...mark}
      loading={busy}
      disabled={text === "" || text.length > longestOther}
      onClick={() => void send()}
      title={
        text.length > longestOther
          ? `最多 ${longestOther} 字`
          : rings
            ? "市民同意过一次「客服回复提醒」：微信会提醒，全文在小程序「消息」里"
            : "市民在小程序「消息」里看到"
      }
    >
      {rings ? "改用订阅消息" : "发到小程序消息"}
    </Button>
  );
}

export function ComposerField(props: FieldProps) {
  const { talk, mode, setMode, draft, write, press, noteDraft, writeNote, keepNote, allowance, field } = props;
  const [keeping, setKeeping] = useState(false);
  const choosing = useChoosing(props);
  const attaching = useAttach(talk.id, props.learn);
  const isNote = mode === "note";
  const text = isNote ? noteDraft : draft;
  const length = text.trim().length;
  const most = isNote ? longestNote : longestMessage;
  const problem = isNote ? (length > longestNote ? `${length} 字，备注最多 ${longestNote} 字` : null) : tooLong(draft);
  const shut = !isNote && allowance.left === 0;
  const may = length > 0 && problem === null && !shut && !keeping;
  useEffect(() => field.current?.focus(), [field, mode]);

  const go = async () => {
    if (!may) return;
    choosing.shut();
    if (!isNote) return press();
    setKeeping(true);
    if (await keepNote(noteDraft.trim())) {
      writeNote("");
      setMode("reply");
    }
    setKeeping(false);
  };
  return (
    <div
      className={`foot${shut ? " shut" : ""}${isNote ? " noting" : ""}`}
      onDragOver={(event) => !isNote && event.preventDefault()}
      onDrop={(event) => {
        if (isNote || event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        attaching.choose(Array.from(event.dataTransfer.files));
      }}
    >
      {!isNote && choosing.trigger && (
        <Candidates trigger={choosing.trigger} found={choosing.found} at={choosing.at} take={choosing.take} />
      )}
      <div className="foot-tabs" role="tablist" aria-label="写什么">
        {(["reply", "note"] as const).map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            aria-selected={mode === one}
            onClick={() => setMode(one)}
            data-test={`mode-${one}`}
          >
            {one === "reply" ? "回复" : "备注"}
          </button>
        ))}
        {!isNote && (
          <span
            className={allowance.left !== null && allowance.left <= 1 ? "foot-left few" : "foot-left"}
            data-test="allowance"
          >
            {allowance.text}
            {allowance.left === 1 && "，这是最后一条，请把话说全"}
          </span>
        )}
        {isNote && <span className="foot-left">只有同事看得到</span>}
      </div>
      {!isNote && allowance.wayOut && (
        <p className="foot-shut" role="status" data-test="window-closed">
          {allowance.wayOut}
          {talk.otherMeans.length > 0 ? "现在可以改发到小程序的消息里。" : "急事请打电话联系，办件进度会另行通知。"}
        </p>
      )}
      {!isNote && <TrayView attaching={attaching} shut={shut} />}
      <textarea
        ref={field}
        value={text}
        rows={3}
        dir="auto"
        placeholder={
          isNote
            ? "写给同事看，市民看不到"
            : shut
              ? "可以先写好，市民再留言后发送"
              : "回复市民。/ 常用语，?? 查知识库，图片可以直接粘贴或拖进来"
        }
        aria-label={isNote ? "备注" : "回复市民"}
        onChange={({ target }) => {
          (isNote ? writeNote : write)(target.value);
          if (isNote) return;
          props.typing();
          choosing.look(target.value, target.selectionStart);
        }}
        onPaste={(event) => {
          const files = Array.from(event.clipboardData.files);
          // A page copied with its pictures is meant as words.
          if (isNote || files.length === 0 || event.clipboardData.getData("text/plain") !== "") return;
          event.preventDefault();
          attaching.choose(files);
        }}
        onBlur={choosing.shut}
        onKeyDown={(event) => {
          if (!isNote && choosing.key(event)) return;
          const { key, shiftKey, ctrlKey, metaKey, altKey, keyCode } = event;
          const { isComposing } = event.nativeEvent;
          if (!sends({ key, shiftKey, ctrlKey, metaKey, altKey, keyCode, isComposing }, props.enterSends)) return;
          event.preventDefault();
          void go();
        }}
        data-test={isNote ? "note" : "composer"}
      />
      <div className="foot-line">
        {!isNote && (
          <MoreMenu
            talk={talk}
            shut={shut}
            choose={attaching.choose}
            findAnswer={() => {
              const next = `${draft}??`;
              write(next);
              field.current?.focus();
              choosing.look(next, next.length);
            }}
            learn={props.learn}
          />
        )}
        {problem !== null ? (
          <span className="foot-length bad" role="alert" data-test="too-long">
            {problem}
          </span>
        ) : (
          length > most - 200 && (
            <span className="foot-length">
              {length}/{most}
            </span>
          )
        )}
        <span className="grow" />
        {shut && <OtherMeans talk={talk} draft={draft} write={write} learn={props.learn} />}
        <Dropdown
          trigger={["click"]}
          placement="topRight"
          menu={{
            selectable: true,
            selectedKeys: [props.enterSends ? "enter" : "control"],
            items: [
              { key: "enter", label: "Enter 发送，Shift+Enter 换行" },
              { key: "control", label: "Ctrl+Enter 发送，Enter 换行" },
            ],
            onClick: ({ key }) => props.setEnterSends(key === "enter"),
          }}
        >
          <button type="button" className="foot-habit" data-test="send-habit">
            {props.enterSends ? "Enter 发送" : "Ctrl+Enter 发送"} <DownOutlined />
          </button>
        </Dropdown>
        <Button
          type="primary"
          disabled={!may}
          loading={keeping}
          onClick={() => void go()}
          data-test={isNote ? "save-note" : "send"}
        >
          {isNote ? "保存备注" : "发送"}
        </Button>
      </div>
    </div>
  );
}
