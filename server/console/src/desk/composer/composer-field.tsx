/** Where one writes: to the citizen or, on yellow, to colleagues. */
import { desk, fillReply, rosterRoutes, type ConversationView } from "@wsi/shared/contract";
import { App as AntApp, Button, Dropdown, type ButtonProps } from "antd";
import { DownOutlined } from "@ant-design/icons";
import { useCallback, useEffect, useState, type KeyboardEvent, type ReactNode, type RefObject } from "react";
import { sentence } from "../../client.ts";
import { useSession } from "../../session.tsx";
import { Tabs } from "../../tabs.tsx";
import { candidateId, Candidates, candidatesId, useCandidates, type Candidate } from "./candidates.tsx";
import { longestMessage, notYet, sends, type AllowanceWords } from "./composer.ts";
import { MoreMenu } from "./more-menu.tsx";
import { newKey } from "../new-key.ts";
import { TrayView } from "./tray-view.tsx";
import { nextOpen, replyValues, triggerAt, withPut, type Trigger } from "./triggers.ts";
import { useAttach } from "./use-attach.ts";

export type Mode = "reply" | "note";
const modes: readonly Mode[] = ["reply", "note"];
const modeNames: Record<Mode, string> = { reply: "回复", note: "备注" };
const longestNote = 1000;
const longestOther = 500;
const problemId = "composer-problem";

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
  /** Where one writes who does not serve the talk. */
  holdField: (field: HTMLTextAreaElement | null) => void;
  /** What the knowledge base would say, above the field; null where it is in sight already. */
  hints: ReactNode;
}

/** The candidates of the trigger under the caret, and what the keys do while they are there. */
function useChoosing(props: FieldProps) {
  const { talk, draft, write, field } = props;
  const { me, ask } = useSession();
  const [trigger, setTrigger] = useState<Trigger | null>(null);
  const [at, setAt] = useState(0);
  // Shown as it would be sent, so that nobody chooses a text in order to read it.
  const fill = useCallback(
    (text: string) => fillReply(text, replyValues(talk, me.name, new Date())).text,
    [talk, me.name],
  );
  const found = useCandidates(trigger, fill);
  const list = found.is === "found" ? found.list : [];
  const select = (from: number, to: number) => requestAnimationFrame(() => field.current?.setSelectionRange(from, to));
  const take = (one: Candidate) => {
    if (!trigger) return;
    const next = withPut(draft, trigger, one.text);
    write(next.text);
    setTrigger(null);
    const open = nextOpen(next.text, trigger.from);
    select(open?.from ?? next.caret, open?.to ?? next.caret);
    if (one.is === "reply") void ask(rosterRoutes.replyUsed, { id: one.id });
  };
  /** To the next name in braces; false when none is open. */
  const hop = (caret: number): boolean => {
    const open = nextOpen(draft, caret);
    if (open) select(open.from, open.to);
    return open !== null;
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
  const chosen = trigger && list[at] ? candidateId(at) : undefined;
  return { trigger, found, at, chosen, take, look, key, hop, shut: () => setTrigger(null) };
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
  const problem = isNote ? (length > longestNote ? `${length} 字，备注最多 ${longestNote} 字` : null) : notYet(draft);
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
      {!isNote && props.hints}
      <div className="foot-tabs">
        <Tabs
          className="foot-modes"
          label="写什么"
          tabs={modes}
          chosen={mode}
          choose={setMode}
          names={modeNames}
          test={(one) => `mode-${one}`}
        />
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
        aria-controls={choosing.trigger ? candidatesId : undefined}
        aria-activedescendant={choosing.chosen}
        aria-describedby={problem === null ? undefined : problemId}
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
          const plain = !shiftKey && !ctrlKey && !altKey && !isComposing;
          if (key === "Tab" && plain && !isNote && choosing.hop(event.currentTarget.selectionEnd))
            return event.preventDefault();
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
          <span className="foot-length bad" role="alert" id={problemId} data-test="too-long">
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
