import { Image, Text, View } from "@tarojs/components";
import type { ReactNode } from "react";

interface CardProps {
  title?: string;
  id?: string;
  /** For lists: several cards share one test id. */
  test?: string;
  children: ReactNode;
}

export function Card({ title, id, test, children }: CardProps) {
  return (
    <View className="card" {...(id ? { id } : {})} {...(test ? { "data-test": test } : {})}>
      {title ? <View className="card-title">{title}</View> : null}
      {children}
    </View>
  );
}

interface CellProps {
  label: ReactNode;
  text?: ReactNode;
  /** Right side: a value or a tag. */
  value?: ReactNode;
  onClick?: () => void;
  /** For a row that unfolds below itself instead of leading away. */
  open?: boolean;
  id?: string;
  /** For lists: several cells share one test id. */
  test?: string;
}

/** A row; with `onClick` it shows an arrow and takes taps. */
export function Cell({ label, text, value, onClick, open, id, test }: CellProps) {
  return (
    <View
      className={onClick ? "cell tappable" : "cell"}
      {...(id ? { id } : {})}
      {...(test ? { "data-test": test } : {})}
      {...(onClick ? { onClick, role: "button", "aria-role": "button" } : {})}
      {...(open === undefined ? {} : { "aria-expanded": open })}
    >
      <View className="cell-main">
        <View className="cell-label">{label}</View>
        {text ? <View className="cell-text">{text}</View> : null}
      </View>
      {value ? <View className="cell-value">{value}</View> : null}
      {onClick ? <View className={open === undefined ? "arrow" : open ? "arrow up" : "arrow down"} /> : null}
    </View>
  );
}

interface SwitchCellProps {
  label: string;
  text?: string;
  on: boolean;
  onChange(on: boolean): void;
  id: string;
}

export function SwitchCell({ label, text, on, onChange, id }: SwitchCellProps) {
  return (
    <View
      className="cell tappable"
      id={id}
      role="switch"
      aria-role="switch"
      aria-checked={on}
      aria-label={label}
      onClick={() => onChange(!on)}
    >
      <View className="cell-main">
        <View className="cell-label">{label}</View>
        {text ? <View className="cell-text">{text}</View> : null}
      </View>
      <View className={on ? "toggle on" : "toggle"}>
        <View className="toggle-word">{on ? "开" : "关"}</View>
        <View className="toggle-knob" />
      </View>
    </View>
  );
}

/** A label with its value, for facts that are only read. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <View className="fact">
      <Text className="fact-label">{label}</Text>
      <View className="fact-value">{children}</View>
    </View>
  );
}

/** What a row unfolds: set in, on a paler ground. */
export function Inset({ children }: { children: ReactNode }) {
  return <View className="inset">{children}</View>;
}

/** A wide picture at the top of a card. */
export function Picture({ src, label }: { src: string; label: string }) {
  return (
    <View className="card-picture">
      <Image src={src} mode="aspectFill" aria-label={label} />
    </View>
  );
}

export type Tone = "good" | "busy" | "warn" | "bad" | "plain";

export function Tag({ tone = "plain", children }: { tone?: Tone; children: ReactNode }) {
  return <Text className={`tag ${tone}`}>{children}</Text>;
}

/** A big entry of the home page: one character like a seal, a name, a line. */
export function Entry({
  seal,
  name,
  text,
  onClick,
  id,
}: {
  seal: string;
  name: string;
  text: string;
  onClick(): void;
  id: string;
}) {
  return (
    <View className="entry" id={id} role="button" aria-role="button" onClick={onClick}>
      <View className="seal" aria-hidden>
        {seal}
      </View>
      <View className="entry-name">{name}</View>
      <View className="entry-text">{text}</View>
    </View>
  );
}

export function Entries({ children }: { children: ReactNode }) {
  return <View className="entries">{children}</View>;
}
