import { Note, Option, Options } from "../../ui/index.ts";
import { listOf, type WidgetProps } from "./widget.ts";

export function Choices({ name, asked, value, onChange }: WidgetProps<"choices">) {
  const chosen = listOf(value);
  const turn = (key: string) => onChange(chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key]);
  return (
    <>
      <Note>可以选多项，再点一下取消</Note>
      <Options id={`field-${name}`}>
        {Object.entries(asked.options).map(([key, label]) => (
          <Option key={key} many id={`option-${name}-${key}`} on={chosen.includes(key)} onClick={() => turn(key)}>
            {label}
          </Option>
        ))}
      </Options>
    </>
  );
}
