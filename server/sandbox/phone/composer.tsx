import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { Place } from "./client.ts";
import { PhotoIcon, PlaceIcon, PlusIcon, ScanIcon, VoiceIcon } from "./icons.tsx";
import { places } from "./tools.tsx";

export interface ComposerProps {
  /** What stands left of the input: the way back to the menu, if there is one. */
  left: ReactNode;
  /** Grows whenever the person is sent here to write. */
  asked: number;
  /** Answers whether it was sent. */
  onText(text: string): Promise<boolean>;
  onPicture(file: File): void;
  onPlace(place: Place): void;
  /** Opens what asks for more: speaking, scanning. */
  onTool(kind: "voice" | "scan-code"): void;
}

/** The row for writing, and the board below it with what can be sent besides words. */
export function Composer({ left, asked, onText, onPicture, onPlace, onTool }: ComposerProps) {
  const [text, setText] = useState("");
  const [board, setBoard] = useState(false);
  const input = useRef<HTMLTextAreaElement>(null);
  const said = text.trim();

  useEffect(() => {
    if (asked > 0) input.current?.focus();
  }, [asked]);

  useLayoutEffect(() => {
    const box = input.current;
    if (!box) return;
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, 132)}px`;
  }, [text]);

  function send(): void {
    if (said === "") return;
    setText("");
    input.current?.focus();
    // What could not be sent is not lost, unless something else was begun meanwhile.
    void onText(said).then((sent) => (sent ? undefined : setText((now) => (now === "" ? said : now))));
  }
  function open(kind: "voice" | "scan-code"): void {
    setBoard(false);
    onTool(kind);
  }
  function onKey(event: KeyboardEvent): void {
    // While a Chinese input method is choosing characters, Enter belongs to it; Safari ends the choosing before it tells of the key (229).
    const { isComposing, keyCode } = event.nativeEvent;
    if (event.key !== "Enter" || event.shiftKey || isComposing || keyCode === 229) return;
    event.preventDefault();
    send();
  }

  return (
    <>
      <div className="write">
        {left}
        <textarea
          ref={input}
          data-test="chat-input"
          aria-label="写消息"
          rows={1}
          maxLength={2000}
          value={text}
          placeholder="想问什么，写在这里"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKey}
          onFocus={() => setBoard(false)}
        />
        {said === "" ? (
          <button
            type="button"
            className="round"
            aria-label="更多：照片、位置、语音、扫码"
            aria-expanded={board}
            onClick={() => setBoard((on) => !on)}
          >
            <PlusIcon />
          </button>
        ) : (
          <button type="button" className="send" data-test="chat-send" onClick={send}>
            发送
          </button>
        )}
      </div>
      {board ? (
        <div className="board">
          <label className="tile">
            <input
              type="file"
              accept="image/png,image/jpeg"
              className="unseen"
              onChange={(event) => {
                const [file] = Array.from(event.target.files ?? []);
                event.target.value = "";
                setBoard(false);
                if (file) onPicture(file);
              }}
            />
            <span>
              <PhotoIcon />
            </span>
            照片
          </label>
          <button
            type="button"
            className="tile"
            onClick={() => {
              setBoard(false);
              onPlace(places[0]);
            }}
          >
            <span>
              <PlaceIcon />
            </span>
            位置
          </button>
          <Tile label="语音" icon={<VoiceIcon />} onTap={() => open("voice")} />
          <Tile label="扫码" icon={<ScanIcon />} onTap={() => open("scan-code")} />
        </div>
      ) : null}
    </>
  );
}

function Tile({ label, icon, onTap }: { label: string; icon: ReactNode; onTap(): void }) {
  return (
    <button type="button" className="tile" onClick={onTap}>
      <span>{icon}</span>
      {label}
    </button>
  );
}
