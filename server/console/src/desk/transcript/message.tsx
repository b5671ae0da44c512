/** One message, and what became of it. */
import { CheckOutlined, ClockCircleOutlined, ExclamationCircleFilled, QuestionCircleFilled } from "@ant-design/icons";
import type { DeskMessage } from "@wsi/shared/contract";
import { memo, useState } from "react";
import { exactTime } from "../../beijing.ts";
import { folded, shown } from "../../shown.ts";
import { Attached, saysMore } from "./attached.tsx";
import type { Pending } from "../composer/composer.ts";
import { deliveryWords } from "./delivery.ts";
import { speaker, whoSpeaks, type Note } from "./transcript-lines.ts";

/** Set apart from the words around it: right-to-left writing turns no neighbour round. */
export function Words({ text }: { text: string }) {
  const [whole, setWhole] = useState(false);
  const clean = shown(text);
  const short = folded(clean);
  return (
    <>
      <bdi className="words">{whole || short === null ? clean : short}</bdi>
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
  return (
    <>
      <Attached message={message} />
      {saysMore(message) && <Words text={message.text} />}
    </>
  );
}

/** What may be done with a message of mine; null where nobody may write. */
export interface MessageActs {
  rewrite: (text: string) => void;
  retry: (message: DeskMessage) => void;
  recall: (message: DeskMessage) => void;
}

function Fate({ message, acts }: { message: DeskMessage; acts: MessageActs | null }) {
  const fate = deliveryWords(message);
  if (fate === null || (message.delivery === "sent" && fate.advice === null)) return null;
  const mine = message.from === "staff" && acts !== null && !message.recalled;
  return (
    <div className={`fate ${fate.tone}`} role={fate.tone === "quiet" ? undefined : "note"}>
      {message.delivery === "queued" && <ClockCircleOutlined />}
      {fate.tone === "warn" && <QuestionCircleFilled />}
      {fate.tone === "bad" && <ExclamationCircleFilled />}
      <span>
        {fate.text}
        {fate.advice && <span className="fate-advice">。{fate.advice}</span>}
      </span>
      {mine && message.retry !== "no" && (
        <button type="button" className="link" onClick={() => acts.retry(message)} data-test="retry">
          {message.retry === "ask" ? "市民没收到，重发" : "重试"}
        </button>
      )}
      {mine && message.retry === "yes" && message.kind === "text" && (
        <button type="button" className="link" onClick={() => acts.rewrite(message.text)}>
          写回输入框
        </button>
      )}
    </div>
  );
}

export const Message = memo(function Message({
  message,
  first,
  myName,
  acts,
  at,
}: {
  message: DeskMessage;
  first: boolean;
  myName: string;
  acts: MessageActs | null;
  /** Now, where it matters: whether it can still be taken back. */
  at: number;
}) {
  const who = first ? speaker(message, myName) : null;
  const fate = deliveryWords(message);
  const mayRecall =
    acts !== null &&
    message.from === "staff" &&
    message.by === myName &&
    !message.recalled &&
    message.recallUntil !== null &&
    Date.parse(message.recallUntil) > at;
  const names = [
    "said",
    message.from,
    first ? "begins" : "",
    fate?.tone === "bad" ? "bad" : "",
    message.recalled ? "recalled" : "",
    message.steppedIn ? "stepped-in" : "",
  ];
  return (
    <div
      className={names.filter((name) => name !== "").join(" ")}
      data-test="transcript-message"
      data-from={message.from}
      data-delivery={message.delivery ?? undefined}
    >
      {who ? (
        <span className="said-by">{who}</span>
      ) : (
        message.from !== "system" && <span className="unseen">{whoSpeaks(message, myName)}：</span>
      )}
      <div className="said-line">
        {mayRecall && (
          <button type="button" className="link said-act" onClick={() => acts.recall(message)} data-test="recall">
            撤回
          </button>
        )}
        {message.delivery === "sent" && !message.recalled && (
          <CheckOutlined className="tick" title={fate?.text} aria-label={fate?.text} />
        )}
        <div className="bubble" title={exactTime(message.at)}>
          {message.recalled ? <span className="kind">这条消息已撤回</span> : <Content message={message} />}
        </div>
      </div>
      {!message.recalled && <Fate message={message} acts={acts} />}
    </div>
  );
});

/** A note among colleagues, in the place where it was written. */
export const NoteLine = memo(function NoteLine({ note }: { note: Note }) {
  return (
    <div className="note-said" data-test="transcript-note" title={exactTime(note.at)}>
      <span className="said-by">{note.by} · 备注，市民看不到</span>
      <Words text={note.text} />
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
          <span>没有发出：{one.waits ? `${one.failure.split("，")[0]}，会自动重发` : one.failure}</span>
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
