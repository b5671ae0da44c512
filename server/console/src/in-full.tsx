import { App as AntApp, Button, Input, Popover } from "antd";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { sentence, type Answer } from "./client.ts";
import { shown } from "./shown.ts";

const longestReason = 100;
/** Then it is covered again: screens are left alone. */
const openMs = 2 * 60_000;

interface Props {
  /** What it is called. */
  label: string;
  /** For tests. */
  field: string;
  masked: string;
  /** Reasons that are given by one press. */
  usual: readonly string[];
  may?: boolean;
  show(reason: string): Promise<Answer<{ value: string }>>;
}

/** One masked value in full: for a reason that is kept, and only until it is covered again or the page is left. */
export function InFull({ label, field, masked, usual, may = true, show }: Props) {
  const { message } = AntApp.useApp();
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const reasons = useRef<HTMLDivElement>(null);
  const shut = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    setOpen(false);
    trigger.current?.focus();
  };
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [value, setValue] = useState<string | null>(null);
  useEffect(() => {
    if (value === null) return;
    const timer = setTimeout(() => setValue(null), openMs);
    return () => clearTimeout(timer);
  }, [value]);
  const reveal = async (why: string) => {
    setBusy(true);
    const answer = await show(why.trim());
    setBusy(false);
    if (!answer.ok) return void message.error(sentence(answer.error));
    setValue(answer.value.value);
    setOpen(false);
    setReason("");
  };
  if (value !== null)
    return (
      <>
        <b>{shown(value)}</b>
        <button type="button" className="link" onClick={() => setValue(null)}>
          遮住
        </button>
      </>
    );
  return (
    <>
      {shown(masked)}
      {may && (
        <Popover
          open={open}
          onOpenChange={setOpen}
          afterOpenChange={(isOpen) => isOpen && reasons.current?.querySelector("button")?.focus()}
          trigger="click"
          placement="bottomRight"
          title="为什么要看？会记下是谁、为什么看的"
          content={
            <div className="reveal-why" ref={reasons} onKeyDown={shut}>
              {usual.map((one) => (
                <Button
                  key={one}
                  size="small"
                  disabled={busy}
                  onClick={() => void reveal(one)}
                  data-test="reveal-usual"
                >
                  {one}
                </Button>
              ))}
              <Input
                value={reason}
                maxLength={longestReason}
                size="small"
                placeholder="其他原因"
                aria-label="原因"
                onChange={(event) => setReason(event.target.value)}
                onPressEnter={(event) => !event.nativeEvent.isComposing && reason.trim() !== "" && void reveal(reason)}
                data-test="reveal-reason"
              />
              <Button
                type="primary"
                size="small"
                loading={busy}
                disabled={reason.trim() === ""}
                onClick={() => void reveal(reason)}
                data-test="reveal-confirm"
              >
                查看
              </Button>
            </div>
          }
        >
          <button
            type="button"
            className="link"
            ref={trigger}
            aria-label={`查看${label}`}
            data-test={`reveal-${field}`}
          >
            查看
          </button>
        </Popover>
      )}
    </>
  );
}
