import { TextInput } from "../../ui/index.ts";
import { textOf, type WidgetProps } from "./widget.ts";

export function PersonName({ name, asked, value, onChange, onBlur }: WidgetProps<"personName">) {
  return (
    <TextInput
      id={`field-${name}`}
      label={asked.label}
      value={textOf(value)}
      keyboard="text"
      max={60}
      placeholder="请填写姓名"
      onChange={onChange}
      onBlur={onBlur}
    />
  );
}
