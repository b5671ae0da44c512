import { TextInput } from "../../ui/index.ts";
import { textOf, type WidgetProps } from "./widget.ts";

export function Text({ name, asked, value, onChange, onBlur }: WidgetProps<"text">) {
  return (
    <TextInput
      id={`field-${name}`}
      label={asked.label}
      value={textOf(value)}
      max={asked.max ?? 200}
      multiline={asked.multiline ?? false}
      placeholder="请填写"
      onChange={onChange}
      onBlur={onBlur}
    />
  );
}
