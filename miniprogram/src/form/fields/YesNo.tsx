import { Option, Options } from "../../ui/index.ts";
import type { WidgetProps } from "./widget.ts";

export function YesNo({ name, value, onChange }: WidgetProps<"yesNo">) {
  return (
    <Options id={`field-${name}`} columns={2}>
      <Option id={`option-${name}-true`} on={value === true} onClick={() => onChange(true)}>
        是
      </Option>
      <Option id={`option-${name}-false`} on={value === false} onClick={() => onChange(false)}>
        否
      </Option>
    </Options>
  );
}
