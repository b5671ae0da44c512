import { staff, type StaffCaseView } from "@wsi/shared/contract";
import { Button, Input, Popover } from "antd";
import { useState } from "react";
import { sentence } from "../client.ts";
import { useSession } from "../session.tsx";

const fields = [
  { field: "name", label: "姓名" },
  { field: "idNumber", label: "身份证" },
  { field: "mobile", label: "手机" },
] as const;

/** Who applies, masked. One field is shown in full for a reason, which is kept. */
export function Applicant({ view }: { view: StaffCaseView }) {
  return (
    <section>
      <h2>
        {view.behalf === null
          ? "办事人"
          : view.behalf.capacity === "employer"
            ? "员工（单位经办）"
            : "本人（别人代办）"}
      </h2>
      {view.behalf ? (
        <p className="behalf-line" data-test="behalf">
          {view.behalf.employer ? `${view.behalf.employer} · ` : ""}
          {view.behalf.actor} 办理
        </p>
      ) : null}
      <dl>
        {fields.map(({ field, label }) => (
          <div key={field}>
            <dt>{label}</dt>
            <dd>
              <Reveal id={view.id} field={field} label={label} masked={view.applicant[field]} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface RevealProps {
  id: string;
  field: (typeof fields)[number]["field"];
  label: string;
  masked: string;
}

function Reveal({ id, field, label, masked }: RevealProps) {
  const { ask } = useSession();
  const [value, setValue] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);

  async function show() {
    if (reason.trim() === "") return setTrouble("请写明为什么要看，会留痕");
    const answer = await ask(staff.reveal, { id, field, reason: reason.trim() });
    if (!answer.ok) return setTrouble(sentence(answer.error));
    setValue(answer.value.value);
    setOpen(false);
  }
  if (value !== null) return <>{value}</>;
  return (
    <span className="reveal">
      {masked}
      <Popover
        trigger="click"
        open={open}
        onOpenChange={setOpen}
        content={
          <form
            className="reveal-form"
            onSubmit={(event) => {
              event.preventDefault();
              void show();
            }}
          >
            <Input
              value={reason}
              maxLength={100}
              placeholder={`为什么要看完整${label}`}
              aria-label="原因"
              onChange={(event) => setReason(event.target.value)}
            />
            {trouble ? <p role="alert">{trouble}</p> : null}
            <Button htmlType="submit" type="primary" size="small">
              显示
            </Button>
          </form>
        }
      >
        <Button size="small" type="link" data-test={`reveal-${field}`}>
          显示
        </Button>
      </Popover>
    </span>
  );
}
