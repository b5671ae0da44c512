import { useState } from "react";
import { regions } from "@wsi/shared/values";
import { Opener, Option, Options, Sheet } from "../../ui/index.ts";
import { textOf, type WidgetProps } from "./widget.ts";

export function Region({ name, asked, value, onChange }: WidgetProps<"region">) {
  const [open, setOpen] = useState(false);
  const chosen = textOf(value);
  const found = Object.entries(regions).find(([code]) => code === chosen);
  return (
    <>
      <Opener id={`field-${name}`} value={found?.[1] ?? ""} placeholder="请选择区" onClick={() => setOpen(true)} />
      {open ? (
        <Sheet title={asked.label} onClose={() => setOpen(false)}>
          <Options id={`regions-${name}`} columns={2}>
            {Object.entries(regions).map(([code, label]) => (
              <Option
                key={code}
                id={`option-${name}-${code}`}
                on={code === chosen}
                onClick={() => {
                  onChange(code);
                  setOpen(false);
                }}
              >
                {label}
              </Option>
            ))}
          </Options>
        </Sheet>
      ) : null}
    </>
  );
}
