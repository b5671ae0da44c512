/**
 * Everything said in a talk. It stays at the newest line until somebody scrolls up, and then leaves them where they read. Only
 * the last lines are drawn; earlier ones come as somebody scrolls towards them, so that a talk of thousands opens at once.
 */
import { ArrowDownOutlined } from "@ant-design/icons";
import type { ConversationView } from "@wsi/shared/contract";
import { Button } from "antd";
import { memo, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { clockTime, dayLine } from "../../beijing.ts";
import type { Pending } from "../composer/composer.ts";
import { Message, NoteLine, PendingMessage, type MessageActs } from "./message.tsx";
import { transcriptLines, type TranscriptLine } from "./transcript-lines.ts";

const nearEnd = 48;
const nearStart = 400;
const linesAtOnce = 120;

function Line({
  line,
  myName,
  acts,
  now,
}: {
  line: TranscriptLine;
  myName: string;
  acts: MessageActs | null;
  now: Date;
}) {
  switch (line.is) {
    case "day":
      return <p className="transcript-day">{dayLine(line.at, now)}</p>;
    case "time":
      return (
        <time className="transcript-time" dateTime={line.at}>
          {clockTime(line.at)}
        </time>
      );
    case "note":
      return <NoteLine note={line.note} />;
    case "message": {
      // Only what can still be taken back is drawn again as time goes on.
      const at = line.message.recallUntil === null ? 0 : now.getTime();
      return <Message message={line.message} first={line.first} myName={myName} acts={acts} at={at} />;
    }
  }
}

export const Transcript = memo(function Transcript({
  talk,
  pending,
  myName,
  now,
  acts,
  retry,
  takeBack,
}: {
  talk: ConversationView;
  pending: readonly Pending[];
  myName: string;
  now: Date;
  acts: MessageActs | null;
  retry: (key: string) => void;
  takeBack: (key: string) => void;
}) {
  const pane = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [below, setBelow] = useState(false);
  const [most, setMost] = useState(linesAtOnce);
  const lines = useMemo(
    () => transcriptLines(talk.messages, talk.notes, talk.handedOver),
    [talk.messages, talk.notes, talk.handedOver],
  );
  const drawn = lines.slice(-most);
  const hidden = lines.length - drawn.length;

  const toEnd = useCallback(() => {
    atEnd.current = true;
    setBelow(false);
    if (pane.current) pane.current.scrollTop = pane.current.scrollHeight;
  }, []);
  const count = lines.length;
  const going = pending.filter((one) => one.failure === null).length;
  const shownLines = useRef(0);
  useLayoutEffect(() => {
    if (count === shownLines.current) return;
    shownLines.current = count;
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
  // What comes in above must not move what is being read.
  const heightBefore = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (heightBefore.current === null || !pane.current) return;
    pane.current.scrollTop += pane.current.scrollHeight - heightBefore.current;
    heightBefore.current = null;
  }, [most]);
  const earlier = () => {
    if (!pane.current || hidden === 0 || heightBefore.current !== null) return;
    heightBefore.current = pane.current.scrollHeight;
    setMost((before) => before + linesAtOnce);
  };

  return (
    <div className="transcript-frame">
      <div
        className="transcript"
        ref={pane}
        role="log"
        aria-label="对话"
        // Scrolled by the keyboard, too.
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          atEnd.current = scrollHeight - scrollTop - clientHeight < nearEnd;
          if (atEnd.current) setBelow(false);
          else if (scrollTop < nearStart) earlier();
        }}
      >
        <div className="transcript-lines" ref={inner}>
          {hidden > 0 && (
            <button type="button" className="link transcript-earlier" onClick={earlier}>
              更早的 {hidden} 条
            </button>
          )}
          {lines.length === 0 && pending.length === 0 && <p className="transcript-none">市民还没有留言</p>}
          {drawn.map((line) => (
            <Line key={line.key} line={line} myName={myName} acts={acts} now={now} />
          ))}
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
});
