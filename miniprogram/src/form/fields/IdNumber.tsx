import { TextInput } from "../../ui/index.ts";
import { textOf, type WidgetProps } from "./widget.ts";

export function IdNumber({ name, asked, value, onChange, onBlur }: WidgetProps<"idNumber">) {
  return (
    <TextInput
      id={`field-${name}`}
      label={asked.label}
      value={textOf(value)}
      keyboard="idcard"
      max={24}
      placeholder="18 位身份证号码"
      onChange={onChange}
      onBlur={onBlur}
    />
  );
}
