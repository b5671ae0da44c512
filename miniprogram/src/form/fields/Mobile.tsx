import { TextInput } from "../../ui/index.ts";
import { textOf, type WidgetProps } from "./widget.ts";

export function Mobile({ name, asked, value, onChange, onBlur }: WidgetProps<"mobile">) {
  return (
    <TextInput
      id={`field-${name}`}
      label={asked.label}
      value={textOf(value)}
      keyboard="number"
      max={20}
      placeholder="11 位手机号码"
      onChange={onChange}
      onBlur={onBlur}
    />
  );
}
