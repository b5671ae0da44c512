/** One masked field in full: for a reason that is kept, and only until another talk is opened. */
import { deskScreen } from "@wsi/shared/contract";
import { App as AntApp, Button, Input, Popover, Radio } from "antd";
import { useState } from "react";
import { sentence } from "../../client.ts";
import { useSession } from "../../session.tsx";
import { shown } from "../../shown.ts";

const usual = ["核对身份", "替市民查询", "电话回访"];
const longestReason = 100;

export function Revealed({
  id,
  field,
  masked,
  may,
}: {
  id: string;
  field: "name" | "idNumber" | "mobile";
  masked: string;
  may: boolean;
}) {
  const { ask } = useSession();
  const { message } = AntApp.useApp();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState(usual[0] ?? "");
  const [busy, setBusy] = useState(false);
  const [value, setValue] = useState<string | null>(null);
  const reveal = async () => {
    setBusy(true);
    const answer = await ask(deskScreen.revealPerson, { id, field, reason: reason.trim() });
    setBusy(false);
    if (!answer.ok) return void message.error(sentence(answer.error));
    setValue(answer.value.value);
    setOpen(false);
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
          trigger="click"
          placement="bottomRight"
          title="为什么要看？会记下是谁、为什么看的"
          content={
            <div className="reveal-why">
              <Radio.Group
                size="small"
                optionType="button"
                value={reason}
                options={usual}
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
          <button type="button" className="link" data-test={`reveal-${field}`}>
            查看
          </button>
        </Popover>
      )}
    </>
  );
}
