import { Image, Textarea, View } from "@tarojs/components";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";

/** The parts of a talk: who it is with, what was said on either side, and the bar to write in. */

export function ChatHead({
  who,
  how,
  hint,
  children,
}: {
  who: string;
  how: string;
  /** Left out on a low screen: the talk needs the room. */
  hint?: string | undefined;
  children?: ReactNode;
}) {
  return (
    <View className="chat-head">
      <View aria-live="polite">
        <View className="chat-who" id="chat-who">
          {who}
        </View>
        <View className="chat-how" id="chat-how">
          {how}
        </View>
        {hint ? <View className="chat-how chat-hint">{hint}</View> : null}
      </View>
      <View className="chat-ways">{children}</View>
    </View>
  );
}

interface Act {
  label: string;
  onClick(): void;
}

export function Bubble({
  mine,
  by,
  machine = false,
  foot,
  bad = null,
  act,
  other,
  children,
}: {
  mine: boolean;
  by: string;
  machine?: boolean;
  foot: string;
  bad?: string | null;
  act?: Act;
  other?: Act;
  children: ReactNode;
}) {
  return (
    <View className={`bubble-line${mine ? " mine" : ""}${machine ? " machine" : ""}${bad === null ? "" : " bad"}`}>
      {by === "" ? null : <View className="bubble-by">{by}</View>}
      <View className="bubble">{children}</View>
      {bad === null ? null : <View className="bubble-bad">{bad}</View>}
      <View className="bubble-foot">
        <View>{foot}</View>
        {[act, other].map((one) =>
          one ? (
            <View
              className="bubble-act"
              key={one.label}
              role="button"
              aria-role="button"
              data-test={`act-${one.label}`}
              onClick={one.onClick}
            >
              {one.label}
            </View>
          ) : null,
        )}
      </View>
    </View>
  );
}

export function BubbleTap({ onClick, children }: { onClick(): void; children: ReactNode }) {
  return (
    <View className="bubble-tap" role="button" aria-role="button" onClick={onClick}>
      {children}
    </View>
  );
}

export function BubblePicture({ src, label, onClick }: { src: string; label: string; onClick(): void }) {
  return (
    <View className="bubble-picture" role="button" aria-role="button" aria-label={label} onClick={onClick}>
      <Image src={src} mode="aspectFit" />
    </View>
  );
}

/** A thing in a talk: what kind it is, its name, and with `onClick` a way to it. `plain`: the text is what was said, not a remark. */
export function BubbleCard({
  mark,
  title,
  text,
  plain = false,
  onClick,
}: {
  mark?: string;
  title: string;
  text: string;
  plain?: boolean;
  onClick?: () => void;
}) {
  return (
    <View
      className={onClick ? "bubble-card tappable" : "bubble-card"}
      {...(onClick ? { onClick, role: "button", "aria-role": "button" } : {})}
    >
      {mark ? <View className="bubble-mark">{mark}</View> : null}
      <View className="bubble-title">{title}</View>
      <View className={plain ? "bubble-words" : "bubble-text"}>{text}</View>
    </View>
  );
}

/** What is sent with the first words; it can be taken away. */
export function ChatAbout({ title, text, onRemove }: { title: string; text: string; onRemove(): void }) {
  return (
    <View className="chat-about" id="chat-about">
      <View className="chat-about-words">
        <View className="chat-about-title">{title}</View>
        <View className="chat-about-text">{text}，一起发给客服</View>
      </View>
      <View className="chat-about-remove" id="chat-about-remove" role="button" aria-role="button" onClick={onRemove}>
        不带
      </View>
    </View>
  );
}

export function ChatBar({
  value,
  placeholder,
  onChange,
  onSend,
  disabled,
  problem,
  about,
  children,
}: {
  value: string;
  placeholder: string;
  onChange(value: string): void;
  onSend(): void;
  disabled: boolean;
  problem: ReactNode;
  about: ReactNode;
  children: ReactNode;
}) {
  return (
    <View className="chat-bar">
      {problem}
      {about}
      <View className="chat-field">
        <Textarea
          id="chat-field"
          className="chat-input"
          value={value}
          // A little more than is taken, so that who pastes too much hears of it instead of losing the end.
          maxlength={20_000}
          autoHeight
          fixed
          showConfirmBar={false}
          placeholder={placeholder}
          placeholderClass="placeholder"
          aria-label={placeholder}
          onInput={(event) => onChange(event.detail.value)}
        />
        <View className="chat-send">
          <Button id="chat-send" disabled={disabled} onClick={onSend}>
            发送
          </Button>
        </View>
      </View>
      <View className="chat-tools">{children}</View>
    </View>
  );
}

export function ChatTool({
  id,
  strong = false,
  onClick,
  children,
}: {
  id: string;
  strong?: boolean;
  onClick(): void;
  children: ReactNode;
}) {
  return (
    <View
      className={strong ? "chat-tool strong" : "chat-tool"}
      id={id}
      role="button"
      aria-role="button"
      onClick={onClick}
    >
      {children}
    </View>
  );
}

export function ChatJump({ onClick }: { onClick(): void }) {
  return (
    <View className="chat-jump" role="button" aria-role="button" onClick={onClick}>
      ↓ 有新消息
    </View>
  );
}
