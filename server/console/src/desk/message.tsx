/** One message, and what became of it. */
import { CheckOutlined, ClockCircleOutlined, ExclamationCircleFilled, QuestionCircleFilled } from "@ant-design/icons";
import type { DeskMessage } from "@wsi/shared/contract";
import { memo, useState } from "react";
import { exactTime } from "../beijing.ts";
import { folded, shown } from "../shown.ts";
import type { Pending } from "./composer.ts";
import { deliveryWords } from "./delivery.ts";
import { kindName, speaker } from "./transcript-lines.ts";

function Words({ text }: { text: string }) {
  const [whole, setWhole] = useState(false);
  const clean = shown(text);
  const short = folded(clean);
  return (
    <>
      <span className="words">{whole || short === null ? clean : short}</span>
      {short !== null && (
        <button type="button" className="link" onClick={() => setWhole(!whole)}>
          {whole ? "收起" : `展开全文（${Array.from(clean).length} 字）`}
        </button>
      )}
    </>
  );
}

function Content({ message }: { message: DeskMessage }) {
  if (message.kind === "text") return <Words text={message.text} />;
  const address = /^https?:\/\/\S+$/.test(message.text) ? message.text : null;
  return (
    <>
      <span className="kind">{kindName[message.kind]}</span>
      {address === null ? (
        <Words text={message.text} />
      ) : (
        <a href={address} target="_blank" rel="noreferrer noopener">
          打开查看
        </a>
      )}
    </>
  );
}

export const Message = memo(function Message({
  message,
  first,
  myName,
  rewrite,
}: {
  message: DeskMessage;
  first: boolean;
  myName: string;
  /** Gives the words back to the field; null where nobody may write. */
  rewrite: ((text: string) => void) | null;
}) {
  const who = first ? speaker(message, myName) : null;
  const fate = deliveryWords(message);
  return (
    <div
      className={`said ${message.from}${first ? " first" : ""}${fate?.tone === "bad" ? " bad" : ""}`}
      data-test="transcript-message"
      data-from={message.from}
      data-delivery={message.delivery ?? undefined}
    >
      {who && <span className="said-by">{who}</span>}
      <div className="said-line">
        {message.delivery === "sent" && <CheckOutlined className="tick" title={fate?.text} aria-label={fate?.text} />}
        <div className="bubble" title={exactTime(message.at)}>
          <Content message={message} />
        </div>
      </div>
      {fate && message.delivery !== "sent" && (
        <div className={`fate ${fate.tone}`} role={fate.tone === "quiet" ? undefined : "note"}>
          {fate.tone === "quiet" && <ClockCircleOutlined />}
          {fate.tone === "warn" && <QuestionCircleFilled />}
          {fate.tone === "bad" && <ExclamationCircleFilled />}
          <span>
            {fate.text}
            {fate.advice && <span className="fate-advice">。{fate.advice}</span>}
          </span>
          {fate.mayRewrite && rewrite && message.from === "staff" && (
            <button type="button" className="link" onClick={() => rewrite(message.text)}>
              写回输入框
            </button>
          )}
        </div>
      )}
    </div>
  );
});

/** A message that the server has not confirmed yet. */
export function PendingMessage({ one, retry, takeBack }: { one: Pending; retry: () => void; takeBack: () => void }) {
  return (
    <div
      className={`said staff${one.failure === null ? " going" : " bad"}`}
      data-test="transcript-message"
      data-from="staff"
      data-delivery={one.failure === null ? "pending" : "not-sent"}
    >
      <div className="bubble" title={exactTime(one.at)}>
        <Words text={one.text} />
      </div>
      {one.failure === null ? (
        <div className="fate quiet">
          <ClockCircleOutlined />
          <span>正在发出</span>
        </div>
      ) : (
        <div className="fate bad" role="alert">
          <ExclamationCircleFilled />
          <span>没有发出：{one.failure}</span>
          <button type="button" className="link" onClick={retry} data-test="retry">
            重试
          </button>
          <button type="button" className="link" onClick={takeBack}>
            写回输入框
          </button>
        </div>
      )}
    </div>
  );
}
