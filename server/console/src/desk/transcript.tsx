/** Everything said in a talk. It stays at the newest line until somebody scrolls up, and then leaves them where they read. */
import { ArrowDownOutlined } from "@ant-design/icons";
import type { ConversationView } from "@wsi/shared/contract";
import { Button } from "antd";
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { timeWords } from "../beijing.ts";
import type { Pending } from "./composer.ts";
import { Message, PendingMessage } from "./message.tsx";
import { transcriptLines } from "./transcript-lines.ts";

const nearEnd = 48;

export function Transcript({
  talk,
  pending,
  myName,
  now,
  rewrite,
  retry,
  takeBack,
}: {
  talk: ConversationView;
  pending: readonly Pending[];
  myName: string;
  now: Date;
  rewrite: ((text: string) => void) | null;
  retry: (key: string) => void;
  takeBack: (key: string) => void;
}) {
  const pane = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [below, setBelow] = useState(false);
  const lines = useMemo(() => transcriptLines(talk.messages), [talk.messages]);

  const toEnd = useCallback(() => {
    atEnd.current = true;
    setBelow(false);
    if (pane.current) pane.current.scrollTop = pane.current.scrollHeight;
  }, []);
  const count = talk.messages.length;
  const going = pending.filter((one) => one.failure === null).length;
  const drawn = useRef(0);
  useLayoutEffect(() => {
    if (count === drawn.current) return;
    drawn.current = count;
    if (atEnd.current) toEnd();
    else setBelow(true);
  }, [count, toEnd]);
  // What I just sent I want to see.
  useLayoutEffect(() => {
    if (going > 0) toEnd();
  }, [going, toEnd]);
  useLayoutEffect(() => {
    const watch = new ResizeObserver(() => {
      if (atEnd.current) toEnd();
    });
    if (pane.current) watch.observe(pane.current);
    if (inner.current) watch.observe(inner.current);
    return () => watch.disconnect();
  }, [toEnd]);

  return (
    <div className="transcript-frame">
      <div
        className="transcript"
        ref={pane}
        role="log"
        aria-label="对话"
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          atEnd.current = scrollHeight - scrollTop - clientHeight < nearEnd;
          if (atEnd.current) setBelow(false);
        }}
      >
        <div className="transcript-lines" ref={inner}>
          {lines.length === 0 && pending.length === 0 && <p className="transcript-none">市民还没有留言</p>}
          {lines.map((line) =>
            line.is === "time" ? (
              <time key={line.key} className="transcript-time" dateTime={line.at}>
                {timeWords(line.at, now)}
              </time>
            ) : (
              <Message key={line.key} message={line.message} first={line.first} myName={myName} rewrite={rewrite} />
            ),
          )}
          {pending.map((one) => (
            <PendingMessage key={one.key} one={one} retry={() => retry(one.key)} takeBack={() => takeBack(one.key)} />
          ))}
        </div>
      </div>
      {below && (
        <Button className="transcript-below" size="small" shape="round" icon={<ArrowDownOutlined />} onClick={toEnd}>
          有新消息
        </Button>
      )}
    </div>
  );
}
