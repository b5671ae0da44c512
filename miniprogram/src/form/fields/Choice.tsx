import { Option, Options } from "../../ui/index.ts";
import type { WidgetProps } from "./widget.ts";

/** Short words stand in columns, so that nine tiers fit on one screen. */
export const columnsFor = (labels: readonly string[]): 1 | 2 | 3 =>
  labels.length > 3 && labels.every((label) => Array.from(label).length <= 8) ? 2 : 1;

export function Choice({ name, asked, value, onChange }: WidgetProps<"choice">) {
  const options = Object.entries(asked.options);
  return (
    <Options id={`field-${name}`} columns={columnsFor(options.map(([, label]) => label))}>
      {options.map(([key, label]) => (
        <Option key={key} id={`option-${name}-${key}`} on={value === key} onClick={() => onChange(key)}>
          {label}
        </Option>
      ))}
    </Options>
  );
}
