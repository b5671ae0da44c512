/** 知识联想: while a citizen waits for an answer, the questions of the knowledge base that fit their last words, one key away. */
import { Button } from "antd";
import type { Suggestion } from "@wsi/shared/contract";
import { shown } from "../../shown.ts";
import { isSure } from "../side/answers.tsx";
import type { SuggestedNow } from "../side/use-answers.ts";
import { answerText } from "./triggers.ts";

export function Hints({
  suggested: { value, trouble },
  put,
  send,
}: {
  suggested: SuggestedNow;
  put: (answer: Suggestion) => void;
  send: (answer: Suggestion) => void;
}) {
  // The line keeps its place while it is asked for: what is read above must not jump.
  const none =
    trouble !== null ? "知识库没有查成功" : value === null ? "正在查知识库…" : "知识库里没有合适的，?? 可以自己查";
  return (
    <div className="hints" role="group" aria-label="知识联想" data-test="hints">
      <span className="hints-name">联想</span>
      {value === null || value.length === 0 ? (
        <span className="hints-none">{none}</span>
      ) : (
        value.map((one, at) => (
          <Button
            key={one.entry}
            size="small"
            className={isSure(one, at) ? "hint sure" : "hint"}
            title={`${shown(answerText(one))}\n\n点一下放入输入框；按住 Shift 点，或 Alt Shift ${at + 1}，直接发送`}
            aria-keyshortcuts={`Alt+${at + 1}`}
            onClick={(event) => (event.shiftKey ? send : put)(one)}
            data-test={`hint-${at + 1}`}
          >
            <kbd>{at + 1}</kbd>
            <bdi>{shown(one.question)}</bdi>
          </Button>
        ))
      )}
    </div>
  );
}
