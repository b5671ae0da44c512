import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import type { PhoneState } from "../src/control/contract.ts";
import type { ChatItem } from "../src/world/chats.ts";
import { Bubble } from "./bubble.tsx";
import { sandbox } from "./client.ts";
import { Menu } from "./menu.tsx";
import type { Touch } from "./words.tsx";

const FIVE_MINUTES = 300_000;
const clockText = (at: number): string =>
  new Intl.DateTimeFormat("zh-CN", {
    timeZone: "Asia/Shanghai",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  }).format(at);

const needsTime = (item: ChatItem, before: ChatItem | undefined): boolean =>
  before === undefined || item.at - before.at > FIVE_MINUTES;

export interface ChatProps {
  state: PhoneState;
  me: { id: string; name: string };
  typing: boolean;
  touch: Touch;
  act(work: () => Promise<unknown>): void;
}

export function Chat({ state, me, typing, touch, act }: ChatProps) {
  const [text, setText] = useState("");
  const [keyboard, setKeyboard] = useState(true);
  const end = useRef<HTMLLIElement>(null);
  const count = state.chat.length;
  useEffect(() => {
    end.current?.scrollIntoView({ block: "end" });
  }, [count, typing]);

  function send(): void {
    const said = text.trim();
    if (said === "") return;
    setText("");
    act(() => sandbox.write(me.id, said));
  }
  function onKey(event: KeyboardEvent): void {
    // While a Chinese input method is choosing characters, Enter belongs to it.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  }

  return (
    <div className="chat">
      <ol className="lines" data-test="chat" aria-live="polite">
        {state.chat.map((item, at) => [
          needsTime(item, state.chat[at - 1]) ? (
            <li className="time" key={`time-${item.seq}`}>
              {clockText(item.at)}
            </li>
          ) : null,
          <Bubble item={item} me={me.name} touch={touch} key={item.seq} />,
        ])}
        {typing ? <li className="time">对方正在输入…</li> : null}
        <li ref={end} className="end" />
      </ol>
      <div className="foot">
        <Menu buttons={state.menu} tap={(button, sub) => act(() => openFromMenu(me.id, button, sub, touch))} />
        {keyboard ? (
          <div className="write">
            <label className="icon-button" title="发图片">
              <input
                type="file"
                accept="image/png,image/jpeg"
                hidden
                onChange={(event) => {
                  const [file] = Array.from(event.target.files ?? []);
                  event.target.value = "";
                  if (file) act(() => sandbox.sendPicture(me.id, file));
                }}
              />
              <svg viewBox="0 0 24 24" aria-label="发图片" role="img">
                <path d="M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01" />
              </svg>
            </label>
            <textarea
              data-test="chat-input"
              aria-label="写消息"
              rows={1}
              value={text}
              placeholder="写消息，例如：断缴了怎么办"
              onChange={(event) => setText(event.target.value)}
              onKeyDown={onKey}
            />
            <button type="button" className="send" data-test="chat-send" disabled={text.trim() === ""} onClick={send}>
              发送
            </button>
          </div>
        ) : null}
        <button
          type="button"
          className="fold"
          aria-label={keyboard ? "收起输入框" : "打开输入框"}
          onClick={() => setKeyboard((on) => !on)}
        >
          {keyboard ? "⌄" : "⌨"}
        </button>
      </div>
    </div>
  );
}

async function openFromMenu(id: string, button: number, sub: number | undefined, touch: Touch): Promise<void> {
  const { open } = await sandbox.tap(id, button, sub);
  if (open?.kind === "mini-program") touch.openMini(open.path);
  if (open?.kind === "page") touch.openPage(open.url);
}
