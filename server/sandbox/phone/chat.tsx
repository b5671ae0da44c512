import type { Act } from "./act.ts";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { PhoneState } from "../src/control/contract.ts";
import { Bubble } from "./bubble.tsx";
import { needsTime, timeLine } from "./chat-time.ts";
import { sandbox } from "./client.ts";
import { Composer } from "./composer.tsx";
import { KeyboardIcon, MenuIcon } from "./icons.tsx";
import { Menu } from "./menu.tsx";
import type { At, Tool } from "./tools.tsx";
import type { Touch } from "./words.tsx";

/** WeChat shows the menu or the keyboard. A newcomer's phone starts with both, so that nothing has to be found first. */
type Foot = "both" | "menu" | "keyboard";

export interface ChatProps {
  state: PhoneState;
  me: { id: string; name: string };
  touch: Touch;
  /** How often the person was sent here to write. */
  asked: number;
  onAsk(): void;
  /** Milliseconds since 1970, on WeChat's clock. */
  now: number;
  act: Act;
  onTool(tool: Tool): void;
}

export function Chat({ state, me, touch, asked, onAsk, now, act, onTool }: ChatProps) {
  const [foot, setFoot] = useState<Foot>("both");
  const lines = useRef<HTMLOListElement>(null);
  const hasMenu = state.menu.length > 0;
  const last = state.chat.at(-1)?.seq ?? 0;

  const toEnd = useCallback(() => {
    const list = lines.current;
    if (list) list.scrollTop = list.scrollHeight;
  }, []);
  useLayoutEffect(toEnd, [last, toEnd]);
  useEffect(() => {
    // The foot grows with the words written and the board; what was said last stays in sight.
    const watch = new ResizeObserver(toEnd);
    if (lines.current) watch.observe(lines.current);
    return () => watch.disconnect();
  }, [toEnd]);

  useEffect(() => {
    if (asked > 0) setFoot((was) => (was === "menu" ? "keyboard" : was));
  }, [asked]);
  function toKeyboard(): void {
    setFoot("keyboard");
    onAsk();
  }

  return (
    <div className="chat">
      <ol className="lines" data-test="chat" aria-live="polite" ref={lines}>
        {state.chat.map((item, at) => [
          needsTime(item.at, state.chat[at - 1]?.at) ? (
            <li className="time" key={`time-${item.seq}`}>
              {timeLine(item.at, now)}
            </li>
          ) : null,
          <Bubble item={item} me={me} touch={touch} onGrown={item.seq === last ? toEnd : undefined} key={item.seq} />,
        ])}
      </ol>
      <div className="foot">
        {hasMenu && foot !== "keyboard" ? (
          <div className="menu-row">
            <button type="button" className="toggle" aria-label="换成键盘" title="换成键盘" onClick={toKeyboard}>
              <KeyboardIcon />
            </button>
            <Menu
              buttons={state.menu}
              tap={(button, sub) => act(() => openFromMenu(me.id, { button, sub }, touch, onTool))}
            />
          </div>
        ) : null}
        {!hasMenu || foot !== "menu" ? (
          <Composer
            asked={asked}
            left={
              hasMenu && foot === "keyboard" ? (
                <button
                  type="button"
                  className="round"
                  aria-label="换成菜单"
                  title="换成菜单"
                  onClick={() => setFoot("menu")}
                >
                  <MenuIcon />
                </button>
              ) : null
            }
            onText={(text) => act(() => sandbox.write(me.id, text))}
            onPicture={(file) => act(() => sandbox.sendPicture(me.id, file))}
            onPlace={(place) => act(() => sandbox.sendPlace(me.id, place))}
            onTool={(kind) => onTool({ kind })}
          />
        ) : null}
      </div>
    </div>
  );
}

async function openFromMenu(id: string, at: At, touch: Touch, onTool: ChatProps["onTool"]): Promise<void> {
  const { open } = await sandbox.tap(id, at.button, at.sub);
  if (open?.kind === "mini-program") touch.openMini(open.path);
  else if (open?.kind === "page") touch.openPage(open.url);
  else if (open) onTool({ kind: open.kind, ...at });
}
