import { App as AntApp, Button, Input, Popover, Radio } from "antd";
import { useState } from "react";
import { sentence, type Answer } from "./client.ts";
import { shown } from "./shown.ts";

const longestReason = 100;

interface Props {
  /** As a key for tests. */
  field: string;
  masked: string;
  /** Reasons one may press; the first stands there. */
  usual: readonly string[];
  may?: boolean;
  show(reason: string): Promise<Answer<{ value: string }>>;
}

/** One masked value in full: for a reason that is kept, and only until it is covered again or the page is left. */
export function InFull({ field, masked, usual, may = true, show }: Props) {
  const { message } = AntApp.useApp();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState(usual[0] ?? "");
  const [busy, setBusy] = useState(false);
  const [value, setValue] = useState<string | null>(null);
  const reveal = async () => {
    setBusy(true);
    const answer = await show(reason.trim());
    setBusy(false);
    if (!answer.ok) return void message.error(sentence(answer.error));
    setValue(answer.value.value);
    setOpen(false);
  };
  if (value !== null)
    return (
      <>
        <b>{shown(value)}</b>
        <Button type="link" size="small" className="in-full" onClick={() => setValue(null)}>
          遮住
        </Button>
      </>
    );
  return (
    <>
      {shown(masked)}
      {may && (
        <Popover
          open={open}
          onOpenChange={setOpen}
          trigger="click"
          placement="bottomRight"
          title="为什么要看？会记下是谁、为什么看的"
          content={
            <div className="reveal-why">
              <Radio.Group
                size="small"
                optionType="button"
                value={reason}
                options={[...usual]}
                onChange={({ target }) => setReason(String(target.value))}
              />
              <Input
                value={reason}
                maxLength={longestReason}
                placeholder="其他原因"
                aria-label="原因"
                onChange={(event) => setReason(event.target.value)}
                onPressEnter={(event) => !event.nativeEvent.isComposing && reason.trim() !== "" && void reveal()}
                data-test="reveal-reason"
              />
              <Button
                type="primary"
                size="small"
                loading={busy}
                disabled={reason.trim() === ""}
                onClick={() => void reveal()}
                data-test="reveal-confirm"
              >
                查看
              </Button>
            </div>
          }
        >
          <Button type="link" size="small" className="in-full" data-test={`reveal-${field}`}>
            查看
          </Button>
        </Popover>
      )}
    </>
  );
}
