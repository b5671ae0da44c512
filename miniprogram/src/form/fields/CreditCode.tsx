import { TextInput } from "../../ui/index.ts";
import { textOf, type WidgetProps } from "./widget.ts";

export function CreditCode({ name, asked, value, onChange, onBlur }: WidgetProps<"creditCode">) {
  return (
    <TextInput
      id={`field-${name}`}
      label={asked.label}
      value={textOf(value)}
      keyboard="text"
      max={24}
      placeholder="18 位统一社会信用代码"
      onChange={onChange}
      onBlur={onBlur}
    />
  );
}
