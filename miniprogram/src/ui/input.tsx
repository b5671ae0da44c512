import { Input, Textarea, View } from "@tarojs/components";
import type { ReactNode } from "react";

interface TextInputProps {
  id: string;
  value: string;
  label: string;
  onChange(value: string): void;
  onBlur?: () => void;
  keyboard?: "text" | "number" | "idcard" | "digit";
  placeholder?: string;
  max?: number;
  multiline?: boolean;
  /** A word after the value, such as 元. */
  unit?: string;
}

export function TextInput(props: TextInputProps) {
  const { id, value, label, onChange, onBlur, keyboard = "text", placeholder = "", max = 140, multiline, unit } = props;
  if (multiline)
    return (
      <View className="input tall">
        <Textarea
          id={id}
          className="input-inner"
          value={value}
          maxlength={max}
          placeholder={placeholder}
          placeholderClass="placeholder"
          aria-label={label}
          onInput={(event) => onChange(event.detail.value)}
          onBlur={() => onBlur?.()}
        />
        <View className="input-count">
          {Array.from(value).length} / {max} 字
        </View>
      </View>
    );
  return (
    <View className="input">
      <Input
        id={id}
        className="input-inner"
        type={keyboard}
        value={value}
        maxlength={max}
        placeholder={placeholder}
        placeholderClass="placeholder"
        aria-label={label}
        onInput={(event) => onChange(event.detail.value)}
        onBlur={() => onBlur?.()}
      />
      {unit ? <View className="input-unit">{unit}</View> : null}
    </View>
  );
}

/** What cannot be changed here, drawn so that nobody tries. */
export function Readonly({ id, children }: { id: string; children: ReactNode }) {
  return (
    <View className="input readonly" id={id}>
      {children}
    </View>
  );
}

/** A closed box that opens a sheet to choose from. */
export function Opener({
  id,
  value,
  placeholder,
  onClick,
}: {
  id: string;
  value: string;
  placeholder: string;
  onClick(): void;
}) {
  return (
    <View className="input opener" id={id} role="button" aria-role="button" onClick={onClick}>
      <View className={value ? "opener-value" : "opener-value placeholder"}>{value || placeholder}</View>
      <View className="arrow down" />
    </View>
  );
}

interface OptionProps {
  id: string;
  on: boolean;
  many?: boolean;
  /** Cannot be chosen now; the words say why. */
  off?: boolean;
  onClick(): void;
  children: ReactNode;
}

export function Option({ id, on, many = false, off = false, onClick, children }: OptionProps) {
  const role = many ? "checkbox" : "radio";
  return (
    <View
      className={`option${on ? " on" : ""}${off ? " off" : ""}`}
      aria-disabled={off}
      id={id}
      role={role}
      aria-role={role}
      aria-checked={on}
      {...(off ? {} : { onClick })}
    >
      <View className={many ? "mark square" : "mark"}>{on ? "✓" : ""}</View>
      <View className="option-text">{children}</View>
    </View>
  );
}

export function Options({ id, columns = 1, children }: { id: string; columns?: 1 | 2 | 3; children: ReactNode }) {
  return (
    <View className={`options columns-${columns}`} id={id}>
      {children}
    </View>
  );
}
