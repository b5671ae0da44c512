import { TextInput } from "../../ui/index.ts";
import { textOf, type WidgetProps } from "./widget.ts";

export function BankCard({ name, asked, value, onChange, onBlur }: WidgetProps<"bankCard">) {
  return (
    <TextInput
      id={`field-${name}`}
      label={asked.label}
      value={textOf(value)}
      keyboard="number"
      max={30}
      placeholder="银行卡号"
      onChange={onChange}
      onBlur={onBlur}
    />
  );
}
