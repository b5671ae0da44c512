import { useState } from "react";
import { TextInput } from "../../ui/index.ts";
import type { WidgetProps } from "./widget.ts";

/** 元 as typed to fen; what is not an amount goes on as text, so that the check can say how to mend it. */
export function fenOf(text: string): number | string {
  const plain = text.trim().replace(/[,，\s]/g, "");
  const parts = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(plain);
  return parts ? Number(parts[1]) * 100 + Number((parts[2] ?? "").padEnd(2, "0")) : text;
}

const typed = (value: unknown): string =>
  typeof value === "number"
    ? value % 100 === 0
      ? String(value / 100)
      : (value / 100).toFixed(2)
    : String(value ?? "");

export function Money({ name, asked, value, onChange, onBlur }: WidgetProps<"money">) {
  const [text, setText] = useState(() => typed(value));
  return (
    <TextInput
      id={`field-${name}`}
      label={asked.label}
      value={text}
      keyboard="digit"
      max={16}
      unit="元"
      placeholder="例如 120.50"
      onChange={(next) => {
        setText(next);
        onChange(next === "" ? "" : fenOf(next));
      }}
      onBlur={onBlur}
    />
  );
}
