/** Below the transcript: the field of whose turn it is to write, or why nobody writes here now and what may be done. */
import type { ConversationView } from "@wsi/shared/contract";
import { Button } from "antd";
import { useEffect, type RefObject } from "react";
import { waitWords } from "../beijing.ts";
import { Keys } from "../states.tsx";
import { longestMessage, sends, type AllowanceWords } from "./composer.ts";

export function WritingField({
  draft,
  write,
  press,
  allowance,
  field,
}: {
  draft: string;
  write: (text: string) => void;
  press: () => void;
  allowance: AllowanceWords;
  field: RefObject<HTMLTextAreaElement>;
}) {
  useEffect(() => field.current?.focus(), [field]);
  const length = draft.trim().length;
  const tooLong = length > longestMessage;
  const may = length > 0 && !tooLong && allowance.left > 0;
  return (
    <div className={allowance.left === 0 ? "foot shut" : "foot"}>
      {allowance.wayOut && (
        <p className="foot-shut" role="status" data-test="window-closed">
          <b>{allowance.text}。</b>
          {allowance.wayOut}
        </p>
      )}
      <textarea
        ref={field}
        value={draft}
        rows={3}
        placeholder={allowance.left === 0 ? "可以先写好，市民再留言后发送" : "回复市民"}
        aria-label="回复市民"
        onChange={(event) => write(event.target.value)}
        onKeyDown={(event) => {
          const { key, shiftKey, keyCode, altKey, ctrlKey, metaKey } = event;
          if (altKey || ctrlKey || metaKey) return;
          if (!sends({ key, shiftKey, keyCode, isComposing: event.nativeEvent.isComposing })) return;
          event.preventDefault();
          if (may) press();
        }}
        data-test="composer"
      />
      <div className="foot-line">
        <span className={allowance.left <= 1 ? "foot-left few" : "foot-left"}>
          {allowance.wayOut === null && allowance.text}
          {allowance.left === 1 && "，这是最后一条，请把话说全"}
        </span>
        {length > longestMessage - 200 && (
          <span className={tooLong ? "foot-length bad" : "foot-length"}>
            {length}/{longestMessage}
            {tooLong && "，请分成几条"}
          </span>
        )}
        <span className="foot-keys">
          <Keys keys={["Enter"]} /> 发送 <Keys keys={["Shift", "Enter"]} /> 换行
        </span>
        <Button type="primary" disabled={!may} onClick={press} data-test="send">
          发送
        </Button>
      </div>
    </div>
  );
}

/** Where the talk is not mine. Words that were written before it changed hands are not lost. */
export function OtherFoot({
  talk,
  now,
  draft,
  busy,
  take,
  copy,
}: {
  talk: ConversationView;
  now: Date;
  draft: string;
  busy: boolean;
  take: () => void;
  copy: (text: string) => void;
}) {
  return (
    <div className="foot other">
      {draft !== "" && (
        <p className="foot-draft">
          <span>没发出的草稿：{draft}</span>
          <button type="button" className="link" onClick={() => copy(draft)}>
            复制
          </button>
        </p>
      )}
      {talk.state === "waiting" && (
        <div className="foot-line">
          <span className="foot-say">市民已等了 {waitWords(talk.waitingSince, now)}，接待后才能回复。</span>
          <Button type="primary" loading={busy} onClick={take} autoFocus data-test="take">
            接待
          </Button>
        </div>
      )}
      {talk.state === "assigned" && (
        <p className="foot-say">{talk.agent?.name ?? "同事"}正在接待，这里只能看。有要提醒的可以写备注。</p>
      )}
      {talk.state === "closed" && <p className="foot-say">会话已结束。市民再留言，会进入新的会话。</p>}
    </div>
  );
}
